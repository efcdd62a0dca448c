import { type ExchangeView, exchangeView } from '../core/exchange.js';
import { inLanguage, type Language } from '../core/text.js';
import type { Result, Verdict } from './grade.js';
import type { Judged, Level } from './rule.js';

/** The outcome of a run, as it is published: `spec/report.schema.json`. */
export interface Report {
  readonly subject: Judged;
  /** Address of the server examined, or of the one whose journal was read. */
  readonly target: string;
  /** RFC 3339, real time. */
  readonly startedAt: string;
  /** Real time, in milliseconds. */
  readonly durationMs: number;
  readonly language: Language;
  /** What was judged, where it was not everything. */
  readonly scope?: { readonly consentId?: string; readonly clientId?: string };
  /** What there was to read: how many exchanges, and how many had to be let go before. */
  readonly journal?: { readonly exchanges: number; readonly dropped: number };
  readonly summary: Summary;
  readonly results: readonly ReportedResult[];
}

/** How many rules came out how. */
export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly warned: number;
  readonly skipped: number;
}

/** One rule, and what was seen of it. */
export interface ReportedResult {
  readonly rule: string;
  readonly level: Level;
  readonly area: string;
  readonly title: string;
  readonly source: string;
  readonly verdict: Verdict;
  /** What was seen; of a skip, why. */
  readonly message: string;
  readonly evidence: readonly ExchangeView[];
}

export function reportOf(results: readonly Result[], about: Omit<Report, 'summary' | 'results'>): Report {
  return {
    ...about,
    summary: summaryOf(results.map(({ verdict }) => verdict)),
    results: results.map(({ rule, verdict, message, evidence }) => ({
      rule: rule.id,
      level: rule.level,
      area: rule.area,
      title: inLanguage(rule.title, about.language),
      source: rule.source,
      verdict,
      message: inLanguage(message, about.language),
      evidence: evidence.map(exchangeView),
    })),
  };
}

export function summaryOf(verdicts: readonly Verdict[]): Summary {
  const count = (wanted: Verdict): number => verdicts.filter((verdict) => verdict === wanted).length;
  return { passed: count('pass'), failed: count('fail'), warned: count('warn'), skipped: count('skip') };
}

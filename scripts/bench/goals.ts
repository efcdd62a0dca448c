import type { Spread } from './rounds.js';

/** A goal, and what was measured for it. */
export interface Outcome {
  readonly measure: string;
  /** Met at or above, or at or below. */
  readonly limit: { readonly least: number } | { readonly most: number };
  readonly unit: '×' | 'ms' | 's' | 'MB' | 'calls';
  readonly measured: Spread;
  /** What a server that does nothing would measure in our place. */
  readonly bare?: Spread;
}

/** What a part found: goals, and a table of figures. */
export interface PartResult {
  readonly outcomes: readonly Outcome[];
  readonly table?: Table;
}

/** A part that was run, and how long it took. */
export interface Finished {
  readonly name: string;
  readonly seconds: number;
  /** What it found, or why it failed, in one line. */
  readonly result: PartResult | { readonly failure: string };
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the figures alone do not say. */
  readonly remark?: string;
}

export type Verdict = 'met' | 'missed' | 'too noisy to tell' | 'not measured';

/** Half of the measurements lie between `low` and `high`: where the limit lies there too, the machine was too noisy. */
export function verdictOn({ limit, measured: { median, low, high } }: Outcome): Verdict {
  if (!Number.isFinite(median)) return 'not measured';
  if (isMet(limit, low) !== isMet(limit, high)) return 'too noisy to tell';
  return isMet(limit, median) ? 'met' : 'missed';
}

const isMet = (limit: Outcome['limit'], value: number): boolean =>
  'least' in limit ? value >= limit.least : value <= limit.most;

/** The verdict, and whether a server that does nothing could do better on this machine. */
export function verdictText(outcome: Outcome): string {
  const verdict = verdictOn(outcome);
  const { bare, limit, unit } = outcome;
  if (verdict !== 'missed' || bare === undefined || isMet(limit, bare.median)) return verdict;
  return `missed; bare node:http: ${figure(bare.median)} ${unit}`;
}

/** Three digits are all that can be told again. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '—';
  if (Math.abs(value) >= 1000) return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(Math.abs(value) >= 10 ? 3 : 2);
}

export const spread = ({ median, low, high }: Spread): string =>
  low === high || !Number.isFinite(median) ? figure(median) : `${figure(median)} (${figure(low)}–${figure(high)})`;

export const limitText = ({ limit, unit }: Outcome): string =>
  'least' in limit ? `≥ ${figure(limit.least)} ${unit}` : `≤ ${figure(limit.most)} ${unit}`;

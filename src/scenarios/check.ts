import type { Text } from '../core/text.js';
import type { ExpectedRefusal, Expectation } from './scenario.js';

/** An item of an official list. The Resources list has these; product lists have ids of other names. */
interface Item {
  readonly resourceId: string;
  readonly status: string;
}

/** The body of an official answer, as far as expectations look at it. */
export interface OfficialBody {
  readonly data?: unknown;
  readonly links?: Readonly<Record<string, string>>;
  readonly meta?: { readonly totalRecords?: number; readonly totalPages?: number };
  readonly errors?: readonly { readonly code: string; readonly title?: string; readonly detail?: string }[];
  /** An OTDX list, and an OTDX error. */
  readonly total_items?: number;
  readonly total_pages?: number;
  readonly results?: readonly unknown[];
  readonly detail?: string;
}

/** The body of a list. */
export type ListBody = OfficialBody & { readonly data: readonly Item[] };

export const isList = (body: OfficialBody | undefined): body is ListBody => Array.isArray(body?.data);

const LISTED = 'listed';
const ABSENT = 'not listed';
const PRESENT = 'in the body';
const MISSING = 'not in the body';

const PORTUGUESE = new Map<unknown, string>([
  [LISTED, 'na lista'],
  [ABSENT, 'fora da lista'],
  [PRESENT, 'no corpo'],
  [MISSING, 'fora do corpo'],
]);
const inPortuguese = (value: unknown): string => PORTUGUESE.get(value) ?? String(value);

/** A failure in both languages: what was looked at, what was wanted, what came. */
const differs = (what: string, wanted: unknown, got: unknown): Text => ({
  pt: `${what}: esperado ${inPortuguese(wanted)}, veio ${inPortuguese(got)}`,
  en: `${what}: expected ${String(wanted)}, got ${String(got)}`,
});

/** The same of one that holds: what was looked at, and what came. */
const holds = (what: string, got: unknown): Text => ({
  pt: `${what}: ${inPortuguese(got)}`,
  en: `${what}: ${String(got)}`,
});

/** One expectation, held against what came. */
export interface Check {
  readonly held: boolean;
  readonly text: Text;
}

type Row = readonly [what: string, wanted: unknown, got: unknown];

/** A row without anything wanted expects nothing. */
const checksOf = (rows: readonly Row[]): readonly Check[] =>
  rows
    .filter(([, wanted]) => wanted !== undefined)
    .map(([what, wanted, got]) =>
      wanted === got ? { held: true, text: holds(what, got) } : { held: false, text: differs(what, wanted, got) },
    );

/** What is said of the checks that did not hold. */
export const failuresIn = (checks: readonly Check[]): readonly Text[] =>
  checks.filter(({ held }) => !held).map(({ text }) => text);

/** Each thing a step expects of an answer. `body` is undefined when there was none. */
export function checkAnswer(expected: Expectation, status: number, body: OfficialBody | undefined): readonly Check[] {
  const { links, meta, errors } = body ?? {};
  const data = isList(body) ? body.data : undefined;
  const listing = listingOf(data ?? []);
  const holding = holdingOf(body);
  const statusOf = (id: string): string => data?.find(({ resourceId }) => resourceId === id)?.status ?? ABSENT;
  return checksOf([
    ['status', expected.status, status],
    ['code', expected.code, errors?.[0]?.code],
    ['title', expected.title, errors?.[0]?.title],
    ['detail', expected.detail, errors?.[0]?.detail ?? body?.detail],
    ['empty', expected.empty, body === undefined],
    ['total', expected.total, meta?.totalRecords ?? body?.total_items],
    ['pages', expected.pages, meta?.totalPages ?? body?.total_pages],
    ['items', expected.items, data?.length ?? body?.results?.length],
    [
      'links',
      expected.links?.toSorted().join(' '),
      Object.keys(links ?? {})
        .toSorted()
        .join(' '),
    ],
    ...Object.entries(expected.resources ?? {}).map(([id, wanted]): Row => [id, wanted, statusOf(id)]),
    ...(expected.absent ?? []).map((id): Row => [id, ABSENT, statusOf(id)]),
    ...(expected.listed ?? []).map((id): Row => [id, LISTED, listing(id)]),
    ...(expected.unlisted ?? []).map((id): Row => [id, ABSENT, listing(id)]),
    ...(expected.contains ?? []).map((text): Row => [text, PRESENT, holding(text)]),
    ...(expected.lacks ?? []).map((text): Row => [text, MISSING, holding(text)]),
  ]);
}

/** Whether an item of the list has the id in a field that is called so: resourceId, accountId, contractId … */
function listingOf(data: readonly object[]): (id: string) => string {
  const fields = data.flatMap((item) => Object.entries(item)).filter(([name]) => name.endsWith('Id'));
  const ids = new Set(fields.map(([, value]: [string, unknown]) => value));
  return (id) => (ids.has(id) ? LISTED : ABSENT);
}

function holdingOf(body: unknown): (text: string) => string {
  const whole = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
  return (text) => (whole.includes(text) ? PRESENT : MISSING);
}

/** A refusal of the admin API. RFC 9457, with what the rules add. */
export interface ProblemBody {
  readonly detail?: string;
  readonly rule?: string;
  readonly code?: string;
}

/** Each thing a step expects of a refusal. */
export const checkRefusal = (expected: ExpectedRefusal, status: number, body: ProblemBody): readonly Check[] =>
  checksOf([
    ['refused', expected.status, status],
    ['rule', expected.rule, body.rule],
    ['code', expected.code, body.code],
  ]);

/** Each thing a step expects of an explanation. */
export const checkReason = (
  expected: { readonly listed: boolean; readonly rule: string },
  got: { readonly listed: boolean; readonly rule: string } | undefined,
): readonly Check[] =>
  checksOf([
    ['listed', expected.listed, got?.listed],
    ['rule', expected.rule, got?.rule],
  ]);

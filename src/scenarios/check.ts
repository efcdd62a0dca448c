import type { ExpectedRefusal, Expectation, Text } from './scenario.js';

/** The body of an official list answer, as far as expectations look at it. */
export interface ListBody {
  readonly data?: readonly { readonly resourceId: string; readonly status: string }[];
  readonly links?: Readonly<Record<string, string>>;
  readonly meta?: { readonly totalRecords?: number; readonly totalPages?: number };
  readonly errors?: readonly { readonly code: string; readonly title?: string; readonly detail?: string }[];
}

/** A failure in both languages: what was looked at, what was wanted, what came. */
const differs = (what: string, wanted: unknown, got: unknown): Text => ({
  pt: `${what}: esperado ${String(wanted)}, veio ${String(got)}`,
  en: `${what}: expected ${String(wanted)}, got ${String(got)}`,
});

type Row = readonly [what: string, wanted: unknown, got: unknown];

/** What is not as expected; a row without anything wanted always holds. */
const failuresOf = (rows: readonly Row[]): readonly Text[] =>
  rows.filter(([, wanted, got]) => wanted !== undefined && wanted !== got).map((row) => differs(...row));

const ABSENT = 'not listed';

/** Each way in which an answer is not what the step expects. `body` is undefined when there was none. */
export function compare(expected: Expectation, status: number, body: ListBody | undefined): readonly Text[] {
  const { data, links, meta, errors } = body ?? {};
  const statusOf = (id: string): string => data?.find(({ resourceId }) => resourceId === id)?.status ?? ABSENT;
  return failuresOf([
    ['status', expected.status, status],
    ['code', expected.code, errors?.[0]?.code],
    ['title', expected.title, errors?.[0]?.title],
    ['detail', expected.detail, errors?.[0]?.detail],
    ['empty', expected.empty, body === undefined],
    ['total', expected.total, meta?.totalRecords],
    ['pages', expected.pages, meta?.totalPages],
    ['items', expected.items, data?.length],
    [
      'links',
      expected.links?.toSorted().join(' '),
      Object.keys(links ?? {})
        .toSorted()
        .join(' '),
    ],
    ...Object.entries(expected.resources ?? {}).map(([id, wanted]): Row => [id, wanted, statusOf(id)]),
    ...(expected.absent ?? []).map((id): Row => [id, ABSENT, statusOf(id)]),
  ]);
}

/** A refusal of the admin API. RFC 9457, with what the rules add. */
export interface ProblemBody {
  readonly detail?: string;
  readonly rule?: string;
  readonly code?: string;
}

/** Each way in which a refusal is not the one the step expects. */
export const compareRefusal = (expected: ExpectedRefusal, status: number, body: ProblemBody): readonly Text[] =>
  failuresOf([
    ['refused', expected.status, status],
    ['rule', expected.rule, body.rule],
    ['code', expected.code, body.code],
  ]);

/** Each way in which an explanation is not the one the step expects. */
export const compareReason = (
  expected: { readonly listed: boolean; readonly rule: string },
  got: { readonly listed: boolean; readonly rule: string } | undefined,
): readonly Text[] =>
  failuresOf([
    ['listed', expected.listed, got?.listed],
    ['rule', expected.rule, got?.rule],
  ]);

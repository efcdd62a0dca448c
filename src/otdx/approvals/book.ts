import type { CivilDate } from '../../core/civil.js';
import type { Instant } from '../../core/instant.js';
import { collection, type Reader } from '../../store/store.js';
import type { BusinessCalendar } from '../calendar/business-days.js';
import { tacitAt } from '../calendar/deadline.js';
import type { OtdxContext } from '../context.js';
import { hashtaskOf } from '../hashtask.js';
import type { Portfolio } from '../portfolios/portfolio.js';
import { amountsAt, type Quota, quotasOf, releasedAt } from '../portfolios/release.js';
import { isPending, type ReprocessingRequest, requestsOf, type Void, voidOf } from '../reprocessing/request.js';
import type { Amounts, QuotaKey } from '../vocabulary.js';
import { type ApprovalState, stateAfter } from './machine.js';

/** An approval somebody gave, as it is kept. */
export interface Approval extends QuotaKey {
  readonly hashtask: string;
  readonly by: string;
  readonly at: Instant;
  /** As first approved. */
  readonly amounts: Amounts;
  readonly edits: readonly { readonly at: Instant; readonly by: string; readonly amounts: Amounts }[];
  readonly deletedAt?: Instant;
  readonly voidedAt?: Instant;
}

export const APPROVALS = collection<Approval>('otdx-approvals', { code: ({ code }) => code });

/** An approval as history tells it: given, or come about by silence. */
export interface Approved extends QuotaKey {
  readonly hashtask: string;
  readonly at: Instant;
  /** Absent when it came about by silence. */
  readonly by?: string;
  readonly amounts: Amounts;
  readonly state: ApprovalState;
  readonly voidedAt?: Instant;
}

/** Everything that is known about the quotas of one portfolio. */
export interface Book {
  readonly portfolio: Portfolio;
  /** By date. */
  readonly quotas: readonly Quota[];
  readonly given: readonly Approval[];
  readonly requests: readonly ReprocessingRequest[];
  /** Oldest first. */
  readonly voids: readonly Void[];
  /** Dates for which a reprocessing is asked for and not yet accepted. OTD-APR-11. */
  readonly pendingDates: ReadonlySet<CivilDate>;
  readonly calendar: BusinessCalendar;
}

export async function readBook(reader: Reader, context: OtdxContext, portfolio: Portfolio): Promise<Book> {
  const { calendar, workflow } = context;
  const { code } = portfolio;
  const requests = await requestsOf(reader, code);
  return {
    portfolio,
    calendar,
    quotas: await quotasOf(reader, code),
    given: (await reader.list(APPROVALS, { index: 'code', equals: code })).map(({ value }) => value),
    requests,
    voids: requests.flatMap((request) => voidOf(workflow, request) ?? []).toSorted((one, other) => one.at - other.at),
    pendingDates: new Set(requests.filter((request) => isPending(workflow, request)).map(({ date }) => date)),
  };
}

/** Every approval by `now`, given or tacit, oldest first; deleted ones are gone. OTD-APR-08. */
export function approvedBy(book: Book, now: Instant): readonly Approved[] {
  const given = book.given.filter(({ at, deletedAt }) => at <= now && !(deletedAt !== undefined && deletedAt <= now));
  const tacit = tacitApprovals(book).filter(({ at }) => at <= now);
  return [
    ...given.map((approval) => givenView(approval, now)),
    ...tacit.map((approval) => asOf(approval, now)),
  ].toSorted((one, other) => one.at - other.at);
}

function givenView(approval: Approval, now: Instant): Approved {
  const { code, quotaType, date, hashtask, by, at, voidedAt } = approval;
  const { amounts } = approval.edits.findLast((edit) => edit.at <= now) ?? approval;
  const given = { code, quotaType, date, hashtask, by, at, amounts, state: stateAfter(['approve']) };
  return asOf({ ...given, ...(voidedAt !== undefined && { voidedAt }) }, now);
}

function asOf({ voidedAt, ...approved }: Approved, now: Instant): Approved {
  if (voidedAt === undefined || voidedAt > now) return approved;
  const first = approved.by === undefined ? 'lapse' : 'approve';
  return { ...approved, voidedAt, state: stateAfter([first, 'void']) };
}

/** The approval of a quota that holds at `now`; undefined when the quota waits for one. */
export const standing = (
  approved: readonly Approved[],
  { quotaType, date }: Omit<QuotaKey, 'code'>,
): Approved | undefined =>
  approved.find((one) => one.date === date && one.quotaType === quotaType && one.voidedAt === undefined);

/** The oldest quota of a type that is released and not approved: the one to approve next. OTD-APR-02. */
export function nextQuota(book: Book, quotaType: string, now: Instant): Quota | undefined {
  const approved = approvedBy(book, now);
  return book.quotas.find(
    (quota) => quota.quotaType === quotaType && releasedAt(quota) <= now && !standing(approved, quota),
  );
}

/** A time in which a quota waits for approval: from its release, or from its approval's end. */
interface Wait {
  readonly from: Instant;
  /** Whether the deadline at its very start counts: it does for a release, not for what a reprocessing made void. */
  readonly startCounts: boolean;
  readonly to: Instant;
}

/** Every approval that silence has brought or will bring about, whatever the time. OTD-APR-06, OTD-APR-20. */
export function tacitApprovals(book: Book): readonly Approved[] {
  const { portfolio, quotas, calendar } = book;
  if (!portfolio.liquid) return [];
  const due = quotas.map((quota) => ({
    quota,
    from: releasedAt(quota),
    at: tacitAt(calendar, portfolio.deadlines, quota.date),
  }));
  return due.flatMap(({ quota }, index) => {
    const own = due.slice(index).filter(({ quota: { quotaType } }) => quotaType === quota.quotaType);
    return waitsOf(book, quota).flatMap((wait) => {
      const at = own.find((one) => one.from <= one.at && covers(wait, one.at) && !isGivenAt(book, quota, one.at))?.at;
      return at === undefined ? [] : [tacitApproval(quota, at, wait)];
    });
  });
}

function waitsOf({ voids }: Book, quota: Quota): readonly Wait[] {
  const released = releasedAt(quota);
  const ends = voids.filter(({ from, at }) => from <= quota.date && at > released).map(({ at }) => at);
  return [released, ...ends].map((from, index) => ({
    from,
    startCounts: index === 0,
    to: ends[index] ?? Number.POSITIVE_INFINITY,
  }));
}

const covers = ({ from, startCounts, to }: Wait, at: Instant): boolean =>
  (startCounts ? at >= from : at > from) && at <= to;

const isGivenAt = ({ given }: Book, { quotaType, date }: Quota, now: Instant): boolean =>
  given.some(
    (one) =>
      one.date === date &&
      one.quotaType === quotaType &&
      one.at <= now &&
      !(one.deletedAt !== undefined && one.deletedAt <= now) &&
      !(one.voidedAt !== undefined && one.voidedAt < now),
  );

const tacitApproval = (quota: Quota, at: Instant, { to }: Wait): Approved => ({
  code: quota.code,
  quotaType: quota.quotaType,
  date: quota.date,
  hashtask: hashtaskOf(`tacit ${quota.code} ${quota.quotaType} ${quota.date} ${at}`),
  at,
  amounts: amountsAt(quota, at),
  state: stateAfter(['lapse']),
  ...(to !== Number.POSITIVE_INFINITY && { voidedAt: to }),
});

import { isCivilDate } from '../../core/civil.js';
import { Refusal } from '../../core/errors.js';
import type { Instant } from '../../core/instant.js';
import { readMoment } from '../../core/moment.js';
import { nowOf } from '../../store/clocks.js';
import type { Transaction } from '../../store/store.js';
import type { BusinessCalendar } from '../calendar/business-days.js';
import type { OtdxContext } from '../context.js';
import { type Portfolio, requirePortfolio } from '../portfolios/portfolio.js';
import { type Quota, quotaId, QUOTAS, type ReleaseFact, withQuota } from '../portfolios/release.js';
import type { Amounts, QuotaKey } from '../vocabulary.js';
import { decimalFault, PLACES, withPlaces } from '../wire/decimal.js';
import { approvedBy, type Book, readBook, standing } from './book.js';

/** A release as the admin API and scenarios take it. */
export interface NewRelease {
  readonly date: string;
  /** The portfolio's only type when absent. */
  readonly quotaType?: string;
  readonly value: string;
  readonly netWorth: string;
  readonly quantity: string;
  /** An instant, or a duration from now; now when absent. */
  readonly at?: string;
}

/**
 * The controller releases a quota, or releases it anew while it has no approval. OTD-APR-01.
 * @throws Refusal naming the field, or what stands in the way.
 */
export async function releaseQuota(
  tx: Transaction,
  context: OtdxContext,
  code: string,
  wanted: NewRelease,
): Promise<Quota> {
  const portfolio = await requirePortfolio(tx, code);
  const now = await nowOf(tx, context.wall, portfolio.clock);
  const key = { code, quotaType: quotaTypeOf(portfolio, wanted), date: wanted.date };
  requireDay(context.calendar, portfolio, wanted.date);
  const fact = { at: wanted.at === undefined ? now : readMoment(wanted.at, now, 'at'), amounts: amountsOf(wanted) };
  const book = await readBook(tx, context, portfolio);
  requireUnapproved(book, key, Math.max(fact.at, now));
  const before = (await tx.get(QUOTAS, quotaId(key)))?.value.releases ?? [];
  const releases = [...before, fact].toSorted((one, other) => one.at - other.at) as [ReleaseFact, ...ReleaseFact[]];
  const quota = { ...key, releases };
  if (fact.at < now) requireApprovedOnce({ ...book, quotas: withQuota(book.quotas, quota) }, now);
  await tx.put(QUOTAS, quotaId(key), quota);
  return quota;
}

function quotaTypeOf({ code, quotaTypes }: Portfolio, { quotaType }: NewRelease): string {
  const [only, ...others] = quotaTypes;
  if (quotaType === undefined && only !== undefined && others.length === 0) return only;
  if (quotaType !== undefined && quotaTypes.includes(quotaType)) return quotaType;
  throw malformed('quotaType', `is "${quotaType ?? ''}"; portfolio ${code} has: ${quotaTypes.join(', ')}`);
}

function requireDay(calendar: BusinessCalendar, { serviceStart }: Portfolio, date: string): void {
  if (!isCivilDate(date)) throw malformed('date', `is "${date}": expected a day such as 2026-03-02`);
  const closed = calendar.closedOn(date);
  if (closed === 'unknown') throw malformed('date', `${date} lies outside the years whose bank holidays are known`);
  if (closed !== undefined)
    throw malformed('date', `${date} is no business day: ${calendar.holidayOn(date) ?? closed} (OTD-CAL-01)`);
  if (date < serviceStart)
    throw malformed('date', `${date} is before the start of service, ${serviceStart} (OTD-APR-02)`);
}

function amountsOf(wanted: NewRelease): Amounts {
  const read = (field: keyof Amounts): string => {
    const text = wanted[field];
    const fault = decimalFault(text, PLACES[field]);
    if (fault === undefined) return withPlaces(text, PLACES[field]);
    throw malformed(field, `is "${text}": expected a decimal text with up to ${PLACES[field]} places, such as 168.66`);
  };
  return { value: read('value'), netWorth: read('netWorth'), quantity: read('quantity') };
}

/** What is approved stays as it was approved, and nothing is slipped in before it. OTD-APR-02, OTD-APR-03. */
function requireUnapproved(book: Book, key: QuotaKey, at: Instant): void {
  const approved = approvedBy(book, at);
  const { date, quotaType } = key;
  if (standing(approved, key)) {
    throw new Refusal('conflict', `the quota ${quotaType} of ${date} is approved; have it reprocessed first`, {
      rule: 'OTD-APR-03',
    });
  }
  const later = approved.find((one) => one.quotaType === quotaType && one.date > date && one.voidedAt === undefined);
  if (later) {
    throw new Refusal('conflict', `${date} cannot be released: ${later.date} is approved already`, {
      rule: 'OTD-APR-02',
    });
  }
}

/** A release dated back may not bring silence to a day somebody approved since. OTD-APR-20. */
function requireApprovedOnce(book: Book, now: Instant): void {
  const approved = approvedBy(book, now).filter(({ voidedAt }) => voidedAt === undefined);
  if (new Set(approved.map(quotaId)).size === approved.length) return;
  throw new Refusal('conflict', 'a quota approved by hand would have been approved by silence before', {
    rule: 'OTD-APR-20',
  });
}

const malformed = (field: string, complaint: string): Refusal =>
  new Refusal('malformed', `${field} ${complaint}`, { field });

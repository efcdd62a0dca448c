import { type CivilDate, isCivilDate } from '../../core/civil.js';
import { nowOf } from '../../store/clocks.js';
import type { Transaction } from '../../store/store.js';
import type { OtdxUser } from '../auth/user.js';
import type { OtdxContext } from '../context.js';
import { hashtaskOf } from '../hashtask.js';
import { portfolioFor, requireServiceDay } from '../portfolios/access.js';
import type { Portfolio } from '../portfolios/portfolio.js';
import { releasedAt } from '../portfolios/release.js';
import { fieldRefusal, refusal } from '../wire/errors.js';
import {
  type Approval,
  APPROVALS,
  type Approved,
  approvedBy,
  type Book,
  nextQuota,
  readBook,
  standing,
} from './book.js';
import { type ApprovalRequest, amountsIn } from './request.js';

/**
 * Approves the quota that comes next. OTD-APR-01, OTD-APR-02, OTD-APR-05.
 * @throws OtdxError naming the field, and the date expected where another one was sent.
 */
export async function approve(
  tx: Transaction,
  context: OtdxContext,
  user: OtdxUser,
  request: ApprovalRequest,
): Promise<Approval> {
  const { codigoCarteira: code, dataTargetAprovacao: date, tipoCota: quotaType } = request;
  if (!isCivilDate(date)) throw fieldRefusal('dataTargetAprovacao', 'DATE_MALFORMED');
  const portfolio = await portfolioFor(tx, user, code);
  requireQuotaType(portfolio, quotaType);
  requireServiceDay(context.calendar, portfolio, 'dataTargetAprovacao', date);
  const now = await nowOf(tx, context.wall, portfolio.clock);
  requireNext(await readBook(tx, context, portfolio), { quotaType, date }, now);
  const hashtask = hashtaskOf(context.ids.uuid());
  const approval = {
    hashtask,
    code,
    quotaType,
    date,
    by: user.username,
    at: now,
    amounts: amountsIn(request),
    edits: [],
  };
  await tx.put(APPROVALS, hashtask, approval);
  return approval;
}

function requireQuotaType({ code, quotaTypes }: Portfolio, quotaType: string): void {
  if (quotaTypes.includes(quotaType)) return;
  throw fieldRefusal('tipoCota', 'QUOTA_TYPE', { carteira: code, tipo: quotaType, tipos: quotaTypes.join(', ') });
}

/** Chronological from the start of service: only the oldest released quota without approval. OTD-APR-02. */
function requireNext(book: Book, { quotaType, date }: { quotaType: string; date: string }, now: number): void {
  const next = nextQuota(book, quotaType, now);
  if (next?.date === date) return;
  const approved = approvedBy(book, now);
  const esperada = next
    ? `A próxima data a aprovar é ${next.date}.`
    : `Nenhuma cota liberada aguarda aprovação; a próxima será a de ${dayToCome(book, approved, quotaType)}.`;
  if (standing(approved, { quotaType, date })) throw refusal('ALREADY_APPROVED', { data: date, esperada });
  const isReleased = book.quotas.some(
    (quota) => quota.date === date && quota.quotaType === quotaType && releasedAt(quota) <= now,
  );
  throw refusal(isReleased ? 'OUT_OF_ORDER' : 'NOT_RELEASED', { data: date, esperada });
}

/** The business day whose quota is to be released next: after the newest approved one, or the first of the service. */
function dayToCome({ portfolio, calendar }: Book, approved: readonly Approved[], quotaType: string): CivilDate {
  const days = approved
    .filter((one) => one.quotaType === quotaType && one.voidedAt === undefined)
    .map(({ date }) => date);
  const newest = days.toSorted().at(-1);
  if (newest !== undefined) return calendar.add(newest, 1);
  const { serviceStart } = portfolio;
  return calendar.closedOn(serviceStart) === undefined ? serviceStart : calendar.add(serviceStart, 1);
}

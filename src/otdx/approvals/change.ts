import { formatCivil } from '../../core/civil.js';
import { type Instant, MINUTE } from '../../core/instant.js';
import { nowOf } from '../../store/clocks.js';
import type { Reader, Transaction } from '../../store/store.js';
import type { OtdxUser } from '../auth/user.js';
import type { OtdxContext } from '../context.js';
import { sees } from '../portfolios/access.js';
import { type Portfolio, PORTFOLIOS, portfoliosOf } from '../portfolios/portfolio.js';
import { type FieldError, OtdxError, refusal } from '../wire/errors.js';
import { APPROVALS, type Approval, type Approved, approvedBy, type Book, readBook } from './book.js';
import { may } from './machine.js';
import { amountsIn, type EditRequest } from './request.js';

/**
 * How long an approval may be edited or deleted after it is made. Milliseconds, end included. Quota approval, "Deletar a
 * aprovação de uma cota" and "Editar a aprovação de uma cota". OTD-APR-12, OTD-APR-13.
 */
export const UNDO_WINDOW = 30 * MINUTE;

/** An approval in its book. */
export interface Found {
  readonly approved: Approved;
  readonly book: Book;
  readonly now: Instant;
}

/** @throws OtdxError 404 when there is none by that hashtask, or it is another group's. OTD-TOK-04, OTD-APR-15. */
export async function findApproval(
  reader: Reader,
  context: OtdxContext,
  user: OtdxUser,
  hashtask: string,
): Promise<Found> {
  for (const portfolio of await candidates(reader, user, hashtask)) {
    const book = await readBook(reader, context, portfolio);
    const now = await nowOf(reader, context.wall, portfolio.clock);
    const approved = approvedBy(book, now).find((one) => one.hashtask === hashtask);
    if (approved) return { approved, book, now };
  }
  throw refusal('APPROVAL_UNKNOWN', { hashtask });
}

/** A given approval names its portfolio; a tacit one is kept nowhere, and may be any's. */
async function candidates(reader: Reader, user: OtdxUser, hashtask: string): Promise<readonly Portfolio[]> {
  const given = (await reader.get(APPROVALS, hashtask))?.value;
  if (!given) return (await portfoliosOf(reader, user.group)).filter(({ liquid }) => liquid);
  const portfolio = (await reader.get(PORTFOLIOS, given.code))?.value;
  return sees(user, portfolio) ? [portfolio] : [];
}

/** Takes an approval back, and says when. @throws OtdxError outside the window, or when a later quota was approved meanwhile. */
export async function deleteApproval(
  tx: Transaction,
  context: OtdxContext,
  user: OtdxUser,
  hashtask: string,
): Promise<Instant> {
  const found = await findApproval(tx, context, user, hashtask);
  const approval = await requireOpen(tx, found, 'delete');
  requireNewest(found);
  await tx.put(APPROVALS, hashtask, { ...approval, deletedAt: found.now });
  return found.now;
}

/** Changes the three amounts; the other fields only show that the right approval is meant. Says when. OTD-APR-14. */
export async function editApproval(
  tx: Transaction,
  context: OtdxContext,
  user: OtdxUser,
  request: EditRequest,
): Promise<Instant> {
  const found = await findApproval(tx, context, user, request.hashtask);
  requireSame(found.approved, request);
  const approval = await requireOpen(tx, found, 'edit');
  const edit = { at: found.now, by: user.username, amounts: amountsIn(request) };
  await tx.put(APPROVALS, request.hashtask, { ...approval, edits: [...approval.edits, edit] });
  return found.now;
}

/** @throws OtdxError 403 after the window or for a tacit approval, 409 for one that is void. */
async function requireOpen(reader: Reader, { approved, now }: Found, event: 'edit' | 'delete'): Promise<Approval> {
  const { hashtask, state, voidedAt, at } = approved;
  const approval = (await reader.get(APPROVALS, hashtask))?.value;
  if (voidedAt !== undefined) throw refusal('VOIDED', { quando: formatCivil(voidedAt) });
  if (!approval || !may(state, event)) throw refusal('TACIT_FIXED');
  if (now > at + UNDO_WINDOW) throw refusal('WINDOW_CLOSED', { fim: formatCivil(at + UNDO_WINDOW) });
  return approval;
}

/** Deleting an older approval would leave a gap behind a newer one. OTD-APR-17. */
function requireNewest({ approved: { date, quotaType }, book, now }: Found): void {
  const later = approvedBy(book, now)
    .filter((one) => one.quotaType === quotaType && one.date > date && one.voidedAt === undefined)
    .at(-1);
  if (later) throw refusal('LATER_APPROVED', { data: later.date });
}

function requireSame({ code, quotaType, date }: Approved, request: EditRequest): void {
  const pairs = [
    ['codigoCarteira', code],
    ['tipoCota', quotaType],
    ['dataTargetAprovacao', date],
  ] as const;
  const fields: Record<string, FieldError> = {};
  for (const [field, valor] of pairs)
    if (request[field] !== valor) fields[field] = { name: 'MISMATCH', values: { valor } };
  if (Object.keys(fields).length > 0) throw new OtdxError('MISMATCH', { fields });
}

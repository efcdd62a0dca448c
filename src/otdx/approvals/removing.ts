import type { Transaction } from '../../store/store.js';
import { PORTFOLIOS } from '../portfolios/portfolio.js';
import { QUOTAS } from '../portfolios/release.js';
import { REQUESTS } from '../reprocessing/request.js';
import { APPROVALS } from './book.js';

/** Takes a portfolio away with everything that belongs to it; nothing happens when there is none. */
export async function removePortfolio(tx: Transaction, code: string): Promise<void> {
  const where = { index: 'code', equals: code };
  for (const { id } of await tx.list(QUOTAS, where)) await tx.delete(QUOTAS, id);
  for (const { id } of await tx.list(APPROVALS, where)) await tx.delete(APPROVALS, id);
  for (const { id } of await tx.list(REQUESTS, where)) await tx.delete(REQUESTS, id);
  await tx.delete(PORTFOLIOS, code);
}

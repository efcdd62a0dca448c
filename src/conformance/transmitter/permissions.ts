import type { Exchange } from '../../core/exchange.js';
import { consentOf, type TransmitterFacts } from './facts.js';
import { detailOf, listedBy } from './products.js';

/** Endpoints below an account that ask for more than the account itself. */
const OF_ACCOUNTS: Readonly<Record<string, string>> = {
  balances: 'ACCOUNTS_BALANCES_READ',
  transactions: 'ACCOUNTS_TRANSACTIONS_READ',
  'transactions-current': 'ACCOUNTS_TRANSACTIONS_READ',
  'overdraft-limits': 'ACCOUNTS_OVERDRAFT_LIMITS_READ',
};

/** Whether a product call asks for what its consent, where it is known, does not permit. PRD-005. */
export function lacksPermission(exchange: Exchange, facts: TransmitterFacts): boolean {
  const consent = consentOf(facts, exchange.consentId);
  const row = listedBy(exchange) ?? detailOf(exchange)?.row;
  if (!consent || !row || exchange.status === 401) return false;
  const [last = ''] = exchange.path.split('/').slice(-1);
  const needed = row.kind === 'account' ? (OF_ACCOUNTS[last] ?? row.permission) : row.permission;
  return !consent.permissions.includes(needed);
}

import type { Bank } from '../../src/index.js';
import { headersFor, LIST } from '../http/calls.js';
import { withPortfolio } from './portfolio.js';

/** A bank that shows something on every screen, with a customer who follows a clock of his own. */
export async function withTwoClocks(): Promise<Bank> {
  const bank = await withPortfolio();
  const clock = 'teste';
  await fetch(`${bank.url}/__admin/clocks/${clock}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ now: '2026-06-01T12:00:00Z', frozen: true }),
  });
  await bank.customers.create({ cpf: '52998224725', name: 'Bento Dias', clock });
  await bank.resources.create('52998224725', { type: 'CREDIT_CARD_ACCOUNT', resourceId: 'cartao-teste' });
  await bank.resources.create('52998224725', { type: 'LOAN', resourceId: 'emprestimo-teste' });
  const [consent] = await bank.consents.list();
  const { access_token: token } = await bank.token({ consentId: consent?.consentId ?? '' });
  await fetch(`${bank.url}${LIST}`, { headers: headersFor(token) });
  await fetch(`${bank.url}${LIST}?page=7`, { headers: headersFor(token) });
  return bank;
}

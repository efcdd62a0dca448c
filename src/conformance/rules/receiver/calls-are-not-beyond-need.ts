import type { Exchange } from '../../../core/exchange.js';
import { monthlyLimit } from '../../call-limits.js';
import { groupBy } from '../../grouping.js';
import { civilDayOf, civilMonthOf } from '../../civil-month.js';
import { type ProductCall, productCallsIn } from '../../products.js';
import { isSuccess, queryOf } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { usesOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';

/** From this part of what a month must allow on, calls are near the limit. */
const NEAR = 0.9;
/** Payments of a loan, outside of portability. Calls a day. */
const LOAN_PAYMENTS = 1;

export default {
  id: 'RCV-29',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'limits',
  title: say(
    'Não se consulta além do necessário: longe do limite do mês, e pagamentos de empréstimo uma vez ao dia.',
    'No more is called than needed: far from the limit of the month, and loan payments once a day.',
  ),
  source: 'Portal, Limites operacionais; DC-Crédito',
  needs: say('uma chamada a produto com sucesso', 'a product call that succeeded'),
  check: (journal) =>
    usesOf(journal).flatMap(({ calls }) => {
      const counted = productCallsIn(calls).filter(({ exchange }) => counts(exchange));
      if (counted.length === 0) return [];
      const faults = [...nearMonth(counted), ...loanPayments(counted)];
      return faults.length > 0 ? faults : [kept(say('Longe dos limites.', 'Far from the limits.'))];
    }),
} satisfies ReceiverRule;

/** Further pages of a query are not counted. */
const counts = (exchange: Exchange): boolean =>
  isSuccess(exchange) && !queryOf(exchange).has('pagination-key') && !(Number(queryOf(exchange).get('page') ?? 1) > 1);

const keyOf = ({ family, endpoint, resourceId, exchange }: ProductCall, period: string): string =>
  [family, endpoint, resourceId ?? '', exchange.path, period].join(' ');

function nearMonth(calls: readonly ProductCall[]): readonly Finding[] {
  const groups = groupBy(calls, (call) => keyOf(call, civilMonthOf(call.exchange.at)));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const limit = first && monthlyLimit(first.family, first.endpoint);
    if (!first || limit === undefined || group.length < limit * NEAR) return [];
    const text = say(
      `${first.exchange.path}: ${group.length} chamadas no mês; o mínimo garantido é ${limit}.`,
      `${first.exchange.path}: ${group.length} calls in the month; the guaranteed minimum is ${limit}.`,
    );
    return [
      broken(
        text,
        group.slice(-2).map(({ exchange }) => exchange),
      ),
    ];
  });
}

function loanPayments(calls: readonly ProductCall[]): readonly Finding[] {
  const payments = calls.filter(({ family, endpoint }) => family === 'loans' && endpoint === 'payments');
  const days = groupBy(payments, (call) => keyOf(call, civilDayOf(call.exchange.at)));
  return [...days.values()]
    .filter((group) => group.length > LOAN_PAYMENTS)
    .map((group) =>
      broken(
        say(
          `Pagamentos de um empréstimo, ${group.length} vezes num dia.`,
          `Payments of a loan, ${group.length} times in a day.`,
        ),
        group.map(({ exchange }) => exchange),
      ),
    );
}

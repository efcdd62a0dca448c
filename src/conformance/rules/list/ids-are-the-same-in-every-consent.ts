import type { Exchange } from '../../../core/exchange.js';
import { listedIn } from '../../reading.js';
import { broken, type Finding, kept, say } from '../../rule.js';
import { consentOf, type TransmitterFacts, type TransmitterRule } from '../../transmitter/facts.js';
import { isWhole } from '../../transmitter/lists.js';
import { productRow } from '../../products.js';

export default {
  id: 'RES-005',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'O identificador é opaco, sem dados pessoais, e o mesmo em todas as consultas e consentimentos.',
    'The id is opaque, free of personal data, and the same in every query and every consent.',
  ),
  source: 'Portal, Formação e Estabilidade do ID',
  needs: say(
    'listas de dois consentimentos do mesmo cliente, no mesmo instante',
    'lists of two consents of one customer, at one instant',
  ),
  check: (journal, facts) => {
    const lists = journal.filter((exchange) => isWhole(exchange) && consentOf(facts, exchange.consentId));
    return lists.flatMap((one, index) =>
      lists
        .slice(index + 1)
        .filter((other) => isOfSameCustomer(one, other, facts))
        .map((other) => judge(one, other, facts)),
    );
  },
} satisfies TransmitterRule;

const isOfSameCustomer = (one: Exchange, other: Exchange, facts: TransmitterFacts): boolean =>
  one.at === other.at &&
  one.consentId !== other.consentId &&
  consentOf(facts, one.consentId)?.customerId === consentOf(facts, other.consentId)?.customerId;

/** Resources nobody picks one by one are the same in both, so their ids must be. */
function judge(one: Exchange, other: Exchange, facts: TransmitterFacts): Finding {
  const [mine, theirs] = [groupedIds(one, other, facts), groupedIds(other, one, facts)];
  const foreign = mine.find((id) => !theirs.includes(id));
  if (foreign === undefined) return kept(say('Os ids são os mesmos.', 'The ids are the same.'), [one, other]);
  return broken(
    say(`${foreign} não tem o mesmo id no outro consentimento.`, `${foreign} has another id in the other consent.`),
    [one, other],
  );
}

function groupedIds(of: Exchange, and: Exchange, facts: TransmitterFacts): readonly string[] {
  const permissions = consentOf(facts, and.consentId)?.permissions ?? [];
  return listedIn(of)
    .filter(({ type }) => {
      const row = productRow(type);
      return row?.mode === 'grouped' && permissions.includes(row.permission);
    })
    .map(({ resourceId }) => resourceId);
}

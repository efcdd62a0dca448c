import type { Exchange } from '../../../core/exchange.js';
import { dataOf, fieldOf, headerOf, isListCall } from '../../reading.js';
import { say } from '../../rule.js';
import { consentOf, type TransmitterFacts, type TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach, saw } from '../../transmitter/judging.js';
import { isList } from '../../transmitter/lists.js';

export default {
  id: 'RES-028',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'Sem recursos a devolver, a resposta é 200 com lista vazia e totais zerados.',
    'With no resources to return, the answer is 200 with an empty list and totals of zero.',
  ),
  source: 'DC-Recursos, selection modes; Resources 3.1.0, data minItems; Portal, Paginação',
  needs: say('a lista de quem não tem recursos a mostrar', 'the list of somebody with nothing to show'),
  check: (journal, facts) =>
    judgeEach(
      journal.filter((exchange) => isEmpty(exchange) || isOfNobody(exchange, facts)),
      complaint,
    ),
} satisfies TransmitterRule;

const isEmpty = (exchange: Exchange): boolean => isList(exchange) && dataOf(exchange)?.length === 0;

/** Of an authorised consent whose customer was arranged to hold nothing. */
function isOfNobody(exchange: Exchange, facts: TransmitterFacts): boolean {
  const consent = consentOf(facts, exchange.consentId);
  const { authorisedAt, endedAt, customerId } = consent ?? {};
  if (!isListCall(exchange) || exchange.query !== '' || authorisedAt === undefined || endedAt !== undefined)
    return false;
  const isReady = (consent?.readyAt ?? 0) === 0 && consent?.expiresAt === undefined;
  return (
    isReady &&
    !facts.aims.has(exchange.id) &&
    headerOf(exchange, 'accept') === 'application/json' &&
    !facts.resources.some((resource) => resource.customerId === customerId)
  );
}

function complaint(exchange: Exchange) {
  if (!isEmpty(exchange)) return saw(exchange, '200, data: []');
  const { responseBody: body } = exchange;
  const totals = ['totalRecords', 'totalPages'].map((name) => fieldOf(body, 'meta', name));
  const links = Object.keys(fieldOf(body, 'links') ?? {});
  const isWell = totals.every((total) => total === 0) && links.every((name) => name === 'self');
  return isWell
    ? undefined
    : say(
        'A lista vazia não traz totais zerados e só links.self.',
        'The empty list does not have totals of zero and links.self alone.',
      );
}

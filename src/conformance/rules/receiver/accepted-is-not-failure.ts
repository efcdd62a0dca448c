import { MINUTE } from '../../../core/instant.js';
import type { Exchange } from '../../../core/exchange.js';
import { fieldOf, isListCall, officialPath } from '../../reading.js';
import { productCallsIn } from '../../products.js';
import type { ReceiverFacts, ReceiverRule } from '../../receiver-facts.js';
import { concernedBy, type ConsentUse, usesOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';

/** How long after a 202 silence means giving up: as long as 202 may last. Milliseconds. */
const PATIENCE = 5 * MINUTE;

export default {
  id: 'RCV-07',
  judges: 'receiver',
  level: 'MUST',
  area: 'polling',
  title: say(
    'O 202 vazio é um sucesso a esperar, não uma falha: a receptora volta a chamar a lista.',
    'The empty 202 is a success to wait for, not a failure: the receiver calls the list again.',
  ),
  source: 'Known problems, BCLOG-F02-200',
  needs: say('um 202 e o que a receptora fez depois', 'a 202 and what the receiver did next'),
  check: (journal, facts) => usesOf(journal).flatMap((use) => judge(use, journal, facts)),
} satisfies ReceiverRule;

function judge(
  { consentId, calls }: ConsentUse,
  journal: readonly Exchange[],
  facts: ReceiverFacts,
): readonly Finding[] {
  const accepted = calls.find((exchange) => isListCall(exchange) && exchange.status === 202);
  if (!accepted) return [];
  const later = calls.slice(calls.indexOf(accepted) + 1);
  const lastAccepted = calls.findLast((exchange) => isListCall(exchange) && exchange.status === 202) ?? accepted;
  const afterLast = calls.slice(calls.indexOf(lastAccepted) + 1);
  const again = afterLast.find(isListCall);
  if (again)
    return [
      kept(say('Depois do 202 a lista foi chamada de novo.', 'After the 202 the list was called again.'), [
        accepted,
        again,
      ]),
    ];
  if (facts.marks.some((mark) => mark.consentId === consentId && mark.what === 'user-revoked-at-receiver')) return [];
  const products = productCallsIn(later).map(({ exchange }) => exchange);
  if (products.length > 0)
    return [
      broken(
        say(
          'Depois do 202, chamadas a produtos sem que a lista tenha vindo.',
          'After the 202, product calls although the list never came.',
        ),
        [lastAccepted, ...products],
      ),
    ];
  const anew = recreated(consentId, lastAccepted, [...journal, ...facts.others]);
  if (anew)
    return [
      broken(
        say(
          'Depois do 202, um novo consentimento foi pedido para o mesmo cliente.',
          'After the 202, a new consent was asked for the same customer.',
        ),
        [lastAccepted, anew],
      ),
    ];
  return abandoned(consentId, lastAccepted, facts);
}

function recreated(consentId: string, accepted: Exchange, journal: readonly Exchange[]): Exchange | undefined {
  const requests = journal.filter(
    (exchange) => exchange.method === 'POST' && officialPath(exchange)?.rest === '/consents' && exchange.status === 201,
  );
  const own = requests.find((exchange) => concernedBy(exchange) === consentId);
  const user = own && loggedUser(own);
  return requests.find((exchange) => exchange.id > accepted.id && user !== undefined && loggedUser(exchange) === user);
}

const loggedUser = ({ requestBody }: Exchange): unknown =>
  fieldOf(requestBody, 'data', 'loggedUser', 'document', 'identification');

function abandoned(consentId: string, accepted: Exchange, { consents, wallNow }: ReceiverFacts): readonly Finding[] {
  const now = consents.find((consent) => consent.consentId === consentId)?.now ?? accepted.at;
  const silence = Math.max(now - accepted.at, wallNow - accepted.wallAt);
  if (silence <= PATIENCE) return [];
  const text = say(
    'Depois do 202 a lista não foi mais chamada; passaram-se mais de 5 min.',
    'After the 202 the list was not called any more; more than 5 min have passed.',
  );
  return [broken(text, [accepted])];
}

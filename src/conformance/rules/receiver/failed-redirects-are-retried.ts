import { HOUR } from '../../../core/instant.js';
import type { Exchange } from '../../../core/exchange.js';
import { consentCallsIn, loggedUserOf } from '../../consent-calls.js';
import type { Mark, ReceiverRule } from '../../receiver-facts.js';
import { isOAuthCall, tokenOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';

/** How long the customer has to authorise a consent. Milliseconds, end excluded. */
const AUTHORISATION_LIMIT = HOUR;

export default {
  id: 'RCV-24',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'consents',
  title: say(
    'Se o redirecionamento falha, o mesmo consentimento é tentado de novo dentro dos seus 60 minutos.',
    'When the redirect fails, the same consent is tried again within its 60 minutes.',
  ),
  source: 'Portal, Consentimento, error scenarios',
  needs: say(
    'a situação redirect-failed, e o que a receptora fez depois',
    'the situation redirect-failed, and what the receiver did next',
  ),
  check: (journal, { marks, others, consents }) =>
    marks
      .filter(({ what }) => what === 'redirect-failed')
      .flatMap((mark) => {
        const calls = [...journal, ...others].toSorted((one, other) => one.id - other.id);
        const wanted = marks.some(
          ({ consentId, what }) => consentId === mark.consentId && what === 'new-consent-wanted',
        );
        const known = consents.find(({ consentId }) => consentId === mark.consentId);
        return wanted || !known ? [] : judge(mark, calls, known.createdAt, known.authorisedAt);
      }),
} satisfies ReceiverRule;

function judge(
  { consentId, wallAt, at }: Mark,
  journal: readonly Exchange[],
  createdAt: number,
  authorisedAt: number | undefined,
): readonly Finding[] {
  const requests = consentCallsIn(journal).filter(({ operation }) => operation === 'create');
  const own = requests.find((request) => request.consentId === consentId)?.exchange;
  const user = own && loggedUserOf(own);
  const anew = requests.find(
    ({ exchange }) =>
      exchange.wallAt >= wallAt &&
      exchange.at < createdAt + AUTHORISATION_LIMIT &&
      user !== undefined &&
      loggedUserOf(exchange) === user,
  )?.exchange;
  const retried = journal.find(
    (exchange) => exchange.wallAt >= wallAt && isOAuthCall(exchange) && tokenOf(exchange) === undefined,
  );
  if (anew && !(retried && retried.id < anew.id))
    return [
      broken(
        say(
          'Depois da falha, um novo consentimento foi pedido em vez de tentar o pendente.',
          'After the failure, a new consent was asked for instead of trying the pending one.',
        ),
        [...(own ? [own] : []), anew],
      ),
    ];
  if (retried === undefined && (authorisedAt === undefined || authorisedAt < at)) return [];
  return [
    kept(
      say('O consentimento pendente foi tentado de novo.', 'The pending consent was tried again.'),
      retried ? [retried] : [],
    ),
  ];
}

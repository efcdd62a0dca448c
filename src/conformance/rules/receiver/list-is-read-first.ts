import { MINUTE } from '../../../core/instant.js';
import { isListCall } from '../../reading.js';
import { productCallsIn } from '../../products.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { type ConsentUse, usesOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say, unexercised } from '../../rule.js';
import { spanText } from '../../waits.js';

/** The preparation window: who comes later never sees the list being prepared. Milliseconds, end included. */
const SOON = 5 * MINUTE;

export default {
  id: 'RCV-04',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'list',
  title: say(
    'Resources é chamada logo depois de autorizado o consentimento, e antes dos produtos.',
    'Resources is called soon after the consent is authorised, and before the products.',
  ),
  source: 'DC-Recursos, Recomendação de uso',
  needs: say(
    'uma chamada com o token de um consentimento autorizado',
    'a call with the token of an authorised consent',
  ),
  check: (journal, { consents, dropped }) =>
    usesOf(journal).flatMap((use) => {
      if (dropped > 0)
        return [
          unexercised(
            say('O diário já não tem as primeiras trocas.', 'The journal no longer has the first exchanges.'),
          ),
        ];
      const known = consents.find(({ consentId }) => consentId === use.consentId);
      return [
        ...tooEarly(use),
        ...(known?.authorisedAt === undefined ? [] : tooLate(use, known.authorisedAt, known.now)),
      ];
    }),
} satisfies ReceiverRule;

function tooEarly({ consentId, calls }: ConsentUse): readonly Finding[] {
  const firstList = calls.findIndex((exchange) => isListCall(exchange) && exchange.status === 200);
  const early = productCallsIn(firstList < 0 ? calls : calls.slice(0, firstList)).map(({ exchange }) => exchange);
  if (early.length === 0) return [];
  const text = say(
    `${consentId}: ${early.length} chamadas a produtos antes da primeira lista.`,
    `${consentId}: ${early.length} product calls before the first list.`,
  );
  return [broken(text, early)];
}

function tooLate({ consentId, calls }: ConsentUse, authorisedAt: number, now: number): readonly Finding[] {
  const first = calls.find((exchange) => isListCall(exchange) && exchange.at >= authorisedAt);
  const delay = (first?.at ?? now) - authorisedAt;
  const span = spanText(delay);
  if (first === undefined && delay <= SOON) return [];
  if (first === undefined)
    return [
      broken(
        say(
          `${consentId}: autorizado há ${span.pt}, e a lista não foi chamada.`,
          `${consentId}: authorised ${span.en} ago, and the list was not called.`,
        ),
        calls,
      ),
    ];
  const text = say(
    `${consentId}: primeira lista ${span.pt} após a autorização; espera-se em até 5 min.`,
    `${consentId}: first list ${span.en} after the authorisation; expected within 5 min.`,
  );
  return [(delay > SOON ? broken : kept)(text, [first])];
}

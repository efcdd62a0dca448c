import { addMonths } from '../../../core/duration.js';
import { DAY, parseInstant } from '../../../core/instant.js';
import { askedIn, consentCallsIn } from '../../consent-calls.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { broken, kept, say } from '../../rule.js';

/** Before 3.0 a date of this year stood for "no end". */
const DUMMY_YEAR = '2300-';

export default {
  id: 'RCV-23',
  judges: 'receiver',
  level: 'MUST',
  area: 'consents',
  title: say(
    'A validade pedida é futura e de até um ano; sem prazo, o campo é omitido, e não 2300.',
    'The expiry asked for is in the future and within a year; without one the field is left out, not 2300.',
  ),
  source: 'Consents 3.3.1, expirationDateTime; Portal, Consentimento',
  needs: say('um pedido de consentimento', 'a request for a consent'),
  check: (journal) =>
    consentCallsIn(journal)
      .filter(({ operation }) => operation === 'create')
      .map(({ exchange }) => {
        const written = askedIn(exchange, 'expirationDateTime');
        if (written === undefined)
          return kept(say('Sem prazo: o campo foi omitido.', 'Without an end: the field was left out.'), [exchange]);
        const text = typeof written === 'string' ? written : JSON.stringify(written);
        const instant = parseInstant(text);
        const complaint = (pt: string, en: string) =>
          broken(say(`expirationDateTime ${text}: ${pt}.`, `expirationDateTime ${text}: ${en}.`), [exchange]);
        if (text.startsWith(DUMMY_YEAR))
          return complaint('a data fictícia de prazo indeterminado', 'the dummy date for no end');
        if (instant === undefined) return complaint('não é um instante', 'not an instant');
        if (instant <= exchange.at) return complaint('já passou', 'already past');
        // A day of tolerance: where the year is counted from is not the receiver's to know.
        if (instant > addMonths(exchange.at, 12) + DAY) return complaint('mais de um ano', 'more than a year ahead');
        return kept(say(`Validade até ${text}.`, `Valid until ${text}.`), [exchange]);
      }),
} satisfies ReceiverRule;

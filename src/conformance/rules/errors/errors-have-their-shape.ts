import type { Exchange } from '../../../core/exchange.js';
import { fieldOf, officialPath } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { isSecondsInstant, judgeEach, saw } from '../../transmitter/judging.js';

export default {
  id: 'RES-100',
  judges: 'transmitter',
  level: 'MUST',
  area: 'errors',
  title: say(
    'Todo erro traz errors, cada um com code, title e detail, e instantes sem frações de segundo.',
    'Every error has errors, each with code, title and detail, and instants without fractions of a second.',
  ),
  source: 'Resources 3.1.0, error schema',
  needs: say('um erro de Resources', 'an error of Resources'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => exchange.status >= 400 && officialPath(exchange)?.family === 'resources'),
      complaint,
    ),
} satisfies TransmitterRule;

/** The most characters of each member, and the most errors at once. */
const LONGEST = { code: 255, title: 255, detail: 2048 } as const;
const MOST = 13;

function complaint(exchange: Exchange) {
  // A 401 may come from a gateway that answers without a body.
  if (exchange.status === 401 && exchange.responseBody === undefined) return undefined;
  const errors = fieldOf(exchange.responseBody, 'errors');
  const isList = Array.isArray(errors) && errors.length > 0 && errors.length <= MOST;
  const isWell =
    isList &&
    errors.every((error) => Object.entries(LONGEST).every(([name, most]) => isText(fieldOf(error, name), most)));
  const instant = fieldOf(exchange.responseBody, 'meta', 'requestDateTime');
  const isDated = instant === undefined || isSecondsInstant(instant);
  return isWell && isDated ? undefined : saw(exchange, 'errors[]{code, title, detail}');
}

const isText = (value: unknown, most: number): boolean =>
  typeof value === 'string' && value !== '' && value.length <= most;

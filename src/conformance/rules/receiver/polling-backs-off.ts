import type { Exchange } from '../../../core/exchange.js';
import type { Bilingual } from '../../../core/text.js';
import { type Backoff, fitBackoff, isExponential } from '../../backoff.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { isFirstPage, usesOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';
import { decimalText, realWaitBetween, spanText, waitBetween } from '../../waits.js';

/** Waits that are told one by one. */
const MOST_WAITS = 8;

/** Milliseconds. */
const CLOCKS_DIFFER = 50;

/** How many more reads of the list right after it was ready are no polling any more. */
const MOST_REPEATS = 1;

export default {
  id: 'RCV-05',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'polling',
  title: say(
    'Durante o 202 a receptora espera cada vez mais, em progressão exponencial, e para quando a lista vem.',
    'During 202 the receiver waits longer each time, exponentially, and stops when the list has come.',
  ),
  source: 'DC-Recursos, Recomendação de uso de polling; Security suite, 202 polling',
  needs: say('três chamadas seguidas à lista com 202', 'three list calls in a row answered 202'),
  check: (journal) =>
    usesOf(journal).flatMap(({ calls }) => {
      const polls = runsOf(calls);
      return polls.flatMap((run) => [...judgeRun(run), ...judgeEnd(run, calls)]);
    }),
} satisfies ReceiverRule;

/** Each run of list calls from its first 202 to the call that ended it. */
function runsOf(calls: readonly Exchange[]): readonly (readonly Exchange[])[] {
  const runs: Exchange[][] = [];
  let current: Exchange[] | undefined;
  for (const exchange of calls.filter(isFirstPage)) {
    if (current) current.push(exchange);
    else if (exchange.status === 202) {
      current = [exchange];
      runs.push(current);
    }
    if (exchange.status !== 202) current = undefined;
  }
  return runs;
}

/** An instant and a duration are read from two clocks, which may differ a little. */
const isOverlapping = (before: Exchange, after: Exchange): boolean =>
  realWaitBetween(before, after) < -(CLOCKS_DIFFER + after.durationMs / 10);

function judgeRun(run: readonly Exchange[]): readonly Finding[] {
  const pairs = run.slice(1).map((exchange, index) => [run[index] ?? exchange, exchange] as const);
  const overlapping = pairs.filter(([before, after]) => isOverlapping(before, after));
  if (overlapping.length > 0)
    return [
      broken(
        say(
          `${overlapping.length} chamadas à lista saíram antes da resposta à anterior.`,
          `${overlapping.length} list calls were sent before the one before was answered.`,
        ),
        overlapping.flat(),
      ),
    ];
  if (pairs.length < 2) return [];
  const waits = pairs.map(([before, after]) => waitBetween(before, after));
  const fitted = fitBackoff(waits);
  return [(isExponential(fitted) ? kept : broken)(describe(waits, fitted), run)];
}

/** After the list has come, asking again at once for the same is polling that does not stop. */
function judgeEnd(run: readonly Exchange[], calls: readonly Exchange[]): readonly Finding[] {
  const last = run.at(-1);
  const [one, other] = run.slice(-2);
  if (last?.status !== 200 || !one || !other) return [];
  const pace = waitBetween(one, other);
  const after = calls.slice(calls.indexOf(last) + 1);
  const repeats: Exchange[] = [];
  for (const exchange of after) {
    const before = repeats.at(-1) ?? last;
    if (!isFirstPage(exchange) || waitBetween(before, exchange) > pace) break;
    repeats.push(exchange);
  }
  if (repeats.length <= MOST_REPEATS) return [];
  const text = say(
    `Depois do 200, mais ${repeats.length} chamadas à lista no mesmo passo.`,
    `After the 200, ${repeats.length} more list calls at the same pace.`,
  );
  return [broken(text, [last, ...repeats])];
}

function describe(waits: readonly number[], { base, jitter, plateau }: Backoff): Bilingual {
  const shown = waits.slice(0, MOST_WAITS).map(spanText);
  const more = waits.length > MOST_WAITS ? ' …' : '';
  const [fit, spread] = [decimalText(base), decimalText(jitter * 100)];
  return say(
    `Esperas de ${shown.map(({ pt }) => pt).join(', ')}${more}: base ${fit.pt}, variação de ${spread.pt} %, maior patamar de ${plateau}. Aceita-se base desde 1,1, uma espera até 25 % menor que a anterior, um patamar de 1, e parar de crescer a partir de 25 s.`,
    `Waits of ${shown.map(({ en }) => en).join(', ')}${more}: base ${fit.en}, jitter ${spread.en} %, longest plateau ${plateau}. Accepted: a base from 1.1 on, a wait up to 25 % shorter than the one before, a plateau of 1, and no growth from 25 s on.`,
  );
}

import { MINUTE } from '../../../core/instant.js';
import type { Exchange } from '../../../core/exchange.js';
import { listedIn } from '../../reading.js';
import { productCallsIn } from '../../products.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { isDirectoryCall, usesOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';
import { listsIn } from '../../shown.js';
import { waitBetween } from '../../waits.js';

/** The directory changes no more often than this. Milliseconds. */
const RELOAD = 15 * MINUTE;
/** Reads within one reload that are still no flood: a restart, a second process. */
const MOST_READS = 3;

export default {
  id: 'RCV-14',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'directory',
  title: say(
    'O diretório é relido quando surge uma família nova, e não muito mais que a cada 15 minutos.',
    'The directory is read again when a new family appears, and not far more often than every 15 minutes.',
  ),
  source: 'DC-Recursos, use case 3; Portal, APIs do Diretório - Boas Práticas',
  needs: say(
    'uma leitura do diretório, ou a chamada a uma família que surgiu depois',
    'a read of the directory, or a call to a family that appeared later',
  ),
  check(journal) {
    const reads = journal.filter(isDirectoryCall);
    return [...floods(reads), ...usesOf(journal).flatMap(({ calls }) => newFamilies(calls, reads))];
  },
} satisfies ReceiverRule;

function floods(reads: readonly Exchange[]): readonly Finding[] {
  if (reads.length === 0) return [];
  const many = reads.flatMap((read, place) => {
    const before = reads[place - MOST_READS];
    return before && waitBetween(before, read) < RELOAD ? reads.slice(place - MOST_READS, place + 1) : [];
  });
  if (many.length === 0)
    return [kept(say(`${reads.length} leituras do diretório.`, `${reads.length} reads of the directory.`), reads)];
  const text = say(
    `Mais de ${MOST_READS} leituras do diretório em 15 min; ele não muda antes.`,
    `More than ${MOST_READS} reads of the directory in 15 min; it does not change sooner.`,
  );
  return [broken(text, many)];
}

function newFamilies(calls: readonly Exchange[], reads: readonly Exchange[]): readonly Finding[] {
  const [first, ...later] = listsIn(calls);
  if (!first) return [];
  const known = new Set(listedIn(first).map(({ type }) => type));
  return later.flatMap((list) => {
    const before = new Set(known);
    const fresh = new Set(
      listedIn(list)
        .map(({ type }) => type)
        .filter((type) => !before.has(type)),
    );
    for (const type of fresh) known.add(type);
    // Further pages of the first list bring nothing new to the world.
    if (Number(new URLSearchParams(list.query).get('page') ?? 1) > 1) return [];
    return [...fresh].flatMap((type) => {
      const product = productCallsIn(calls).find((call) => call.type === type && call.exchange.id > list.id);
      if (!product) return [];
      const read = reads.find(({ id }) => id > first.id && id < product.exchange.id);
      if (read)
        return [
          kept(
            say(
              'Surgiu uma família, e o diretório foi relido.',
              'A family appeared, and the directory was read again.',
            ),
            [list, read],
          ),
        ];
      const text = say(
        `Surgiu ${type}, e ${product.family} foi chamada sem reler o diretório.`,
        `${type} appeared, and ${product.family} was called without reading the directory again.`,
      );
      return [broken(text, [list, product.exchange])];
    });
  });
}

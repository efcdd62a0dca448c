import { join } from 'node:path';
import { openStore } from '../../../src/store/open.js';
import { CONSENTS } from '../../../src/openfinance/consents/consent.js';
import { figure, type PartResult, spread } from '../goals.js';
import { interleaved, ratios, spreadOf } from '../rounds.js';
import { sampleConsent } from '../sample.js';

const CONSENTS_KEPT = 10_000;
const CLIENTS = 64;
const ROUNDS = 5;
/** Writes of each client in a round. */
const EACH = 20;
/** Writes in a round of one client alone: each is a file write of its own. */
const ALONE = 8;

/** Writes acknowledged per second, each on the disk before it is: many clients at once, and one after the other. */
export async function writes(folder: string): Promise<PartResult> {
  const store = await openStore({ kind: 'file', path: join(folder, 'data.json') });
  const documents = Array.from({ length: CONSENTS_KEPT }, (_, count) => ({
    id: String(count),
    value: sampleConsent(count),
  }));
  await store.restore({ [CONSENTS.name]: documents }, []);
  let next = 0;
  const write = async (times: number): Promise<void> => {
    for (let count = 0; count < times; count += 1) {
      next += 1;
      await store.transaction((tx) => tx.put(CONSENTS, String(next % CONSENTS_KEPT), sampleConsent(next)));
    }
  };
  const rounds = await interleaved(
    {
      together: () => perSecond(CLIENTS * EACH, () => Promise.all(Array.from({ length: CLIENTS }, () => write(EACH)))),
      alone: () => perSecond(ALONE, () => write(ALONE)),
    },
    ROUNDS,
  );
  await store.close();
  const of = (name: 'together' | 'alone') => spreadOf(rounds.map((round) => round[name]));
  return {
    outcomes: [
      {
        measure: `acknowledged writes, lowdb, ${CLIENTS} clients, ${figure(CONSENTS_KEPT)} consents, against a file per write`,
        limit: { least: 50 },
        unit: '×',
        measured: ratios(
          rounds,
          (round) => round.together,
          (round) => round.alone,
        ),
      },
    ],
    table: {
      title: 'Acknowledged writes',
      columns: ['way', 'writes/s'],
      rows: [
        ['64 clients at once: they share a file write', spread(of('together'))],
        ['one after the other: one file write each', spread(of('alone'))],
      ],
    },
  };
}

async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - begin);
}

import { Arranger } from '../../src/conformance/driving/arranger.js';
import { openConnection } from '../../src/conformance/driving/connection.js';
import { drive } from '../../src/conformance/drive.js';
import { grade, type Result } from '../../src/conformance/grade.js';
import { TRANSMITTER_RULES } from '../../src/conformance/rules/transmitter.js';
import type { Situation } from '../../src/conformance/situations/situation.js';
import { machineClock } from '../../src/core/clock.js';
import type { Bank } from '../../src/index.js';

/** What a judge finds of a bank that is told some situations. */
export async function examined(bank: Bank, situations: readonly Situation[]): Promise<readonly Result[]> {
  const connection = openConnection();
  try {
    const arranger = new Arranger(connection, bank.url);
    const { journal, facts, leftOut } = await drive(situations, {
      connection,
      target: bank.url,
      wall: machineClock,
      arranger,
    });
    if (leftOut.size > 0) throw new Error(`left out: ${JSON.stringify([...leftOut])}`);
    return grade(TRANSMITTER_RULES, journal, facts);
  } finally {
    connection.close();
  }
}

/** The rules that were found broken, however strong they are. */
export const brokenIn = (results: readonly Result[]): readonly string[] =>
  results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn').map(({ rule }) => rule.id);

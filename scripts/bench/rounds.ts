/** The middle of what was measured, and the quarters around it. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** All NaN where one of them is no number: what was not always measured was not measured. @throws TypeError for no values. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new TypeError('nothing was measured');
  if (values.some((value) => !Number.isFinite(value))) return { median: Number.NaN, low: Number.NaN, high: Number.NaN };
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share;
    const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return below + (above - below) * (place - Math.floor(place));
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** Everybody once per round, each round in another order: what slows the machine for a while slows everybody. */
export async function interleaved<Name extends string, T>(
  contestants: Readonly<Record<Name, () => Promise<T>>>,
  rounds: number,
): Promise<readonly Readonly<Record<Name, T>>[]> {
  const names = Object.keys(contestants) as Name[];
  const measured: Record<Name, T>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const results: Partial<Record<Name, T>> = {};
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + round) % names.length] as Name;
      results[name] = await contestants[name]();
    }
    measured.push(results as Record<Name, T>);
  }
  return measured;
}

/** One figure against another, each within its round. */
export const ratios = <Round>(
  rounds: readonly Round[],
  one: (round: Round) => number,
  other: (round: Round) => number,
): Spread => spreadOf(rounds.map((round) => one(round) / other(round)));

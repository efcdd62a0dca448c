/** What a writer knows about one thing it wrote: the last value that was acknowledged, and one whose fate is unknown. */
interface Line {
  known: string | undefined;
  pending: string | undefined;
}

/** What was acknowledged, to be held against what is read after a crash. */
export class Ledger {
  readonly #lines = new Map<string, Line>();
  acknowledged = 0;
  unknownFate = 0;

  /** Before a write is sent. */
  sent(key: string, value: string): void {
    const line = this.#lines.get(key) ?? { known: undefined, pending: undefined };
    this.#lines.set(key, { ...line, pending: value });
  }

  /** Once it is answered. */
  confirmed(key: string): void {
    const line = this.#lines.get(key);
    if (line) this.#lines.set(key, { known: line.pending, pending: undefined });
    this.acknowledged += 1;
  }

  clear(): void {
    this.#lines.clear();
  }

  /** What is read and should not be, one sentence each. Afterwards what was read is what is known. */
  compare(read: ReadonlyMap<string, string>): readonly string[] {
    const wrong: string[] = [];
    for (const [key, { known, pending }] of this.#lines) {
      const value = read.get(key);
      if (value !== known && value !== pending) wrong.push(`${key} is ${value}, was acknowledged as ${known}`);
      if (pending !== undefined) this.unknownFate += 1;
      this.#lines.set(key, { known: value, pending: undefined });
    }
    return wrong;
  }
}

/**
 * Chance that repeats itself: what falls depends on the seed and on the name of the throw, never on what was thrown
 * before. So a property has the same value on the list and in the detail.
 */
export class Dice {
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** Dice of its own for a part of the thing. */
  below(name: string): Dice {
    return new Dice(`${this.#seed}/${name}`);
  }

  /** A whole number from `least` to `most`, both included. */
  whole(name: string, least: number, most: number): number {
    return least + Math.floor(this.#unit(name) * (most - least + 1));
  }

  pick<T>(name: string, values: readonly T[]): T {
    const value = values[this.whole(name, 0, values.length - 1)];
    if (value === undefined) throw new TypeError(`nothing to pick from for ${name}`);
    return value;
  }

  /** `true` about once in `times`. */
  once(name: string, times: number): boolean {
    return this.whole(name, 1, times) === 1;
  }

  /** So many decimal digits. */
  digits(name: string, count: number): string {
    return Array.from({ length: count }, (_, index) => this.whole(`${name}#${index}`, 0, 9)).join('');
  }

  /** 53 bits of a string hash, as a number from 0 (included) to 1. */
  #unit(name: string): number {
    const text = `${this.#seed}:${name}`;
    let [high, low] = [0xdeadbeef, 0x41c6ce57];
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      high = Math.imul(high ^ code, 2_654_435_761);
      low = Math.imul(low ^ code, 1_597_334_677);
    }
    high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
    low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
    return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)) / 9_007_199_254_740_992;
  }
}

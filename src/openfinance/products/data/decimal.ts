/** Exact decimals: a whole number of the smallest unit, e.g. cents. A `number` never holds money. */
export type Cents = bigint;

/** `12345n` → `"123.45"`; more places for prices and rates. */
export function decimal(units: bigint, places = 2): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

export interface Money {
  readonly amount: string;
  readonly currency: string;
}

export const money = (cents: Cents, currency = 'BRL'): Money => ({ amount: decimal(cents), currency });

/** A price with more places than cents have. */
export const price = (units: bigint, places: number, currency = 'BRL'): Money => ({
  amount: decimal(units, places),
  currency,
});

export const NOTHING = money(0n);

/** A part of an amount, in ten-thousandths, cut off to the cent. */
export const partOf = (cents: Cents, tenThousandths: number): Cents => (cents * BigInt(tenThousandths)) / 10_000n;

/** A fraction in six places, from millionths: `15_000` → `"0.015000"`. */
export const rate = (millionths: number): string => decimal(BigInt(millionths), 6);

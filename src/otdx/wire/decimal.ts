/** The most digits before the point. */
const MOST_DIGITS = 18;

/** What is wrong with a decimal. */
export type DecimalFault = 'not-text' | 'comma' | 'negative' | 'malformed' | 'places';

/** The places each amount is printed with. Quota approval, "Aprovar uma cota". OTD-APR-16. */
export const PLACES = { value: 8, netWorth: 2, quantity: 8 } as const;

/** Why a value is no decimal with at most `places` places; undefined when it is one. Nothing is ever rounded. */
export function decimalFault(value: unknown, places: number): DecimalFault | undefined {
  if (typeof value !== 'string') return 'not-text';
  if (/^-\s*[\d.,]+$/.test(value)) return 'negative';
  if (/^[\d.]*,[\d,.]*$/.test(value)) return 'comma';
  const [, whole = '', part = ''] = /^(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  if (whole === '' || whole.replace(/^0+(?=\d)/, '').length > MOST_DIGITS) return 'malformed';
  return part.length > places ? 'places' : undefined;
}

/** The same amount, written with exactly so many places. OTD-APR-16. */
export function withPlaces(decimal: string, places: number): string {
  const [whole = '', part = ''] = decimal.split('.');
  return `${whole.replace(/^0+(?=\d)/, '')}.${part.padEnd(places, '0')}`;
}

import { createHash } from 'node:crypto';
import { randomIds } from '../../core/ids.js';

/** A CPF or CNPJ nobody has: random digits, and the check digits that go with them. */
export const inventedCpf = (): string =>
  checked(digits(9), [
    [10, 9, 8, 7, 6, 5, 4, 3, 2],
    [11, 10, 9, 8, 7, 6, 5, 4, 3, 2],
  ]);

export const inventedCnpj = (): string =>
  checked(digits(12), [
    [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
    [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
  ]);

function digits(count: number): string {
  const bytes = createHash('sha256').update(randomIds.uuid()).digest();
  return [...bytes.subarray(0, count)].map((byte) => byte % 10).join('');
}

const checked = (base: string, weights: readonly (readonly number[])[]): string =>
  weights.reduce((number, row) => {
    const sum = row.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
    const rest = sum % 11;
    return `${number}${rest < 2 ? 0 : 11 - rest}`;
  }, base);

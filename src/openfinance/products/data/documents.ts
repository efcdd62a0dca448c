import type { Dice } from './dice.js';

/** Check digits, as the Receita Federal defines them: weights from 2 up, right to left, modulo 11. */
function checkDigit(digits: readonly number[], highestWeight: number): number {
  const sum = digits
    .toReversed()
    .reduce((total, digit, index) => total + digit * (2 + (index % (highestWeight - 1))), 0);
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

function withCheckDigits(base: readonly number[], highestWeight: number): string {
  const first = checkDigit(base, highestWeight);
  return [...base, first, checkDigit([...base, first], highestWeight)].join('');
}

const numbers = (text: string): number[] => Array.from(text, Number);

/** An invented CPF with valid check digits. */
export const cpfFrom = (dice: Dice): string => withCheckDigits(numbers(dice.digits('cpf', 9)), 11);

/** An invented CNPJ (head office) with valid check digits. */
export const cnpjFrom = (dice: Dice): string => withCheckDigits([...numbers(dice.digits('cnpj', 8)), 0, 0, 0, 1], 9);

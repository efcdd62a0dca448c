import { addDays } from '../../../core/duration.js';
import { dayOf, secondsOf } from './calendar.js';
import type { Dice } from './dice.js';
import { cnpjFrom, cpfFrom } from './documents.js';
import { INSTITUTION } from './institution.js';
import { FIRST_NAMES, PRODUCT_NAMES, SURNAMES } from './names.js';
import type { Schema } from './schema.js';
import { isOther } from './siblings.js';
import type { Subject } from './subject.js';

type MakeText = (dice: Dice, subject: Subject) => string;

export const personName = (dice: Dice): string => `${dice.pick('first', FIRST_NAMES)} ${dice.pick('last', SURNAMES)}`;

/** What text is called for, by the property's name. The first pattern that fits decides. */
const BY_NAME: readonly (readonly [RegExp, MakeText])[] = [
  [/^(companyCnpj|companiesCnpj)$/, () => INSTITUTION.cnpj],
  [/^brandName$/, () => INSTITUTION.brand],
  [/^cpfNumber$|CnpjCpf$|CpfNumber$/, (dice) => cpfFrom(dice)],
  [/cnpj/i, (dice) => cnpjFrom(dice)],
  [/currency$/i, () => 'BRL'],
  [/^civilName$/, (dice) => personName(dice)],
  [/Name$/, (dice) => dice.pick('product', PRODUCT_NAMES)],
];

/** A value for a schema that is neither an object nor a list, about which nothing is known. */
export function valueFor(schema: Schema, name: string, dice: Dice, subject: Subject): unknown {
  if (schema.enum) return choiceOf(schema.enum, dice);
  if (schema.type === 'boolean') return dice.once('yes', 2);
  if (schema.type === 'number' || schema.type === 'integer') return numberFor(schema, dice);
  if (isDate(schema)) return dateFor(schema, name, subject);
  const value = BY_NAME.find(([pattern]) => pattern.test(name))?.[1](dice, subject);
  return value !== undefined && fits(value, schema) ? value : textFor(schema, dice);
}

/** "Other" once in twenty, where there is anything else. */
function choiceOf(values: readonly (string | number)[], dice: Dice): string | number {
  const usual = values.filter((value) => !isOther(value));
  return usual.length === 0 || dice.once('other', 20) ? dice.pick('enum', values) : dice.pick('enum', usual);
}

const fits = (value: string, { pattern, maxLength = Number.POSITIVE_INFINITY, minLength = 0 }: Schema): boolean =>
  value.length <= maxLength &&
  value.length >= minLength &&
  (pattern === undefined || new RegExp(pattern, 'u').test(value));

const numberFor = ({ minimum = 1, maximum = 48 }: Schema, dice: Dice): number =>
  dice.whole('number', minimum, Math.min(maximum, minimum + 47));

const isDate = ({ format, pattern = '' }: Schema): boolean =>
  format === 'date' || format === 'date-time' || /\\d\{4\}\)-\(1\[0-2\]/.test(pattern);

/** What was updated was so now; anything else happened yesterday. */
function dateFor({ format, pattern = '', maxLength = 0 }: Schema, name: string, { now, happenedAt }: Subject): string {
  const at = /update|reference/i.test(name) ? now : (happenedAt ?? addDays(now, -1));
  if (format === 'date' || (format === undefined && maxLength === 10)) return dayOf(at);
  return pattern.includes('{3}Z') || maxLength === 24 ? secondsOf(at).replace('Z', '.000Z') : secondsOf(at);
}

const DIGITS = /^\^?\(?(?:\\d|\[0-9\])\{(\d+)(?:,(\d+))?\}/;

/** Text for a pattern without a name of its own: decimals, digits, ids, else words. */
function textFor({ pattern = '', maxLength = 40, minLength = 1 }: Schema, dice: Dice): string {
  if (pattern.includes('\\.\\d')) return decimalFor(pattern, dice);
  const [, least, most] = DIGITS.exec(pattern) ?? [];
  if (least !== undefined) return dice.digits('digits', Math.min(Number(most ?? least), Math.max(8, Number(least))));
  if (pattern.includes('[a-zA-Z0-9][a-zA-Z0-9-]')) return dice.digits('id', 12);
  return dice
    .pick('words', ['Conforme contrato', 'Conta', 'Geral', 'Padrão'])
    .slice(0, maxLength)
    .trim()
    .padEnd(minLength, '0');
}

/** A decimal with the fewest places its pattern allows; small where it has one digit before the point. */
function decimalFor(pattern: string, dice: Dice): string {
  const [, places = '2'] = /\\\.\\d\{(\d+)/.exec(pattern) ?? [];
  const isRate = /(\\d\{1\}|\\d\{1,2\}|\[01\])\\\./.test(pattern);
  if (isRate) return `0.${dice.digits('rate', Math.max(Number(places), 1))}`;
  return `${dice.whole('units', 10, 9_999)}.${dice.digits('cents', Math.max(Number(places), 2))}`;
}

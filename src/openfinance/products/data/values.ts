import { addDays, addMonths } from '../../../core/duration.js';
import { formatSeconds, type Instant } from '../../../core/instant.js';
import type { Dice } from './dice.js';
import { cnpjFrom, cpfFrom } from './documents.js';
import { INSTITUTION } from './institution.js';
import { FIRST_NAMES, PLACES, PRODUCT_NAMES, STREETS, SURNAMES, TRANSACTION_NAMES } from './names.js';
import type { Schema } from './schema.js';
import type { Subject } from './subject.js';

type MakeValue = (dice: Dice, subject: Subject, schema: Schema) => unknown;

const personName = (dice: Dice): string => `${dice.pick('first', FIRST_NAMES)} ${dice.pick('last', SURNAMES)}`;

/** Property names with a meaning of their own. The first pattern that fits decides. */
const BY_NAME: readonly (readonly [RegExp, MakeValue])[] = [
  [/^(companyCnpj|companiesCnpj|authorizedInstitutionCnpjNumber)$/, () => INSTITUTION.cnpj],
  [/^(brandName|TreasureTitlesBrandName)$/i, () => INSTITUTION.brand],
  [/^authorizedInstitutionName$/, () => INSTITUTION.name],
  [/cnpjCpf|CnpjCpf|^cpfNumber$/, (dice) => cpfFrom(dice)],
  [/cnpj/i, (dice) => cnpjFrom(dice)],
  [/^compeCode$|CompeCode$/, () => INSTITUTION.compe],
  [/Ispb$/i, () => INSTITUTION.ispb],
  [/currency|CurrencyCode$/i, () => 'BRL'],
  [
    /^(country|countryCode|documentCountry)$/,
    (_dice, _subject, { maxLength = 80 }) => (maxLength === 3 ? 'BRA' : 'Brasil'),
  ],
  [/CountryCode$/, () => 'US'],
  [/^(countryCallingCode)$/, () => '55'],
  [/^AreaCode$|^areaCode$/, (dice) => dice.pick('ddd', ['11', '21', '31', '41', '51', '61', '71', '81'])],
  [/^(civilName|companyName)$/, (_dice, { customerName }) => customerName],
  [
    /^(socialName|foreignPartieName|debtorName|employerName)$|^name$/,
    (dice, _subject, schema) =>
      schema.maxLength === 250 ? `Fundo ${dice.pick('fund', PRODUCT_NAMES)}` : personName(dice),
  ],
  [/^tradeName$/, (_dice, { customerName }) => customerName],
  [
    /^(productName|TreasureTitlesProductName|lineName|referentialRateIndexerAdditionalInfo)$/,
    (dice) => dice.pick('product', PRODUCT_NAMES),
  ],
  [
    /^(feeName|feeCode)$/,
    (dice) => dice.pick('fee', ['Tarifa de cadastro', 'Tarifa de avaliação', 'Tarifa de renovação']),
  ],
  [/^transactionName$/, (dice) => dice.pick('what', TRANSACTION_NAMES)],
  [/^address$/, (dice) => `${dice.pick('street', STREETS)}, ${dice.whole('number', 1, 2_999)}`],
  [/^(townName|districtName)$/, (dice) => dice.pick('place', PLACES).town],
  [/^ibgeTownCode$/, (dice) => dice.pick('place', PLACES).ibge],
  [/^email$/, (dice) => `${dice.pick('box', FIRST_NAMES).toLowerCase()}${dice.digits('n', 3)}@exemplo.com.br`],
  [
    /^isinCode$|IsinCode$/,
    (dice) => `BR${dice.pick('paper', ['STNC', 'PETR', 'VALE', 'ITUB', 'LFTN'])}${dice.digits('isin', 6)}`,
  ],
  [/^ticker$/, (dice) => dice.pick('ticker', ['PETR4', 'VALE3', 'ITUB4', 'ABEV3', 'BBDC4'])],
  [/^ipocCode$/, (dice) => `${INSTITUTION.cnpj.slice(0, 8)}01${dice.digits('modality', 2)}1${dice.digits('ipoc', 20)}`],
  [/^relationshipCode$/, (dice) => dice.digits('relationship', 2)],
  [/^latitude$/, (dice) => `-23.${dice.digits('lat', 6)}`],
  [/^longitude$/, (dice) => `-46.${dice.digits('long', 6)}`],
  [/^checkDigit$|CheckDigit$/, (dice) => dice.digits('dv', 1)],
  [/^year$/, (_dice, { now }) => Number(formatSeconds(now).slice(0, 4)) - 1],
];

/** Dates that follow from the product's own. */
const DATES: readonly (readonly [RegExp, (dice: Dice, subject: Subject) => Instant])[] = [
  [/^(birthDate)$/, (dice, { now }) => addMonths(now, -12 * dice.whole('age', 25, 70))],
  [/^(incorporationDate)$/, (dice, { now }) => addMonths(now, -12 * dice.whole('age', 3, 40))],
  [
    /^(contractDate|purchaseDate|accountOpeningDate|startDate|operationDate|TreasureTitlesPurchaseDate|disbursementDates)$/,
    (_dice, { contractedAt }) => contractedAt,
  ],
  [/^issueDate$/, (dice, { contractedAt }) => addDays(contractedAt, -dice.whole('issued', 1, 90))],
  [
    /^(settlementDate)$/,
    (dice, { contractedAt, closedAt }) => closedAt ?? addMonths(contractedAt, dice.whole('months', 24, 60)),
  ],
  [/^(firstInstalmentDueDate|gracePeriodDate)$/, (_dice, { contractedAt }) => addMonths(contractedAt, 1)],
  [
    /dueDate$/i,
    (dice, { contractedAt, happenedAt }) => happenedAt ?? addMonths(contractedAt, dice.whole('months', 24, 60)),
  ],
  [/(update|reference|lastUpdated).*/i, (_dice, { now }) => now],
  [/.*/, (_dice, { happenedAt, now }) => happenedAt ?? addDays(now, -1)],
];

/** A value for a schema that is neither an object nor a list. */
export function valueFor(schema: Schema, name: string, dice: Dice, subject: Subject): unknown {
  if (schema.enum) return dice.pick('enum', schema.enum);
  if (schema.type === 'boolean') return dice.once('yes', 2);
  if (schema.type === 'number' || schema.type === 'integer') return numberFor(schema, name, dice, subject);
  if (isDate(schema)) return dateFor(schema, name, dice, subject);
  const maker = BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
  const value = maker?.(dice, subject, schema);
  if (typeof value === 'string' && fits(value, schema)) return value;
  return textFor(schema, dice);
}

const fits = (value: string, { pattern, maxLength = Number.POSITIVE_INFINITY, minLength = 0 }: Schema): boolean =>
  value.length <= maxLength &&
  value.length >= minLength &&
  (pattern === undefined || new RegExp(pattern, 'u').test(value));

function numberFor({ minimum = 1, maximum = 999 }: Schema, name: string, dice: Dice, subject: Subject): number {
  const known = BY_NAME.find(([pattern]) => pattern.test(name))?.[1](dice, subject, {});
  return typeof known === 'number' ? known : dice.whole('number', minimum, Math.min(maximum, 48));
}

const isDate = ({ format, pattern = '' }: Schema): boolean =>
  format === 'date' || format === 'date-time' || /\\d\{4\}\)-\(1\[0-2\]/.test(pattern);

function dateFor({ format, pattern = '', maxLength = 0 }: Schema, name: string, dice: Dice, subject: Subject): string {
  const instant = DATES.find(([fit]) => fit.test(name))?.[1](dice, subject) ?? subject.now;
  const seconds = formatSeconds(instant);
  if (format === 'date' || (format === undefined && maxLength === 10)) return seconds.slice(0, 10);
  return pattern.includes('{3}Z') || maxLength === 24 ? seconds.replace('Z', '.000Z') : seconds;
}

const DIGITS = /^\^?\(?(?:\\d|\[0-9\])\{(\d+)(?:,(\d+))?\}/;

/** Text for a pattern without a name of its own: decimals, digits, ids, else words. */
function textFor(schema: Schema, dice: Dice): string {
  const { pattern = '', maxLength = 40, minLength = 1 } = schema;
  if (pattern.includes('\\.\\d')) return decimalFor(pattern, dice);
  if (/^\^?\[01\]\\\./.test(pattern)) return `0.${dice.digits('rate', 6)}`;
  const digits = DIGITS.exec(pattern);
  if (digits)
    return dice.digits('digits', Number(digits[1]) === 1 ? Math.min(Number(digits[2] ?? 1), 8) : Number(digits[1]));
  if (pattern.includes('[a-zA-Z0-9][a-zA-Z0-9-]')) return dice.digits('id', 12);
  return words(dice, minLength, maxLength);
}

/** A decimal with the fewest places its pattern allows; small where it has one digit before the point. */
function decimalFor(pattern: string, dice: Dice): string {
  const [, places = '2'] = /\\\.\\d\{(\d+)/.exec(pattern) ?? [];
  const isRate = /(\\d\{1\}|\\d\{1,2\}|\[01\])\\\./.test(pattern);
  if (isRate) return `0.${dice.digits('rate', Math.max(Number(places), 1))}`;
  const cents = dice.digits('cents', Math.max(Number(places), 2));
  return `${dice.whole('units', 10, 9_999)}.${cents}`;
}

function words(dice: Dice, minLength: number, maxLength: number): string {
  const text = dice.pick('words', ['Conforme contrato', 'Conta', 'Geral', 'Padrão', 'A']);
  const padded = text.length >= minLength ? text : text.padEnd(minLength, ' item');
  return padded.slice(0, maxLength).trim().padEnd(minLength, '0');
}

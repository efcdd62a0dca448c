import type { Request } from 'express';
import { decimalFault, type DecimalFault, PLACES } from './decimal.js';
import type { ErrorName, FieldError } from './errors.js';
import { MAX_PAGE_SIZE } from './paging.js';

/** What the validator found wrong with one value. */
interface Complaint {
  readonly path?: string;
  readonly message?: string;
  readonly errorCode?: string;
}

/** The validator's complaints as this service words them, by field; of several about one field, the first. */
export function complaintsIn(errors: readonly Complaint[], req: Request): Readonly<Record<string, FieldError>> {
  const fields: Record<string, FieldError> = {};
  for (const complaint of errors) {
    const keys = (complaint.path ?? '').split('/').slice(2);
    fields[fieldOf(keys)] ??= wordsFor(complaint, keys.at(-1) ?? '', valueAt(req.body, keys));
  }
  return fields;
}

/** `anexos`, `0`, `extensao` → `anexos[0].extensao`. */
const fieldOf = (keys: readonly string[]): string =>
  keys.reduce((text, key) => (/^\d+$/.test(key) ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`), '');

function valueAt(body: unknown, keys: readonly string[]): unknown {
  let value = body;
  for (const key of keys) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return value;
}

function wordsFor({ errorCode = '', message = '' }: Complaint, name: string, value: unknown): FieldError {
  const keyword = errorCode.split('.')[0] ?? '';
  if (keyword === 'required') return { name: 'REQUIRED' };
  if (value === null) return { name: 'NULL' };
  const own = SHAPES[name]?.(value);
  if (own) return own;
  if (typeof value === 'string' && value.trim() === '') return { name: 'BLANK' };
  if (keyword === 'type') return { name: TYPES.find(([type]) => message.endsWith(type))?.[1] ?? 'INVALID' };
  if (keyword === 'maxLength') return { name: 'TOO_LONG', values: { maximo: /\d+/.exec(message)?.[0] ?? '' } };
  if (keyword === 'maxItems') return { name: 'ATTACHMENTS_MANY', values: { maximo: /\d+/.exec(message)?.[0] ?? '' } };
  return { name: 'INVALID' };
}

const TYPES: readonly (readonly [string, ErrorName])[] = [
  ['string', 'NOT_TEXT'],
  ['array', 'NOT_LIST'],
  ['object', 'NOT_OBJECT'],
];

const DECIMALS: Readonly<Record<DecimalFault, ErrorName>> = {
  'not-text': 'DECIMAL_NOT_TEXT',
  comma: 'DECIMAL_COMMA',
  negative: 'DECIMAL_NEGATIVE',
  malformed: 'DECIMAL_MALFORMED',
  places: 'DECIMAL_PLACES',
};

const decimal =
  (places: number) =>
  (value: unknown): FieldError | undefined => {
    const fault = value === '' ? undefined : decimalFault(value, places);
    return fault && { name: DECIMALS[fault], values: { casas: places } };
  };

const date = (value: unknown): FieldError | undefined =>
  typeof value === 'string' && value !== '' ? { name: 'DATE_MALFORMED' } : undefined;

const fileName = (value: unknown): FieldError | undefined =>
  typeof value === 'string' && /[\p{Cc}/\\]/u.test(value) ? { name: 'FILE_NAME' } : undefined;

/** Fields whose wrong shape has words of its own; the rest are told in the framework's. */
const SHAPES: Readonly<Record<string, (value: unknown) => FieldError | undefined>> = {
  valorCotaAprovada: decimal(PLACES.value),
  plAprovado: decimal(PLACES.netWorth),
  quantidadeAprovada: decimal(PLACES.quantity),
  dataTargetAprovacao: date,
  dataReprocessamento: date,
  nome: fileName,
  page: () => ({ name: 'PAGE' }),
  page_size: () => ({ name: 'PAGE_SIZE', values: { maximo: MAX_PAGE_SIZE } }),
};

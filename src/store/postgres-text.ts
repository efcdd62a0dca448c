import { freeze } from './freeze.js';

/**
 * PostgreSQL's text takes neither NUL nor half a surrogate pair, which callers may well send. A text with one, or that
 * looks like one so written, is kept as a backslash and its JSON, where both are spelt out.
 */
const HARD_TEXT = /\0|\p{Surrogate}|^\\/u;

export const toText = (text: string): string => (HARD_TEXT.test(text) ? `\\${JSON.stringify(text)}` : text);

export const fromText = (kept: string): string => (kept.startsWith('\\') ? JSON.parse(kept.slice(1)) : kept);

/** The only key of a document whose JSON had to be kept as a text. */
const AS_TEXT = 'transmissora-json';
/** What `jsonb` cannot hold, as `JSON.stringify` spells it; and a document that is one of these. */
const HARD_JSON = /\\u0000|\\ud[89a-f]|^\{"transmissora-json":/i;

/** @throws DataCloneError or TypeError for a value that no document can hold. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(structuredClone(value));
  if (json === undefined) throw new TypeError('undefined cannot be kept');
  return HARD_JSON.test(json) ? JSON.stringify({ [AS_TEXT]: json }) : json;
}

export function fromJson<T>(kept: unknown): T {
  const text = typeof kept === 'object' && kept !== null && (kept as Record<string, unknown>)[AS_TEXT];
  return freeze(typeof text === 'string' ? JSON.parse(text) : kept) as T;
}

import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { UsageError } from '../core/errors.js';

/** Names and values as a file has them. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a YAML or JSON file says. @throws UsageError naming the file when it cannot be read, or is neither. */
export async function readYamlFile(file: string, what: string): Promise<unknown> {
  try {
    return parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new UsageError(`${what} ${file}: ${(cause as Error).message.split('\n')[0]}`);
  }
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a value that may have no others. @throws UsageError naming the first that is one too many. */
export function fieldsIn(value: unknown, place: string, allowed: readonly string[]): Fields {
  if (!isFields(value)) throw new UsageError(`${place}: expected ${allowed.join(', ')}`);
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw new UsageError(`${place}: unknown key "${unknown}"; allowed: ${allowed.join(', ')}`);
  return value;
}

/** @throws UsageError when it is there, and no text. */
export function textIn(fields: Fields, key: string, place: string): string | undefined {
  const value = fields[key];
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  throw new UsageError(`${place}: ${key} is ${JSON.stringify(value)}; allowed: a text`);
}

/** @throws UsageError when it is missing. */
export function requireTextIn(fields: Fields, key: string, place: string): string {
  const text = textIn(fields, key, place);
  if (text === undefined) throw new UsageError(`${place}: ${key} is missing`);
  return text;
}

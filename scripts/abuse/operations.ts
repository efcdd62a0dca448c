import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** An operation as its document has it. */
export interface Operation {
  readonly method: string;
  /** From the root; `{name}` stands for one segment. */
  readonly path: string;
  readonly query: readonly string[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

interface Document {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[] }>>>>;
}
interface Parameter {
  readonly in?: string;
  readonly name?: string;
}

/** Every operation of every document below a folder. */
export function operationsIn(folder: string): readonly Operation[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return files.flatMap((name) => operationsOf(parse(readFileSync(join(folder, name), 'utf8')) as Document));
}

function operationsOf({ servers = [], paths }: Document): readonly Operation[] {
  const [{ url: base } = { url: '' }] = servers;
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => ({
      method: method.toUpperCase(),
      path: `${base.replace(/\/$/, '')}${path}`,
      query: (item[method]?.parameters ?? []).flatMap(({ in: place, name }) =>
        place === 'query' && name ? [name] : [],
      ),
    })),
  );
}

import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUILT } from '../core/package-folder.js';
import { FORMATS, readContract } from './contract.js';
import { type PlainOperation, type PlainRoute, plainRoutesOf } from './plain-operations.js';

/** Says `true` to what is right. */
export type Check = (value: unknown) => unknown;

/** Of the library that compiles. */
type CompilerOptions = Readonly<Record<string, unknown>>;

/**
 * As the validator sets up its own, but for telling what is wrong, and for lengths (`withPlainLengths`). Without a logger:
 * it would warn that `unicode` counts otherwise, which is what is wanted.
 */
const OPTIONS: CompilerOptions = {
  strict: false,
  strictNumbers: true,
  strictTuples: true,
  allowUnionTypes: false,
  validateSchema: false,
  validateFormats: true,
  unicode: false,
  messages: false,
  logger: false,
  formats: FORMATS,
  ajvFormats: { mode: 'fast' },
};

/**
 * The compilers of a document's validator, for each place a check stands in: the same keywords and formats.
 * @param further Options over those both are made with.
 */
export async function plainCompilers({ openapi }: { readonly openapi: string }, further: CompilerOptions = {}) {
  const { createRequestAjv, createResponseAjv } = await import('express-openapi-validator/dist/framework/ajv/index.js');
  type Given = Parameters<typeof createRequestAjv>;
  // Its schemas are compiled where they are needed, not all of them.
  const version = { openapi } as Given[0];
  const options = (own: CompilerOptions) => ({ ...OPTIONS, ...own, ...further }) as Given[1];
  return {
    takes: createRequestAjv(version, options({ coerceTypes: true, useDefaults: true })),
    body: createRequestAjv(version, options({ coerceTypes: false, useDefaults: true })),
    answers: createResponseAjv(version, options({ coerceTypes: false })),
  };
}

/** Where a check stands: that of a call, of its body, or of an answer. */
type Place = 'takes' | 'body' | 'answers';

/** The same routes with something else in place of each schema; what stands in several places of a kind is changed once. */
export function mapPlain<A, B>(
  routes: readonly PlainRoute<A>[],
  change: (from: A, place: Place) => B,
): readonly PlainRoute<B>[] {
  const known = { takes: new Map<A, B>(), body: new Map<A, B>(), answers: new Map<A, B>() };
  const once = (from: A, place: Place): B => {
    const to = known[place].get(from) ?? change(from, place);
    known[place].set(from, to);
    return to;
  };
  const changed = ({ queryNames, takes, body, answers }: PlainOperation<A>): PlainOperation<B> => ({
    queryNames,
    takes: once(takes, 'takes'),
    ...(body !== undefined && { body: once(body, 'body') }),
    answers: mapValues(answers, (from) => once(from, 'answers')),
  });
  return routes.map(({ route, operations }) => ({ route, operations: mapValues(operations, changed) }));
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, change: (from: A) => B): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(record).map(([key, from]) => [key, change(from)]));

/** A document's checks as `npm run build` writes them: each is made for the formats its schema names. */
interface Packaged {
  readonly default: readonly PlainRoute<(formats: object) => Check>[];
}

/** The checks of a document: those of the build, which need neither document nor compiler; else compiled where first needed. */
export async function plainChecksOf(
  specFile: string,
  relaxed: readonly string[],
): Promise<readonly PlainRoute<Check>[]> {
  const file = BUILT === undefined ? undefined : join(BUILT, 'checks', `${basename(specFile, '.yaml')}.js`);
  return file !== undefined && existsSync(file) ? packagedChecks(file) : compiledChecks(specFile, relaxed);
}

/** Those of a module that the build left. */
export async function packagedChecks(file: string): Promise<readonly PlainRoute<Check>[]> {
  const [{ default: routes }, { fastFormats }] = await Promise.all([
    import(/* @vite-ignore */ pathToFileURL(file).href) as Promise<Packaged>,
    import('ajv-formats/dist/formats.js'),
  ]);
  const formats = { ...fastFormats, ...FORMATS };
  return mapPlain(routes, (make) => lazily(() => make(formats)));
}

/** Those compiled from a document. */
export async function compiledChecks(
  specFile: string,
  relaxed: readonly string[],
): Promise<readonly PlainRoute<Check>[]> {
  const document = await readContract(specFile, relaxed);
  const compilers = await plainCompilers(document);
  return mapPlain(plainRoutesOf(document), (schema, place) => lazily(() => compilers[place].compile(schema)));
}

/** Each check is made at its first use. */
function lazily(make: () => Check): Check {
  let made: Check | undefined;
  return (value) => {
    made ??= make();
    return made(value);
  };
}

import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { parse as parseQuery } from 'node:querystring';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, jest, test } from '@jest/globals';
import type { Request, RequestHandler, Response } from 'express';
import fc from 'fast-check';
import { readContract } from '../../src/http/contract.js';
import { basePathsOf, type ContractDocument } from '../../src/http/routes.js';
import { compiledChecks, packagedChecks } from '../../src/http/plain-checks.js';
import { Shortcut } from '../../src/http/shortcut.js';
import { type ValidationOptions, type Validator, validate } from '../../src/http/validate.js';
import { specFile } from '../../src/paths.js';
import { type Schema, textFor, valueFor } from './generated.js';

/** Documents whose APIs are held by the shortcut. */
const FILES = [
  ...readdirSync(specFile('openfinance')).map((name) => `openfinance/${name}`),
  'otdx.yaml',
  'admin.yaml',
].filter((name) => name.endsWith('.yaml'));
/** How they are held, where that is not the usual. */
const OPTIONS: Readonly<Record<string, ValidationOptions>> = {
  'openfinance/consents-3.3.1.yaml': { relaxed: ['components/schemas/PermissionAfterExtension'] },
  'openfinance/participants-1.0.0.yaml': { relaxed: ['components/schemas/ApiResource/properties/ApiVersion'] },
  'otdx.yaml': { tellsAll: true },
  'admin.yaml': { refusesUnknownQuery: true },
};
/** Calls of each document and of each of its operations, at the least; together more than 10,000 calls and answers. */
const CALLS = Math.ceil(6_000 / FILES.length);
const CALLS_EACH = 12;

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly status: number;
  readonly type: string | undefined;
  readonly body: unknown;
  /** With the request. */
  readonly sent: unknown;
}

/** What became of a call: the error of the request or the answer, or the answer as it was given. */
async function verdictOn(call: Call, file: string, options: ValidationOptions, validator: Validator): Promise<unknown> {
  const handler: RequestHandler = validate(file, options, validator);
  const [path = '', query = ''] = call.url.split('?');
  const req = {
    method: call.method,
    originalUrl: call.url,
    url: call.url,
    path,
    baseUrl: '',
    headers: { ...call.headers },
    query: parseQuery(query),
    params: {},
    body: structuredClone(call.sent),
    app: { enabled: () => true, param: () => undefined },
  } as unknown as Request;
  return new Promise((resolve) => {
    const told = (error: unknown): void => {
      const { status, message, errors } = error as { status?: number; message?: string; errors?: unknown };
      resolve({ status, message, errors });
    };
    const res = {
      statusCode: call.status,
      headersSent: false,
      getHeader: () => call.type,
      getHeaders: () => ({ 'content-type': call.type }),
      // What the request came to be is the feature's to read.
      json: (body: unknown) => resolve({ answered: body, sent: req.body as unknown }),
    } as unknown as Response;
    const next = (error?: unknown): void => (error ? told(error) : void res.json(structuredClone(call.body)));
    void Promise.resolve(handler(req, res, next)).catch(told);
  });
}

/** Calls of an operation: right, nearly right and hostile, with answers of the same kinds. */
function callsOf(
  base: string,
  { method, path, parameters = [], requestBody, responses }: Operation,
): fc.Arbitrary<Call> {
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) =>
    valueFor(schema).map((sent) => ({ type, sent })),
  );
  const none = fc.constant({ type: undefined, sent: undefined });
  const sent = fc.oneof(
    { weight: 20, arbitrary: bodies.length > 0 ? fc.oneof(...bodies) : none },
    {
      weight: 1,
      arbitrary: fc.constantFrom({ type: 'text/plain', sent: 'a' }, { type: 'application/json', sent: {} }),
    },
    { weight: 1, arbitrary: none },
  );
  const texts = fc.tuple(
    ...parameters.map(({ name, in: place, required, schema }) =>
      fc
        .tuple(fc.integer({ min: 0, max: 9 }), textFor(schema))
        .map(([dice, text]) => ({ name, place, text: dice === 0 || (dice < 5 && !required) ? undefined : text })),
    ),
  );
  const answers = Object.entries(responses).flatMap(([status, { content = {} }]) =>
    Object.entries(content).map(([type, { schema }]) => ({ status: Number(status) || 418, type, schema })),
  );
  const described = answers.length > 0 ? answers : [{ status: 418, type: undefined, schema: {} }];
  const answer = fc.constantFrom(...described).chain(({ status, type, schema }) =>
    fc.record({
      status: fc.oneof({ weight: 9, arbitrary: fc.constant(status) }, fc.constantFrom(200, 204, 299, 404, 500)),
      type: fc.oneof({ weight: 8, arbitrary: fc.constant(type) }, fc.constantFrom(undefined, 'text/plain')),
      body: valueFor(schema),
    }),
  );
  const extra = fc.constantFrom(
    '',
    '',
    '',
    '',
    '',
    'mais=1',
    'page=1&page=2',
    'page=%31',
    'a[b]=c',
    '&',
    'page',
    '__proto__=x',
  );
  return fc.tuple(texts, extra, answer, sent).map(([given, more, answered, body]) => {
    const here = (place: string) => given.filter((one) => one.place === place && one.text !== undefined);
    const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name) =>
      encodeURIComponent(given.find((one) => one.name === name)?.text || 'x').replaceAll('%3A', ':'),
    );
    const query = [...here('query').map(({ name, text = '' }) => `${name}=${encodeURIComponent(text)}`), more];
    const asked = query.filter((part) => part !== '').join('&');
    return {
      ...answered,
      method,
      sent: body.sent,
      url: `${base}${filled}${asked === '' ? '' : `?${asked}`}`,
      headers: {
        ...Object.fromEntries(here('header').map(({ name, text = '' }) => [name.toLowerCase(), text])),
        ...(body.type !== undefined && { 'content-type': body.type }),
      },
    };
  });
}

const operationsIn = ({ paths }: ContractDocument): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, { parameters: shared = [], ...item }]) =>
    Object.entries(item as Readonly<Record<string, Operation>>).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
      parameters: [...(operation.parameters ?? []), ...(shared as readonly Parameter[])],
    })),
  );

// The validator says aloud that it has no schema for a text.
beforeAll(() => void jest.spyOn(console, 'warn').mockReturnValue(undefined));

const RIGHT = 'call and answer';

/** What checks say of a call and of its answer. */
function isPlainlyRight({ method, url, headers, sent, status, type, body }: Call, checks: Shortcut): string {
  const held = checks.heldBy({
    method,
    originalUrl: url,
    headers: { ...headers },
    body: structuredClone(sent),
  });
  if (!held) return 'neither';
  return held.holds(status, type, structuredClone(body)) ? RIGHT : 'the call alone';
}

let agreed = 0;
/** What the shortcut said yes to, call and answer. */
const right: { readonly name: string; readonly withBody: boolean }[] = [];

test.each(FILES)(
  '%s: the shortcut and the validator say the same, in the same words, and its checks of the build what those compiled say',
  async (name) => {
    const file = specFile(name);
    const options = OPTIONS[name] ?? {};
    const { relaxed = [] } = options;
    const document = await readContract(file, relaxed);
    const base = (basePathsOf(document)[0] ?? '').replace(/\/$/, '');
    const built = fileURLToPath(new URL(`../../dist/checks/${basename(name, '.yaml')}.js`, import.meta.url));
    const [compiled, packaged] = [await compiledChecks(file, relaxed), await packagedChecks(built)].map(
      (checks) => new Shortcut(checks),
    ) as [Shortcut, Shortcut];
    const calls = operationsIn(document).map((operation) => callsOf(base, operation));
    await fc.assert(
      fc.asyncProperty(fc.oneof(...calls), async (call) => {
        const one = await verdictOn(call, file, options, 'compiled');
        expect(one).toEqual(await verdictOn(call, file, options, 'eov'));
        const verdict = isPlainlyRight(call, compiled);
        expect(isPlainlyRight(call, packaged)).toBe(verdict);
        if (verdict === RIGHT) right.push({ name, withBody: call.sent !== undefined });
        agreed += 1;
      }),
      { numRuns: Math.max(CALLS, CALLS_EACH * calls.length), endOnFailure: true },
    );
  },
);

test('and that of more than ten thousand calls and answers, many of which the shortcut lets through itself', () => {
  expect(agreed * 2).toBeGreaterThan(10_000);
  const countOf = (isCounted: (one: (typeof right)[number]) => boolean): number => right.filter(isCounted).length;
  expect(countOf(({ withBody }) => withBody)).toBeGreaterThan(50);
  for (const name of FILES) expect([name, countOf((one) => one.name === name) > 20]).toEqual([name, true]);
});

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { call } from '../torture/writers.js';
import type { Target } from './load.js';
import { type Server, startServer } from './process.js';

export const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
export const LIST_PATH = '/open-banking/resources/v3/resources';
/** A person nobody knows. */
export const CUSTOMER = '52998224725';

/** Longer than any run. Seconds. */
const TOKEN_LIFE = 24 * 60 * 60;

export const callWith = (token: string): Target => ({
  path: LIST_PATH,
  headers: { authorization: `Bearer ${token}`, 'x-fapi-interaction-id': randomUUID(), accept: 'application/json' },
});

/** `transmissora start` as users start it, in a folder of its own. */
export const startOurs = (folder: string, args: readonly string[] = []): Promise<Server> =>
  startServer({ script: MAIN, args: ['start', '--port', '0', ...args], cwd: folder });

/** What a server is filled with; see contestants/filled.ts. */
export interface Wanted {
  readonly store: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly consents?: number;
  readonly holdings?: number;
  /** How many of the consents will be asked, and where a token of each is left. */
  readonly asked?: number;
  readonly tokens?: string;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

let built: Promise<unknown> | undefined;

/** A server with much in its store, built as the package is. */
export async function startFilled(wanted: Wanted): Promise<Server> {
  built ??= build({
    configFile: false,
    root: here('.'),
    logLevel: 'error',
    build: { ssr: here('contestants/filled.ts'), outDir: here('built'), target: 'node20', minify: false },
  });
  await built;
  return startServer({ script: here('built/filled.js'), args: [JSON.stringify(wanted)] });
}

/** So many pages of 25 resources are more than the server keeps: asked for in turn, each is worked out anew. */
export const IN_TURN = 2_500;

/** A server with so many consents, and a call with a token of its own for each of the first ones, `IN_TURN` at most. */
export async function startInTurn(
  folder: string,
  wanted: { readonly store: string; readonly settings?: Readonly<Record<string, string>>; readonly consents?: number },
): Promise<{ server: Server; targets: readonly Target[] }> {
  const { consents = IN_TURN } = wanted;
  const tokens = join(folder, `${randomUUID()}.tokens`);
  const server = await startFilled({ ...wanted, consents, asked: Math.min(consents, IN_TURN), tokens });
  return { server, targets: (await readFile(tokens, 'utf8')).split('\n').map(callWith) };
}

/** A customer with so many contracts, a consent for all of them, and a token of it. */
export async function arrange(
  url: string,
  { contracts = 25, expires }: { readonly contracts?: number; readonly expires?: string } = {},
): Promise<{ consentId: string; target: Target }> {
  await call(url, 'POST', '/customers', { cpf: CUSTOMER });
  for (let count = 0; count < contracts; count += 1) {
    // As long as ids may be: the body is then as large as in the figures everybody quotes.
    const resourceId = `contract-${String(count).padStart(3, '0')}-${'0123456789abcdef'.repeat(5)}`.slice(0, 92);
    await call(url, 'POST', `/customers/${CUSTOMER}/resources`, { type: 'LOAN', resourceId });
  }
  const created = await call(url, 'POST', '/consents', {
    customerId: CUSTOMER,
    permissions: 'all',
    ...(expires !== undefined && { expirationDateTime: expires }),
  });
  const { consentId } = created as { consentId: string };
  const target = callWith(await tokenFor(url, consentId));
  await ask(url, target);
  return { consentId, target };
}

export async function tokenFor(url: string, consentId: string): Promise<string> {
  const issued = await call(url, 'POST', '/tokens', { consentId, expiresIn: TOKEN_LIFE });
  return (issued as { access_token: string }).access_token;
}

/** One call. @throws Error for anything but 200. */
export async function ask(url: string, { path, headers }: Target): Promise<string> {
  const response = await fetch(`${url}${path}`, { headers });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status} ${text}`);
  return text;
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transmitter } from './transmitter.js';
import { call, createCustomer } from './writers.js';

/** A disk so small that it fills up within seconds, and a part of it that can be given back. Bytes. */
const DISK = 1024 * 1024;
const BALLAST = 512 * 1024;
const MOST_WRITES = 5_000;

/** What was seen, one sentence each; `wrong` is empty when all was as it should be. */
export interface DiskOutcome {
  readonly seen: readonly string[];
  readonly wrong: readonly string[];
}

/** Mounting needs rights. `undefined` where we have none. */
export function mountSmallDisk():
  | { readonly path: string; remount(mode: 'ro' | 'rw'): void; unmount(): void }
  | undefined {
  const path = mkdtempSync(join(tmpdir(), 'transmissora-disk-'));
  const run = (command: string, ...args: string[]): void => void execFileSync(command, args, { stdio: 'ignore' });
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${DISK},mode=0700`, 'tmpfs', path);
  } catch {
    rmdirSync(path);
    return undefined;
  }
  return {
    path,
    remount: (mode) => run('mount', '-o', `remount,${mode}`, path),
    unmount: () => {
      run('umount', path);
      rmdirSync(path);
    },
  };
}

/** Fills the disk, makes it read-only, gives space and rights back: what is said meanwhile, and what is left. */
export async function disk(start: (store: string) => Promise<Transmitter>): Promise<DiskOutcome> {
  const mounted = mountSmallDisk();
  if (!mounted) return { seen: ['not possible here: mounting a tmpfs needs root'], wrong: [] };
  const [seen, wrong]: [string[], string[]] = [[], []];
  const expect = (what: string, is: unknown, wanted: unknown): void => {
    const [one, other] = [JSON.stringify(is), JSON.stringify(wanted)];
    seen.push(`${what}: ${one}`);
    if (one !== other) wrong.push(`${what} is ${one}, expected ${other}`);
  };
  const file = join(mounted.path, 'data.json');
  const ballast = join(mounted.path, 'ballast');
  try {
    let server = await start(`file:${file}`);
    await createCustomer(server.url);
    writeFileSync(ballast, Buffer.alloc(BALLAST));
    const kept: string[] = [];
    for (const trouble of ['full disk', 'read-only disk'] as const) {
      if (trouble === 'read-only disk') mounted.remount('ro');
      const refused = await writeUntilRefused(server.url, trouble, kept);
      expect(`${trouble}: a write of the admin API`, refused, 503);
      expect(`${trouble}: POST /consents`, await askForConsent(server.url), [500, 'ERRO_INTERNO']);
      expect(`${trouble}: /readyz`, await statusOf(server.url, '/readyz'), 503);
      expect(`${trouble}: /healthz`, await statusOf(server.url, '/healthz'), 200);
      expect(`${trouble}: reading`, await statusOf(server.url, '/__admin/customers'), 200);
      expect(`${trouble}: the file is whole`, JSON.parse(readFileSync(file, 'utf8')).format, 'transmissora-data/1');
      if (trouble === 'full disk') rmSync(ballast);
      else mounted.remount('rw');
      expect(`${trouble}, and over again: /readyz`, await statusOf(server.url, '/readyz'), 200);
    }
    await server.stop('SIGKILL');
    server = await start(`file:${file}`);
    const { resources } = (await call(server.url, 'GET', '/customers/52998224725')) as {
      resources: readonly { resourceId: string }[];
    };
    const there = new Set(resources.map(({ resourceId }) => resourceId));
    expect(
      'acknowledged and lost',
      kept.filter((id) => !there.has(id)),
      [],
    );
    expect(
      'left beside the file',
      readdirSync(mounted.path).filter((name) => name.endsWith('.tmp')),
      [],
    );
    await server.stop('SIGTERM');
    mounted.remount('ro');
    const refusal = await start(`file:${file}`).then(
      () => 'it started',
      (error: Error) => error.message.trim(),
    );
    expect(
      'read-only from the start: one line, and 2',
      /^ended with 2: --store is file:[^\n]*$/.test(refusal) || refusal,
      true,
    );
  } finally {
    mounted.unmount();
  }
  return { seen, wrong };
}

/** Adds resources until one is refused; the status of that refusal. */
async function writeUntilRefused(url: string, name: string, kept: string[]): Promise<number> {
  for (let count = 0; count < MOST_WRITES; count += 1) {
    const resourceId = `${name.replace(' ', '-')}-${count}`;
    const response = await fetch(`${url}/__admin/customers/52998224725/resources`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'LOAN', resourceId }),
    });
    await response.text();
    if (!response.ok) return response.status;
    kept.push(resourceId);
  }
  return 0;
}

async function askForConsent(url: string): Promise<readonly [number, string | undefined]> {
  const { access_token: token } = (await call(url, 'POST', '/tokens', { scope: 'consents' })) as {
    access_token: string;
  };
  const response = await fetch(`${url}/open-banking/consents/v3/consents`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-fapi-interaction-id': '73cac523-d3ae-4289-b106-330a6218710d',
    },
    body: JSON.stringify({
      data: {
        loggedUser: { document: { identification: '52998224725', rel: 'CPF' } },
        permissions: ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'],
        expirationDateTime: `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 19)}Z`,
      },
    }),
  });
  const { errors } = (await response.json()) as { errors?: readonly { code: string }[] };
  return [response.status, errors?.[0]?.code];
}

const statusOf = async (url: string, path: string): Promise<number> => {
  const response = await fetch(`${url}${path}`);
  await response.arrayBuffer();
  return response.status;
};

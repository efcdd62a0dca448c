import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { follow, requestOf } from '../cli/command.js';
import { scratchFolder } from '../store/scratch.js';
import { pack, ROOT } from '../support/packed.js';

/** The versions of Node.js the package is for. */
const MAJORS = ['20', '22', '24'] as const;
type Major = (typeof MAJORS)[number];

const run = promisify(execFile);
const INSTALL = ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel', 'error'];

/** Kept between runs: each is some 120 MB. */
const NODES = join(ROOT, 'test-output/nodes');

const isThis = (major: Major): boolean => process.versions.node.startsWith(`${major}.`);

/** The folder of the executable of a version, from the package that the npm package `node` installs here. */
function folderOf(major: Major): string {
  if (isThis(major)) return dirname(process.execPath);
  const home = join(NODES, 'node_modules', `node-${major}`);
  return join(home, 'bin');
}

async function fetchNodes(): Promise<void> {
  const wanted = MAJORS.filter((major) => !isThis(major) && !existsSync(folderOf(major)));
  if (wanted.length === 0) return;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  await mkdir(NODES, { recursive: true });
  await writeFile(join(NODES, 'package.json'), '{ "private": true }\n', { flag: 'a' });
  const names = wanted.map((major) => `node-${major}@npm:node-${platform}-${process.arch}@${major}`);
  await run('npm', [...INSTALL, ...names], { cwd: NODES });
}

/** What the Dockerfile of the examples runs, as an engine gives it to a shell: an installation like any other. */
async function runLines(): Promise<readonly string[]> {
  const text = await readFile(join(ROOT, 'examples/docker/Dockerfile'), 'utf8');
  const lines = text.replaceAll(/\\\n\s*/g, '').split('\n');
  return lines.flatMap((line) => (line.startsWith('RUN ') ? [line.slice('RUN '.length)] : []));
}

let folder: Awaited<ReturnType<typeof scratchFolder>>;
let project: string;
beforeAll(async () => {
  folder = await scratchFolder();
  project = join(folder.path, 'empty');
  await mkdir(project);
  const installed = pack(folder.path).then(async (tarball) => {
    const env = { ...process.env, TRANSMISSORA: tarball };
    for (const line of await runLines()) await run('sh', ['-c', line], { cwd: project, env });
  });
  await Promise.all([installed, fetchNodes()]);
});
afterAll(() => folder[Symbol.asyncDispose]());

/** A command as somebody with that Node.js types it. */
function type(major: Major, command: string, args: readonly string[]) {
  const env = {
    ...process.env,
    PATH: [folderOf(major), process.env['PATH']].join(delimiter),
    NODE_OPTIONS: '',
    TRANSMISSORA_LANG: 'pt',
  };
  return spawn(command, args, { cwd: project, env, detached: true });
}

describe.each(MAJORS)('on Node.js %s, installed from the tarball into an empty folder', (major) => {
  test('is what runs it', async () => {
    const { out } = await follow(type(major, 'node', ['--version'])).ended;
    expect(out).toMatch(new RegExp(`^v${major}\\.`));
  });

  test('npx transmissora start prints a curl that answers 200, warns of nothing, and stops on Ctrl+C', async () => {
    const child = type(major, 'npx', ['transmissora', 'start', '--port', '0', '--tls-port', '0', '--store', 'memory']);
    const { ended, printed } = follow(child);
    const greeting = await printed(/^curl .*\n/m);
    expect((await requestOf(greeting)).status).toBe(200);
    const url = /http:\/\/[^\s/]+/.exec(greeting)?.[0] ?? '';
    const pages = ['/docs/', '/console', '/auth/.well-known/openid-configuration', '/participants'];
    const answers = await Promise.all(pages.map((page) => fetch(`${url}${page}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    process.kill(-(child.pid ?? 0), 'SIGINT');
    const { err } = await ended;
    expect(err).toBe('');
  });

  test('the library serves, moves time and grades', async () => {
    const script = `
      import { startTransmissora } from 'transmissora';
      const bank = await startTransmissora({ scenario: 'preparing-then-ready' });
      const { access_token } = await bank.token({ consent: 'caio' });
      const list = () => fetch(bank.url + '/open-banking/resources/v3/resources', {
        headers: { authorization: 'Bearer ' + access_token, 'x-fapi-interaction-id': crypto.randomUUID() },
      });
      const before = (await list()).status;
      await bank.clock.advance('PT6M');
      console.log(before, (await list()).status, (await bank.receiverReport()).summary.failed);
      await bank.close();
    `;
    const { out, err } = await follow(type(major, 'node', ['--input-type=module', '-e', script])).ended;
    expect([out, err]).toEqual(['202 200 0\n', '']);
  });
});

test('every module of it loads where nothing but its dependencies is installed', async () => {
  const dist = join(project, 'node_modules/transmissora/dist');
  const modules = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  const script = modules.map((name) => `await import(${JSON.stringify(pathToFileURL(join(dist, name)).href)});`);
  const { out, err } = await follow(type('20', 'node', ['--input-type=module', '-e', script.join('\n')])).ended;
  expect(modules.length).toBeGreaterThan(20);
  expect([out, err.replaceAll(/^oidc-provider WARNING: Unsupported runtime.*\n/gm, '')]).toEqual(['', '']);
});

test('a project in TypeScript compiles against the types, strictly, with nothing else installed', async () => {
  const source = `
    import { type Bank, type BankOptions, type Report, type Scenario, startTransmissora, UsageError } from 'transmissora';
    const scenario: Scenario = { name: 'one', about: 'One.', customers: { ana: { cpf: '52998224725' } } };
    const options: BankOptions = { scenario, now: '2026-03-02T12:00:00Z', tlsPort: 0 };
    export async function judged(): Promise<Report> {
      const bank: Bank = await startTransmissora(options);
      const { consentId, accessToken } = await bank.consents.create({ customerId: '52998224725', permissions: 'all' });
      const token: string | undefined = accessToken;
      // @ts-expect-error a number is no duration
      await bank.clock.advance(5);
      // @ts-expect-error there is no such status
      await bank.resources.transition('acc-1', 'GONE');
      return token === undefined ? Promise.reject(new UsageError('none')) : bank.receiverReport({ consentId });
    }
  `;
  await writeFile(join(project, 'consumer.mts'), source);
  const strict = ['--strict', '--skipLibCheck', 'false', '--lib', 'es2023,esnext.disposable'];
  const flags = ['--noEmit', '--module', 'nodenext', '--target', 'es2023', ...strict, 'consumer.mts'];
  const { code, out } = await follow(
    spawn(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...flags], { cwd: project }),
  ).ended;
  expect([code, out]).toEqual([0, '']);
});

test('what is installed needs no script of its own to be run', async () => {
  const lock = JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
  };
  const withScripts = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
  // The one there is counts installations of swagger-ui; it was not run here, and everything above works.
  expect(withScripts.map(([path]) => path)).toEqual(['node_modules/@scarf/scarf']);
});

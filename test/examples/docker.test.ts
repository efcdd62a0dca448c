import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.js';
import { SETTING_KEYS, variableOf } from '../../src/settings.js';
import { freePort } from '../cli/command.js';
import { ROOT } from '../support/packed.js';
import { type PostgresServer, postgresServer } from '../support/postgres.js';
import { workshop } from './workshop.js';

type Environment = Readonly<Record<string, string>>;
interface Service {
  readonly environment: Environment;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: object;
}

let shop: Awaited<ReturnType<typeof workshop>>;
let server: PostgresServer;
beforeAll(async () => {
  [shop, server] = await Promise.all([workshop(), postgresServer()]);
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** The instructions of the Dockerfile by name, lines that go on joined. What RUN runs is run in test/package. */
async function instructions(): Promise<readonly (readonly [name: string, text: string])[]> {
  const text = await readFile(join(ROOT, 'examples/docker/Dockerfile'), 'utf8');
  const lines = text.replaceAll(/\\\n\s*/g, '').split('\n');
  return lines.flatMap((line) => {
    const [, name, rest] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    return name === undefined || rest === undefined ? [] : [[name, rest] as const];
  });
}

/** What `${NAME:-usual}` stands for where nobody set it. */
const unset = (text: string): string => text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1');

const environmentOf = ({ environment }: Service): Environment =>
  Object.fromEntries(Object.entries(environment).map(([name, text]) => [name, unset(text)]));

test('two instances with the settings of the compose file are one bank on a PostgreSQL', async () => {
  const { services } = parse(await readFile(join(ROOT, 'examples/docker/compose.yaml'), 'utf8')) as {
    services: Readonly<Record<string, Service>>;
  };
  for (const { depends_on: others = {} } of Object.values(services))
    for (const name of Object.keys(others)) expect(Object.keys(services)).toContain(name);
  const image = Object.fromEntries(
    (await instructions()).flatMap(([name, text]) =>
      name === 'ENV' ? text.split(/\s+/).map((pair) => pair.split('=')) : [],
    ),
  ) as Environment;
  const store = await server.newDatabase();

  const urls: string[] = [];
  for (const name of ['transmissora', 'another']) {
    const env = { ...image, ...environmentOf(services[name] as Service) };
    const ours = Object.keys(env).filter((key) => key.startsWith('TRANSMISSORA_'));
    expect(SETTING_KEYS.map(variableOf)).toEqual(expect.arrayContaining(ours));
    const config = await readConfig({}, env);
    expect(config.store).toMatchObject({ kind: 'postgres', url: expect.stringContaining('@database:5432/') });
    const port = await freePort();
    const child = shop.run(shop.path, process.execPath, ['node_modules/transmissora/dist/cli/main.js', 'start'], {
      ...env,
      TRANSMISSORA_STORE: store,
      TRANSMISSORA_PORT: port,
    });
    await child.printed(/^curl .*\n/m);
    urls.push(`http://127.0.0.1:${port}`);
  }

  const headers = { authorization: 'Bearer only-for-tests', 'content-type': 'application/json' };
  const body = JSON.stringify({ cpf: '52998224725', name: 'Ana Souza' });
  const made = await fetch(`${urls[0]}/__admin/customers`, { method: 'POST', headers, body });
  const read = await fetch(`${urls[1]}/__admin/customers/52998224725`, { headers });
  expect([made.status, read.status]).toEqual([201, 200]);
});

test('the page names what the folder has: a Dockerfile with that argument, and a compose file', async () => {
  const page = await readFile(join(ROOT, 'examples/docker/README.md'), 'utf8');
  const lines = await instructions();
  const names = lines.map(([name]) => name);
  const argument = /--build-arg (\w+)=\.\/transmissora-/.exec(page)?.[1];
  expect(lines.find(([name]) => name === 'ARG')?.[1]).toMatch(`${argument}=`);
  expect(names.indexOf('WORKDIR')).toBeLessThan(names.indexOf('RUN'));
  expect(page).toContain('`docker build -t transmissora .`');
  expect(page).toContain('`docker compose up`');
});

test('the image starts what the package holds, as an ordinary user, and its health is that of the bank', async () => {
  const lines = await instructions();
  const [entry = ''] = lines.flatMap(([name, text]) => (name === 'ENTRYPOINT' ? [text] : []));
  const [node, main = ''] = JSON.parse(entry) as readonly string[];
  expect([node, await readFile(join(shop.path, main), 'utf8')]).toEqual([
    'node',
    expect.stringContaining('#!/usr/bin/env node'),
  ]);
  expect(lines).toContainEqual(['USER', 'node']);

  const [health = ''] = lines.flatMap(([name, text]) => (name === 'HEALTHCHECK' ? [text] : []));
  const [, ...probe] = JSON.parse(health.slice(health.indexOf('['))) as readonly string[];
  const port = await freePort();
  const ask = () =>
    shop.run(
      shop.path,
      process.execPath,
      probe.map((text) => text.replace('127.0.0.1:3000', `127.0.0.1:${port}`)),
    ).ended;
  expect((await ask()).code).toBe(1);
  const bank = shop.transmissora(shop.path, 'start', '--store', 'memory', '--port', port);
  await bank.printed(/^curl .*\n/m);
  expect((await ask()).code).toBe(0);
});

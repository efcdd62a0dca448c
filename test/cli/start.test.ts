import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtCommand, type Ended, freePort } from './command.js';

let command: Awaited<ReturnType<typeof builtCommand>>;
beforeAll(async () => {
  command = await builtCommand();
});
afterAll(() => command[Symbol.asyncDispose]());

let folders = 0;
async function newFolder(): Promise<string> {
  const folder = join(command.folder, `start-${++folders}`);
  await mkdir(folder);
  return folder;
}

const IN_MEMORY = ['--port', '0', '--store', 'memory'];
const typesIn = async (response: Response): Promise<number> => {
  const { data } = (await response.json()) as { data: readonly { type: string }[] };
  return new Set(data.map(({ type }) => type)).size;
};

describe('transmissora start', () => {
  test('prints its address and a curl that answers 200 with twelve resource types, and stops on SIGTERM', async () => {
    const server = await command.start(IN_MEMORY);
    const answer = await server.curl();
    expect([answer.status, await typesIn(answer)]).toEqual([200, 12]);
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    expect(server.greeting).toMatch(/^Noutro terminal, os recursos que \d{11} compartilha:$/m);
    expect(await server.stop('SIGTERM')).toMatchObject({ code: 0, signal: null, err: '' });
  });

  test('speaks English to whoever reads it, and stops cleanly when asked twice, as npm does on Ctrl+C', async () => {
    const server = await command.start(IN_MEMORY, { env: { TRANSMISSORA_LANG: 'en' } });
    expect(server.greeting).toMatch(/^In another terminal, the resources that \d{11} shares:$/m);
    const ended = await server.stop('SIGINT', 'SIGINT', 'SIGTERM');
    expect(ended).toMatchObject({ code: 0, signal: null, err: '' });
  });

  test('keeps its data and keys, readable by their owner alone: started again, an old token reads the same list', async () => {
    const cwd = await newFolder();
    const args = ['--port', await freePort()];
    const first = await command.start(args, { cwd });
    const list = (await (await first.curl()).json()) as { data: unknown };
    await first.stop('SIGTERM');
    const kept = join(cwd, '.transmissora');
    expect((await readdir(kept)).toSorted()).toEqual(['data.json', 'keys.json']);
    for (const file of ['data.json', 'keys.json']) expect((await stat(join(kept, file))).mode & 0o777).toBe(0o600);

    const second = await command.start(args, { cwd });
    const again = await fetch(`${second.url}/open-banking/resources/v3/resources`, {
      headers: {
        authorization: /Bearer [^']+/.exec(first.greeting)?.[0] ?? '',
        'x-fapi-interaction-id': '73cac523-d3ae-2289-b106-330a6218710d',
      },
    });
    expect(again.status).toBe(200);
    expect(((await again.json()) as { data: unknown }).data).toEqual(list.data);
    await second.stop('SIGTERM');
  });

  test('takes its settings from flags, environment and file', async () => {
    const cwd = await newFolder();
    await writeFile(join(cwd, 'transmissora.config.yaml'), 'store: memory\nscenario: [ready-at-once]\n');
    const server = await command.start(['--scenario', 'company'], { cwd, env: { TRANSMISSORA_PORT: '0' } });
    // The company's consent belongs to a CNPJ.
    expect(server.greeting).toMatch(/os recursos que \w{14} compartilha:/);
    await server.stop('SIGTERM');
    expect(await readdir(cwd)).toEqual(['transmissora.config.yaml']);
  });

  test('off loopback, makes an admin token, says it once, and asks for it', async () => {
    const server = await command.start([...IN_MEMORY, '--host', '0.0.0.0']);
    const [, token = ''] = /Token de administração: (\S+)/.exec(server.greeting) ?? [];
    const ask = (headers: Record<string, string>) => fetch(`${server.url}/__admin/health`, { headers });
    const answers = await Promise.all([ask({}), ask({ authorization: `Bearer ${token}` })]);
    expect(answers.map(({ status }) => status)).toEqual([401, 200]);
    await server.stop('SIGTERM');
  });
});

test('transmissora start --tls-port makes certificates beside the data, and prints a curl that shows one', async () => {
  const cwd = await newFolder();
  const server = await command.start(['--port', '0', '--tls-port', '0'], { cwd });
  const printed = await server.printed(/^curl -s --cacert .*\n/m);
  expect(printed).toMatch(/^TLS com certificado de cliente: https:\/\/127\.0\.0\.1:\d+$/m);
  expect((await readdir(join(cwd, '.transmissora', 'certs'))).filter((name) => name.endsWith('.key.pem'))).toHaveLength(
    4,
  );
  const [curl = ''] = /^curl -s --cacert .*$/m.exec(printed) ?? [];
  const { stdout } = await promisify(execFile)('bash', ['-c', curl]);
  const { data } = JSON.parse(stdout) as { data: readonly { type: string }[] };
  expect(new Set(data.map(({ type }) => type)).size).toBe(12);
  expect(await server.stop('SIGTERM')).toMatchObject({ code: 0, err: '' });
});

test('on a Node.js that is too old, any command says so in both languages, and what to do, and ends with 2', async () => {
  const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.1'}})`;
  const { code, out, err } = await command.run(['start'], { env: { NODE_OPTIONS: `--import="${older}"` } });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(
    /^Node\.js 18\.20\.1: é preciso >=20\.19; instale .*\nNode\.js 18\.20\.1: >=20\.19 is needed; install .*\n$/,
  );
});

describe('transmissora start ends with 2 and one line that says what to mend, when', () => {
  const CASES: Readonly<Record<string, readonly [args: readonly string[], en: RegExp, pt: RegExp]>> = {
    'a flag is unknown': [
      ['--prot', '1'],
      /^there is no option --prot; .*--port/,
      /^não existe a opção --prot; .*--port/,
    ],
    'a value is not allowed': [
      ['--port', 'http'],
      /^--port is "http"; allowed: a whole number from 0 to 65535$/,
      /^--port é "http"; permitido: um número inteiro de 0 a 65535$/,
    ],
    'a scenario does not exist': [
      ['--scenario', 'nope', ...IN_MEMORY],
      /^scenario "nope" does not exist; there are: .*demo/,
      /^o cenário "nope" não existe; existem: .*demo/,
    ],
    'the data file is damaged': [
      ['--port', '0', '--store', 'file:broken.json'],
      /^store file broken\.json: not valid JSON/,
      /^arquivo de dados broken\.json: não é JSON válido/,
    ],
    'the key file is damaged': [
      ['--port', '0', '--store', 'file:keyed/data.json'],
      /^key file keyed.keys\.json: not an RSA/,
      /^arquivo de chaves keyed.keys\.json: não é uma chave RSA/,
    ],
    'a certificate file is damaged': [
      ['--port', '0', '--tls-port', '0', '--store', 'file:certified/data.json'],
      /^certificate file certified.certs.ca\.pem: not a certificate with the key beside it/,
      /^arquivo de certificado certified.certs.ca\.pem: não é um certificado com a chave ao lado/,
    ],
    'a proxy would be trusted off loopback': [
      [...IN_MEMORY, '--host', '0.0.0.0', '--client-certificate-header', 'Client-Cert'],
      /^--client-certificate-header on 0\.0\.0\.0 lets .*; add --trust-proxy-certificate/,
      /^--client-certificate-header em 0\.0\.0\.0 deixa .*; acrescente --trust-proxy-certificate/,
    ],
    'the address of the database is none': [
      ['--store', 'postgres:s3cret@nowhere'],
      /^--store is no address of a database; allowed: memory, file:PATH, postgres:[^ ]*$/,
      /^--store não é o endereço de um banco de dados; permitido: memory, file:CAMINHO, postgres:[^ ]*$/,
    ],
    'the address of the database asks for TLS of no known kind': [
      ['--store', 'postgres://ana:s3cret@127.0.0.1:1/bank?sslmode=always'],
      /^--store: sslmode is "always"; allowed: disable, [^@]*$/,
      /^--store: sslmode é "always"; permitido: disable, [^@]*$/,
    ],
    'the folder cannot be made': [
      ['--port', '0', '--store', 'file:nowhere/data.json'],
      /^--store is file:nowhere.data\.json: it cannot .*; choose another with --store file:PATH, or memory$/,
      /^--store é file:nowhere.data\.json: não pode .*; escolha outro com --store file:CAMINHO, ou memory$/,
    ],
  };
  const LANGUAGES = ['en', 'pt'] as const;
  const ended = new Map<string, Promise<readonly Ended[]>>();
  let cwd: string;

  beforeAll(async () => {
    cwd = await newFolder();
    await writeFile(join(cwd, 'broken.json'), '{"format":"transmissora-data/1","coll');
    await mkdir(join(cwd, 'keyed'));
    await writeFile(join(cwd, 'keyed/keys.json'), '{}');
    await mkdir(join(cwd, 'certified/certs'), { recursive: true });
    for (const name of ['ca.pem', 'ca.key.pem']) await writeFile(join(cwd, 'certified/certs', name), 'no PEM');
    await symlink(join(cwd, 'missing/folder'), join(cwd, 'nowhere'));
    // One after the other: of two at once on one data file, one would be told so.
    const inBoth = async (args: readonly string[]): Promise<readonly Ended[]> => {
      const all: Ended[] = [];
      for (const language of LANGUAGES)
        all.push(await command.run(args, { cwd, env: { TRANSMISSORA_LANG: language } }));
      return all;
    };
    for (const [what, [args]] of Object.entries(CASES)) ended.set(what, inBoth(['start', ...args]));
    await Promise.all(ended.values());
  });

  test.each(Object.entries(CASES))('%s, in the language of the terminal', async (what, [, ...says]) => {
    for (const [index, { code, out, err }] of ((await ended.get(what)) ?? []).entries()) {
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^[^\n]+\n$/);
      expect(err.trimEnd()).toMatch(says[index]!);
    }
    expect(await ended.get(what)).toHaveLength(says.length);
  });

  test('no database answers, which is 11 for a target that cannot be reached, and the password stays secret', async () => {
    const { code, err } = await command.run([
      'start',
      '--port',
      '0',
      '--store',
      'postgres://ana:s3cret@127.0.0.1:1/bank',
    ]);
    expect(code).toBe(11);
    expect(err).toMatch(
      /^--store: postgres:\/\/ana@127\.0\.0\.1:1\/bank não responde: [^\n]*; suba-o, ou use --store memory\n$/,
    );
  });

  test('the port is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as AddressInfo).port));
    });
    const takes: readonly (readonly [string[], string])[] = [
      [['--port', String(port)], `--port ${port}`],
      [['--port', '0', '--tls-port', String(port)], `--tls-port ${port}`],
      [['--port', '0', '--tls-port', '0', '--page-port', String(port)], `--page-port ${port}`],
      [['--port', '0', '--tls-port', String(port - 1)], `--page-port ${port} (--tls-port + 1)`],
    ];
    const ends = await Promise.all(takes.map(([flags]) => command.run(['start', '--store', 'memory', ...flags])));
    taken.close();
    for (const [index, { code, err }] of ends.entries()) {
      const says = `${takes[index]?.[1]}: algo já escuta aí; escolha outra, ou 0 para qualquer uma livre (ao lado de outra transmissora, também --store memory)\n`;
      expect([code, err]).toEqual([2, says]);
    }
  });

  test('and a damaged file stays as it is', async () => {
    expect(await readFile(join(cwd, 'broken.json'), 'utf8')).toBe('{"format":"transmissora-data/1","coll');
  });
});

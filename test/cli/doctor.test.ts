import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createPlainServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { skewOf } from '../../src/cli/doctor/clock-skew.js';
import { lookAtNode } from '../../src/cli/doctor/node-version.js';
import { makeCertificates } from '../../src/openfinance/certificates/set.js';
import { builtCommand, type Ended, freePort } from './command.js';

let command: Awaited<ReturnType<typeof builtCommand>>;
beforeAll(async () => {
  command = await builtCommand();
});
afterAll(() => command[Symbol.asyncDispose]());

let folders = 0;
async function newFolder(): Promise<string> {
  const folder = join(command.folder, `doctor-${++folders}`);
  await mkdir(folder);
  return folder;
}

const doctor = (args: readonly string[], cwd?: string, env = {}): Promise<Ended> =>
  command.run(['doctor', ...args], { ...(cwd !== undefined && { cwd }), env });
const QUIET = ['--port', '0', '--store', 'memory'];

async function listening<T extends Server>(server: T): Promise<{ port: string; url: string }> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port: String(port), url: `http://127.0.0.1:${port}` };
}

/** A server whose clock is so many seconds ahead of this machine's. */
const serverAhead = (seconds: number): Server =>
  createServer((_request, response) => {
    response.setHeader('date', new Date(Date.now() + seconds * 1000).toUTCString());
    response.end();
  });

describe('transmissora doctor', () => {
  test('where all is well, says so line by line, leaves no trace, and exits 0', async () => {
    const cwd = await newFolder();
    const { code, out, err } = await doctor(['--port', await freePort(), '--tls-port', '0'], cwd);
    expect(out).toMatch(/^✓ Node\.js \d+/);
    expect(out).toMatch(/^✓ --port \d+: livre$/m);
    expect(out).toMatch(/^✓ --tls-port 0: qualquer uma livre$/m);
    expect(out).toMatch(/^✓ --store file:\.transmissora\/data\.json: será criado$/m);
    expect(out).toMatch(/^✓ \.transmissora\/certs: certificados a criar$/m);
    expect(out).toMatch(/^Tudo pronto: transmissora start$/m);
    expect([code, err, await readdir(cwd)]).toEqual([0, '', []]);
  });

  test('speaks English to whoever reads it', async () => {
    const { out } = await doctor(QUIET, undefined, { TRANSMISSORA_LANG: 'en' });
    expect(out).toMatch(/^All ready: transmissora start$/m);
    expect(out).not.toMatch(/porta|dados|relógio/);
  });

  test('looks at what start would use: environment and configuration file, and refuses a broken one with 2', async () => {
    const cwd = await newFolder();
    await writeFile(join(cwd, 'transmissora.config.yaml'), 'store: memory\n');
    const { out } = await doctor([], cwd, { TRANSMISSORA_PORT: '0' });
    expect(out).toContain('--store memory');
    expect(out).toContain('--port 0');
    await writeFile(join(cwd, 'transmissora.config.yaml'), 'stor: memory\n');
    expect(await doctor([], cwd)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/chave desconhecida "stor"/),
    });
  });

  test('tells in JSON too', async () => {
    const { out } = await doctor([...QUIET, '--json']);
    const { findings } = JSON.parse(out) as { findings: readonly { check: string; verdict: string; says: string }[] };
    expect(findings.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual([
      expect.stringMatching(/^node /),
      'port ok',
      'store ok',
      'clock skip',
    ]);
  });

  test('finds a port taken, tells a transmissora from another program, and says what to do', async () => {
    const other = createPlainServer((socket) => socket.destroy());
    const taken = await listening(other as Server);
    const ours = await command.start(QUIET);
    const port = new URL(ours.url).port;
    const [stranger, self] = await Promise.all([
      doctor(['--store', 'memory', '--port', taken.port]),
      doctor(['--store', 'memory', '--port', port]),
    ]);
    other.close();
    await ours.stop('SIGTERM');
    expect(stranger.out).toMatch(/^✗ --port \d+: outro programa já escuta aí\n {2}→ escolha outra com --port/m);
    expect(self.out).toMatch(/^✗ --port \d+: uma transmissora já está no ar aí\n {2}→ use essa \(http:/m);
    expect([stranger.code, self.code]).toEqual([1, 1]);
    expect(stranger.out).toMatch(/^1 problema acima; mende e repita$/m);
  });

  test.each([
    ['pt', /^✓ --port \d+: livre\n✗ --tls-port \d+: a mesma porta de --port\n {2}→ dê outra a --port ou a --tls-port/m],
    ['en', /^✓ --port \d+: free\n✗ --tls-port \d+: the same port as --port\n {2}→ give another to --port or to/m],
  ])('tells of two flags that name one port (%s)', async (language, said) => {
    const port = await freePort();
    const { code, out } = await doctor(['--store', 'memory', '--port', port, '--tls-port', port], undefined, {
      TRANSMISSORA_LANG: language,
    });
    expect([code, out]).toEqual([1, expect.stringMatching(said)]);
    expect(out).not.toMatch(/--tls-port \d+: (outro|another) program/);
  });

  test('finds a host that is not of this machine', async () => {
    const { code, out } = await doctor(['--port', '0', '--store', 'memory', '--host', '203.0.113.9']);
    expect([code, out]).toEqual([1, expect.stringMatching(/^✗ --host 203\.0\.113\.9: .*\n {2}→ use 127\.0\.0\.1/m)]);
  });

  test('finds a store in use, damaged, unwritable, or readable by others', async () => {
    const cwd = await newFolder();
    const serving = await command.start(['--port', '0'], { cwd });
    const inUse = await doctor(['--port', '0'], cwd);
    await serving.stop('SIGTERM');
    const ready = await doctor(['--port', '0'], cwd);
    await chmod(join(cwd, '.transmissora/data.json'), 0o644);
    const open = await doctor(['--port', '0'], cwd);
    await writeFile(join(cwd, 'broken.json'), '{');
    const [damaged, unwritable] = await Promise.all([
      doctor(['--port', '0', '--store', 'file:broken.json'], cwd),
      doctor(['--port', '0', '--store', 'file:broken.json/below/data.json'], cwd),
    ]);
    expect(inUse.out).toMatch(/^✗ arquivo de dados .*data\.json: o processo \d+ o usa; pare esse, escolha outro/m);
    expect(ready.out).toMatch(/^✓ --store file:.*: pronto\n✓ dados e chaves: só para o dono$/m);
    expect(open.out).toMatch(/^! .*data\.json: outros podem ler\n {2}→ chmod 600 '.*data\.json'$/m);
    expect(damaged.out).toMatch(/^✗ arquivo de dados broken\.json: não é JSON válido; tire-o dali ou escolha outro/m);
    expect(unwritable.out).toMatch(/^✗ --store file:.*: não pode ser escrito \(ENOTDIR\)\n {2}→ dê permissão/m);
    expect([inUse, ready, open, damaged, unwritable].map(({ code }) => code)).toEqual([1, 0, 0, 1, 1]);
  });

  test('finds a database that does not answer, exits 11, and keeps the password to itself', async () => {
    const { code, out, err } = await doctor(['--port', '0', '--store', 'postgres://ana:s3cret@127.0.0.1:1/bank']);
    expect(out).toMatch(/^✗ --store: postgres:\/\/ana@127\.0\.0\.1:1\/bank não responde.*\n {2}→ suba o banco/m);
    expect([code, `${out}${err}`.includes('s3cret')]).toEqual([11, false]);
  });

  test('finds certificates that end soon, are for another host, are damaged, or whose keys others can read', async () => {
    const cwd = await newFolder();
    const certs = join(cwd, 'certs');
    const look = (...more: string[]) => doctor([...QUIET, '--tls-port', '0', '--certs', certs, ...more], cwd);
    expect((await command.run(['certs', '--dir', certs])).code).toBe(0);
    const fine = await look();
    const elsewhere = await look('--public-url', 'https://mock.example.com');
    await chmod(join(certs, 'client-1.key.pem'), 0o644);
    const open = await look();
    await writeFile(join(certs, 'server.pem'), 'no PEM');
    const damaged = await look();
    await rm(certs, { recursive: true });
    await mkdir(certs);
    const past = await makeCertificates(Date.now() - 89 * 86_400_000, []);
    const parts = { ca: past.authority, server: past.server, ...past.clients };
    for (const [name, { certificate, key }] of Object.entries(parts)) {
      await writeFile(join(certs, `${name}.pem`), certificate);
      await writeFile(join(certs, `${name}.key.pem`), key, { mode: 0o600 });
    }
    const old = await look();
    expect(fine.out).toMatch(/^✓ .*certs: valem até 20\d\d-/m);
    expect(elsewhere.out).toMatch(/^! .*: o certificado do servidor não serve a .*mock\.example\.com/m);
    expect(open.out).toMatch(/^! .*client-1\.key\.pem: outros podem ler\n {2}→ chmod 600/m);
    expect(damaged.out).toMatch(/^✗ arquivo de certificado .*server\.pem: não é um certificado .*remova a pasta/m);
    expect(old.out).toMatch(/^! .*: valem até .*\n {2}→ start os refaz/m);
    expect([fine, elsewhere, open, damaged, old].map(({ code }) => code)).toEqual([0, 0, 0, 1, 0]);
  });

  test('compares the clock with that of a server, and exits 11 when nothing answers there', async () => {
    const servers = [0, 10, -3600].map(serverAhead);
    const urls = await Promise.all(servers.map(async (server) => (await listening(server)).url));
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const ends = await Promise.all([...urls, nowhere].map((url) => doctor([...QUIET, '--target', url])));
    for (const server of servers) server.close();
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 1, 11]);
    expect(ends[0]?.out).toMatch(/^✓ relógio igual ao de http:/m);
    expect(ends[1]?.out).toMatch(/^! relógio \d+ s atrasado em relação a .*\n {2}→ acerte o relógio \(NTP/m);
    expect(ends[2]?.out).toMatch(/^✗ relógio \d{4} s adiantado/m);
    expect(ends[3]?.out).toMatch(/^✗ http:.*: ninguém responde \(ECONNREFUSED\)\n {2}→ confira o endereço/m);
    const wrong = await doctor([...QUIET, '--target', 'localhost']);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringMatching(/^--target é "localhost"; permitido: /)]);
  });
});

describe('what the doctor makes of', () => {
  test.each([
    ['v20.18.3', 'fail'],
    ['18.20.1', 'fail'],
    ['20.19.0', 'ok'],
    ['22.0.0', 'ok'],
    ['24.9.0', 'ok'],
    ['26.1.0', 'warn'],
  ])('Node.js %s, where 20.19 is needed: %s', (version, verdict) => {
    expect(lookAtNode(version, '>=20.19').verdict).toBe(verdict);
  });

  test.each([
    ['the same second', { asked: 10_400, answered: 10_500, theirs: 10_000 }, 0],
    ['an answer that took two seconds', { asked: 10_000, answered: 12_000, theirs: 12_000 }, 0],
    ['a server ahead', { asked: 10_000, answered: 10_100, theirs: 40_000 }, -29_900],
    ['a server behind', { asked: 90_000, answered: 90_100, theirs: 10_000 }, 79_000],
  ])('a date of %s', (_what, given, skew) => expect(skewOf(given)).toBe(skew));
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodeOf, program } from '../../src/cli/program.js';
import { DAY } from '../../src/core/instant.js';
import { EXIT } from '../../src/cli/terminal.js';
import { type Bank, startTransmissora } from '../../src/index.js';
import { scratchFolder } from '../store/scratch.js';
import { freePort } from './command.js';
import { paperTerminal } from './terminal.js';

let bank: Bank;
let folder: Awaited<ReturnType<typeof scratchFolder>>;
beforeAll(async () => {
  [bank, folder] = await Promise.all([startTransmissora(), scratchFolder()]);
});
afterAll(async () => {
  await Promise.all([bank.close(), folder[Symbol.asyncDispose]()]);
});
afterEach(async () => {
  process.exitCode = undefined;
  await bank.deviations.clear();
});

/** The command as `main` runs it: what it prints, and the exit code. */
async function conform(...args: readonly string[]) {
  const terminal = paperTerminal('en');
  const [code] = await Promise.allSettled([
    program(terminal, '0').parseAsync(['node', 'transmissora', 'conform', ...args]),
  ]);
  const exit = code.status === 'rejected' ? exitCodeOf(code.reason, terminal) : (process.exitCode ?? EXIT.done);
  return { exit, out: terminal.out.join('\n'), err: terminal.err.join('\n') };
}

const file = async (name: string, text: string): Promise<string> => {
  const path = join(folder.path, name);
  await writeFile(path, text);
  return path;
};

describe('with --admin', () => {
  test('a transmitter that keeps the rules named passes', async () => {
    const { exit, out } = await conform(
      '--target',
      bank.url,
      '--admin',
      bank.url,
      '--rule',
      'RES-052',
      '--rule',
      'RES-051',
    );
    expect(exit).toBe(0);
    expect(out).toMatch(/✓ RES-051.*\n✓ RES-052.*\n2 passed, 0 failed, 0 warned, 0 not exercised$/);
  });

  test('the address of the admin API itself will do for --admin', async () => {
    const { exit, err } = await conform('--admin', `${bank.url}/__admin/`, '--rule', 'RES-028');
    expect([exit, err]).toEqual([0, '']);
  });

  test('one that breaks a rule fails, and is told what was asked and what came', async () => {
    await bank.deviations.put([{ id: '504-with-another-code' }]);
    const { exit, out } = await conform('--admin', bank.url, '--rule', 'RES-052');
    expect(exit).toBe(1);
    expect(out).toContain('RES-052');
    expect(out).toContain('asked for 504 RETRY_EXCEDIDO, got 504 TEMPO_ESGOTADO');
  });

  test('it leaves nothing behind, and touches no clock but its own', async () => {
    const before = await bank.clock.now();
    await conform('--admin', bank.url, '--rule', 'RES-001');
    const response = await fetch(`${bank.url}/__admin/customers`);
    expect(await response.json()).toEqual({ customers: [] });
    expect(Date.parse(await bank.clock.now()) - Date.parse(before)).toBeLessThan(DAY);
  });

  test('what it calls is not held against the receivers of the server', async () => {
    await bank.requests.clear();
    await conform('--admin', bank.url, '--rule', 'RES-062');
    expect((await bank.requests.find()).requests).not.toEqual([]);
    const { journal, summary } = await bank.receiverReport();
    expect([journal, summary]).toMatchObject([{ exchanges: 0 }, { passed: 0, failed: 0, warned: 0 }]);
  });

  test('interrupted, it judges nothing, exits with 130 and leaves nothing behind', async () => {
    const listeners = process.listenerCount('SIGINT');
    const report = join(folder.path, 'never.json');
    const paper = paperTerminal('en');
    const terminal = { ...paper, progress: (text: string) => void (text !== '' && process.emit('SIGINT')) };
    const args = ['--admin', bank.url, '--report', `json=${report}`];
    await program(terminal, '0').parseAsync(['node', 'transmissora', 'conform', ...args]);
    expect([process.exitCode, paper.out, paper.err]).toEqual([130, [], ['Interrupted: nothing was judged.']]);
    expect(process.listenerCount('SIGINT')).toBe(listeners);
    expect(existsSync(report)).toBe(false);
    expect(await (await fetch(`${bank.url}/__admin/customers`)).json()).toEqual({ customers: [] });
    expect(await (await fetch(`${bank.url}/__admin/clocks`)).json()).toMatchObject({ clocks: [{ name: 'default' }] });
  });

  test('an expected failure passes, and one that does not occur fails', async () => {
    const expected = await file('expected.yaml', 'failures:\n  - { rule: RES-052, reason: ticket 7 }\n');
    const args = ['--admin', bank.url, '--rule', 'RES-052', '--expected', expected];
    expect(await conform(...args)).toMatchObject({
      exit: 1,
      out: expect.stringContaining('take the rule out of the file'),
    });
    process.exitCode = undefined;
    await bank.deviations.put([{ id: '503-for-504' }]);
    expect(await conform(...args)).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Expected failure (ticket 7)'),
    });
  });
});

test('over mTLS, tokens are bound to the certificate that calls are made with', async () => {
  await using tlsBank = await startTransmissora({ tlsPort: 0 });
  const { url = '', ca = '', clients } = tlsBank.tls ?? {};
  const { certificate = '', key = '' } = clients?.['client-1'] ?? {};
  await Promise.all([file('ca.pem', ca), file('client.pem', certificate), file('client-key.pem', key)]);
  const config = await file('tls.yaml', 'tls: { cert: client.pem, key: client-key.pem, ca: ca.pem }\n');
  const flags = ['--target', url, '--admin', tlsBank.url, '--rule', 'RES-001', '--rule', 'CON-4.2.5'];
  expect(await conform('--config', config, ...flags)).toMatchObject({
    exit: 0,
    out: expect.stringContaining('2 passed'),
  });
  // Without the authority to trust, nobody is there.
  expect(await conform(...flags)).toMatchObject({ exit: 11, err: expect.stringContaining(url) });
});

describe('without --admin', () => {
  test('what nobody offered is not exercised, with the reason', async () => {
    const { exit, out } = await conform('--target', bank.url, '--rule', 'RES-052', '--rule', 'RES-064');
    expect(exit).toBe(0);
    expect(out).toContain('The situation overdue takes --admin to arrange.');
    expect(out).toContain('The configuration lacks consents.everything.');
  });

  test('the tokens of the configuration are used', async () => {
    const cpf = '76109277673';
    await bank.customers.create({ cpf });
    const { accessToken, consentId } = await bank.consents.create({ customerId: cpf, permissions: 'all' });
    const client = await bank.token({ grantType: 'client_credentials' });
    const config = await file(
      'conform.yaml',
      JSON.stringify({
        target: bank.url,
        customer: cpf,
        client: { accessToken: client.access_token },
        consents: { everything: { accessToken, consentId } },
      }),
    );
    const { exit, out } = await conform(
      '--config',
      config,
      '--rule',
      'RES-064',
      '--rule',
      'CON-4.3.2',
      '--rule',
      'RES-102',
    );
    expect(out).toContain('A token without the scope resources takes --admin.');
    expect({ exit, last: out.split('\n').at(-1) }).toEqual({
      exit: 0,
      last: '2 passed, 0 failed, 0 warned, 1 not exercised',
    });
  });
});

describe('--report', () => {
  test('writes the report as JSON, JUnit and HTML, and no secret into any of them', async () => {
    const cpf = '11144477735';
    await bank.customers.create({ cpf });
    const { accessToken } = await bank.consents.create({ customerId: cpf, permissions: 'all' });
    const config = await file('report.yaml', JSON.stringify({ consents: { everything: { accessToken } } }));
    const files = ['json', 'junit', 'html'].map((form) => join(folder.path, 'out', `report.${form}`));
    const flags = files.flatMap((path, index) => ['--report', `${['json', 'junit', 'html'][index]}=${path}`]);
    await conform('--target', bank.url, '--config', config, '--rule', 'RES-101', '--rule', 'RES-061', ...flags);
    const texts = await Promise.all(files.map((path) => readFile(path, 'utf8')));
    expect(JSON.parse(texts[0] ?? '')).toMatchObject({
      subject: 'transmitter',
      target: bank.url,
      summary: { passed: 2, failed: 0, warned: 0, skipped: 0 },
      results: [
        { rule: 'RES-061', verdict: 'pass' },
        { rule: 'RES-101', verdict: 'pass' },
      ],
    });
    expect(texts[1]).toContain('<testcase');
    expect(texts[2]).toContain('RES-101');
    expect(texts.join('\n')).not.toContain(accessToken);
  });
});

describe('wrong usage', () => {
  test.each([
    { what: 'no target', args: [], says: '--target is missing' },
    { what: 'a target that is no address', args: ['--target', 'localhost'], says: '--target is "localhost"' },
    {
      what: 'a rule nobody judges',
      args: ['--target', 'http://127.0.0.1:1', '--rule', 'RES-999'],
      says: '--rule is "RES-999"',
    },
    { what: 'a configuration that is not there', args: ['--config', 'no-such.yaml'], says: 'no-such.yaml' },
  ])('$what ends with 2, in one line', async ({ args, says }) => {
    const { exit, err } = await conform(...args);
    expect({ exit, lines: err.split('\n').length }).toEqual({ exit: 2, lines: 1 });
    expect(err).toContain(says);
  });

  test.each([
    { text: 'traget: http://127.0.0.1', says: 'unknown key "traget"' },
    { text: 'client: { token: x }', says: 'unknown key "token"' },
    { text: 'tls: { cert: a.pem }', says: 'tls' },
    { text: 'tls: { ca: wrong.yaml, cert: wrong.yaml, key: wrong.yaml }', says: 'no PEM certificate' },
    { text: 'consents: { nowhere: { accessToken: x } }', says: 'unknown key "nowhere"' },
    { text: 'consents: { everything: {} }', says: 'accessToken is missing' },
    { text: 'bases: { nowhere: "http://127.0.0.1" }', says: 'unknown key "nowhere"' },
    { text: 'bases: { resources: here }', says: 'resources is "here"' },
    { text: 'customer: [1]', says: 'customer is [1]' },
    { text: '- a', says: 'expected target' },
    { text: 'a: [', says: 'configuration' },
  ])('a configuration of $text ends with 2, naming the file and the key', async ({ text, says }) => {
    const path = await file('wrong.yaml', text);
    const { exit, err } = await conform('--config', path);
    expect(exit).toBe(2);
    expect(err).toContain(path);
    expect(err).toContain(says);
  });

  test.each([
    { text: 'failures: [{ rule: RES-999, reason: x }]', says: 'there is no rule RES-999' },
    { text: 'failures: 7', says: 'expected a list' },
  ])('expected failures of $text end with 2', async ({ text, says }) => {
    const path = await file('expected-wrong.yaml', text);
    const { exit, err } = await conform('--target', bank.url, '--expected', path);
    expect({ exit, says: err.includes(says) && err.includes(path) }).toEqual({ exit: 2, says: true });
  });

  test('an admin API that is none ends with 2', async () => {
    const { exit, err } = await conform('--target', bank.url, '--admin', `${bank.url}/docs`);
    expect(exit).toBe(2);
    expect(err).toContain('it is no transmissora');
  });
});

test('a target that is not there ends with 11, naming its address and the cause', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const { exit, err } = await conform('--target', url);
  expect(exit).toBe(11);
  expect(err).toBe(`nothing answers at ${url} (ECONNREFUSED); check the address, and whether it is up`);
});

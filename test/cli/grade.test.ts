import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UnreachableError } from '../../src/cli/admin-client.js';
import { program } from '../../src/cli/program.js';
import { RECEIVER_RULES } from '../../src/conformance/rules/receiver.js';
import { TRANSMITTER_RULES } from '../../src/conformance/rules/transmitter.js';
import { UsageError } from '../../src/core/errors.js';
import { type Bank, startTransmissora } from '../../src/index.js';
import { ANA, askResources, NOW } from '../support/receiver.js';
import { freePort } from './command.js';
import { paperTerminal } from './terminal.js';

let bank: Bank;
let consentId: string;
let accessToken: string;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'transmissora-'));
  bank = await startTransmissora({ now: NOW });
  await bank.customers.create(ANA);
  const created = await bank.consents.create({ customerId: ANA.cpf, permissions: 'all' });
  consentId = created.consentId;
  accessToken = created.accessToken ?? '';
  await askResources(bank, { accessToken });
});
afterEach(async () => {
  process.exitCode = 0;
  await bank.close();
  await rm(folder, { recursive: true });
});

/** What a command writes, and the code it exits with. */
async function run(...args: string[]): Promise<{ out: string; code: number }> {
  const terminal = paperTerminal('en');
  process.exitCode = 0;
  await program(terminal, '1.2.3').parseAsync(args, { from: 'user' });
  return { out: terminal.out.join('\n'), code: Number(process.exitCode ?? 0) };
}
const grade = (...args: string[]) => run('grade', '--admin', bank.url, ...args);

/** A call without interaction id breaks a MUST; one with `x-v` is only worth knowing. */
const call = (headers: Record<string, string>) =>
  fetch(`${bank.url}/open-banking/resources/v3/resources`, {
    headers: { authorization: `Bearer ${accessToken}`, ...headers },
  });
const careless = () => call({});
const curious = () => call({ 'x-fapi-interaction-id': '73cac523-d3ae-2289-b106-330a6218710d', 'x-v': '3.0.0' });

describe('transmissora grade', () => {
  test('tells every rule with its verdict, and exits 0 when none failed', async () => {
    const { out, code } = await grade();
    expect(code).toBe(0);
    expect(out).toMatch(/✓ RCV-01 .*sends an x-fapi-interaction-id/);
    expect(out).toMatch(/– RCV-26 .*\n.*Not exercised: it takes the situation user-revoked-at-receiver/);
    expect(out).toMatch(/\d+ passed, 0 failed, 0 warned, \d+ not exercised$/);
  });

  test('takes the address of the admin API itself as well', async () => {
    expect((await run('grade', '--admin', `${bank.url}/__admin`)).code).toBe(0);
  });

  test('exits 1 when a rule failed, told last', async () => {
    await careless();
    const { out, code } = await grade('--consent', consentId);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ RCV-01 .*\n.*1 came without x-fapi-interaction-id.*\n.*1 failed/);
  });

  test('exits 1 for a warning only with --fail-on warning', async () => {
    await curious();
    expect((await grade()).code).toBe(0);
    expect((await grade('--fail-on', 'warning')).code).toBe(1);
  });

  test('writes every report asked for, with the folders they need', async () => {
    const [json, junit, html] = ['a/report.json', 'report.xml', 'report.html'].map((file) => join(folder, file));
    await grade('--report', `json=${json}`, '--report', `junit=${junit}`, '--report', `html=${html}`);
    expect(JSON.parse(readFileSync(json!, 'utf8'))).toMatchObject({ subject: 'receiver', target: bank.url });
    expect(readFileSync(junit!, 'utf8')).toContain('<testsuites');
    const page = readFileSync(html!, 'utf8');
    const links = [...page.matchAll(/ href="([^"]*)"/g)].map(([, link = '']) => link);
    // Wherever the file is taken, what it links to comes along.
    expect(links.filter((link) => !page.includes(`id="${link.slice(1)}"`))).toEqual([]);
    expect(links).toContain('#docs/rules.md:rcv-01');
  });

  test('prints annotations where GitHub Actions runs it, and nowhere else', async () => {
    await careless();
    expect((await grade()).out).not.toContain('::error');
    process.env['GITHUB_ACTIONS'] = 'true';
    try {
      expect((await grade()).out).toMatch(/^::error title=RCV-01 /m);
    } finally {
      delete process.env['GITHUB_ACTIONS'];
    }
  });

  test('takes expected failures: one that occurs does not fail, one that does not occur does', async () => {
    await careless();
    await curious();
    const file = join(folder, 'expected.yaml');
    await writeFile(file, 'failures:\n  - { rule: RCV-01, comment: ticket 7 }\n  - rule: RCV-32\n');
    const strict = await grade('--expected', file, '--fail-on', 'warning');
    expect([strict.code, strict.out]).toEqual([0, expect.stringContaining('Expected failure (ticket 7).')]);
    // Without warnings RCV-32 did not fail, and the list is out of date.
    const stale = await grade('--expected', file);
    expect([stale.code, stale.out]).toEqual([1, expect.stringMatching(/✗ RCV-32 .*\n.*expected to fail and did not/)]);
    await writeFile(file, '- { rule: RCV-01, comment: ticket 7 }\n');
    expect((await grade('--expected', file)).code).toBe(0);
  });

  test.each([
    ['- { rule: RCV-99 }', /there is no rule RCV-99/],
    ['- { rule: RCV-01, why: so }', /unknown key "why"/],
    ['failures: 7', /expected a list/],
  ])('refuses the expected failures %s', async (text, message) => {
    const file = join(folder, 'wrong.yaml');
    await writeFile(file, text);
    await expect(grade('--expected', file)).rejects.toThrow(message);
    await expect(grade('--expected', file)).rejects.toThrow(UsageError);
  });

  test.each([
    [['--fail-on', 'anything'], /--fail-on is "anything"; allowed: error, warning/],
    [['--report', 'pdf=x'], /--report is "pdf=x"; allowed: json=FILE, junit=FILE, html=FILE/],
    [['--report', 'json='], /--report is "json="/],
    [['--report', 'json=/dev/null/x'], /--report: cannot write \/dev\/null\/x/],
    [['--consent', 'urn:nobody:1'], /urn:nobody:1/],
    [['--admin', 'nonsense'], /--admin is "nonsense"/],
  ])('refuses %j, naming what is wrong', async (args, message) => {
    await expect(grade(...args)).rejects.toThrow(message);
  });

  test('says when nothing answers', async () => {
    await expect(run('grade', '--admin', `http://127.0.0.1:${await freePort()}`)).rejects.toThrow(UnreachableError);
  });
});

describe('transmissora coverage', () => {
  const coverage = (...args: string[]) => run('coverage', '--admin', bank.url, ...args);

  test('tells what was exercised, and what the rest lacks', async () => {
    const { out, code } = await coverage();
    expect(code).toBe(0);
    expect(out).toContain('✓ RCV-01');
    expect(out).toMatch(/– RCV-15 .*\n.*it takes a list of more than one page/);
    expect(out).toMatch(/\n\d+ of \d+ rules exercised \(transmitter \d+\/\d+, receiver \d+\/32\)$/);
  });

  test('prints the same as JSON', async () => {
    const { rules, total } = JSON.parse((await coverage('--json', '--consent', consentId)).out);
    expect(total).toBe(RECEIVER_RULES.length + TRANSMITTER_RULES.length);
    const of = (id: string) => rules.find(({ rule }: { rule: string }) => rule === id);
    expect(of('RCV-01')).toMatchObject({ judges: 'receiver', exercised: true });
    expect(of('RCV-26')).toMatchObject({ exercised: false, missing: expect.stringContaining('user-revoked') });
  });

  test('reads the answers as well: which rules of the transmitter they put to the test', async () => {
    const { rules } = JSON.parse((await coverage('--json')).out);
    const shown = (id: string) => rules.find(({ rule }: { rule: string }) => rule === id)?.exercised;
    expect([shown('RES-028'), shown('RES-068'), shown('RES-052'), shown('PRD-001')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

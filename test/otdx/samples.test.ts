import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { approvalOf, RELEASED } from './administrator.js';
import { openWorld } from './world.js';

const run = promisify(execFile);
const SAMPLES = join(import.meta.dirname, 'samples');
const HOST = 'https://www.otdx-api.com.br';
/** The identifiers the samples print: the service gives others. */
const PRINTED_HASHTASK = /(?<=')[0-9a-f]{32}(?=')/;
/** The dates of the samples, and one more. */
const DAYS = ['2025-01-16', '2025-08-18', '2025-08-19'];

const world = await openWorld();
const folder = mkdtempSync(join(tmpdir(), 'transmissora-samples-'));
const isInstalled = async (name: string): Promise<boolean> =>
  run('python3', ['-c', `import ${name}`]).then(
    () => true,
    () => false,
  );
const installed = { requests: await isInstalled('requests'), pandas: await isInstalled('pandas') };

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.close();
});

beforeEach(async () => {
  await world.begin({ portfolio: { serviceStart: '2025-01-16' }, days: DAYS });
});

/** The modules a sample finds: what is installed, with stand-ins for the rest, or stand-ins alone. */
function modules(which: string): string {
  const path = join(folder, which.replaceAll(' ', '-'));
  mkdirSync(path, { recursive: true });
  for (const name of ['requests', 'pandas'] as const) {
    if (which === 'what is installed' && installed[name]) continue;
    cpSync(join(SAMPLES, 'stand-in', `${name}.py`), join(path, `${name}.py`));
  }
  return path;
}

const WAYS = installed.requests ? ['what is installed', 'stand-ins'] : ['stand-ins'];

describe.each(WAYS)('with %s, the sample of the text', (which) => {
  /** Runs a sample, adapted only in host and credentials, and in the hashtask and files it names. */
  async function sample(name: string, hashtask = ''): Promise<string> {
    const text = readFileSync(join(SAMPLES, `${name}.py`), 'utf8')
      .replaceAll(HOST, world.bank.url)
      .replaceAll('your_username', 'ana')
      .replaceAll('your_password', 'senha')
      .replaceAll('path_to_your_file_1', 'extrato.PDF')
      .replaceAll('path_to_your_file_2', 'nota.txt')
      .replace(PRINTED_HASHTASK, hashtask);
    expect(text).not.toContain('otdx-api.com.br');
    writeFileSync(join(folder, `${name}.py`), text);
    const env = { ...process.env, PYTHONPATH: modules(which), PYTHONIOENCODING: 'utf-8' };
    return (await run('python3', [`${name}.py`], { cwd: folder, env })).stdout;
  }

  const approve = async (date: string): Promise<string> =>
    (await world.ana.call('POST', '/nav/approval', approvalOf(date))).body.hashtask;

  test('OTD-APR-04 approves a quota', async () => {
    const printed = await sample('approve');
    expect(printed).toContain('Status Code: 200');
    expect(printed).toContain('Approval request submitted successfully.');
    expect(printed).toMatch(/"hashtask": ?"[0-9a-f]{32}"/);
    const refused = await sample('approve');
    expect(refused).toContain('Status Code: 409');
    expect(refused).toContain('2025-08-18');
  });

  test('OTD-APR-09 reads every page of the approvals', async () => {
    const portfolio = {
      name: 'Fundo',
      cnpj: '11222333000181',
      group: 'azul',
      serviceStart: '2025-01-02',
      liquid: true,
    };
    const releases = [{ date: '2025-01-02', until: '2025-03-21', time: '19:00', ...RELEASED }];
    const about = 'What silence approved in eleven weeks.';
    await world.bank.scenarios.load({
      name: 'weeks',
      about,
      customers: {},
      otdx: { portfolios: { 90: { ...portfolio, releases } } },
    });
    const printed = await sample('list-approvals');
    expect(printed).toContain('Fetching page 1 of 2...');
    expect(printed).toContain('Fetching page 2 of 2...');
    expect(printed).toContain('Total records fetched: 55');
  });

  test('OTD-APR-09 reads the one page of an empty list', async () => {
    const printed = await sample('list-approvals');
    expect(printed).toContain('Fetching page 1 of 1...');
    expect(printed).toContain('Total records fetched: 0');
    expect(printed).not.toContain('unexpected');
  });

  test('OTD-APR-12 deletes an approval', async () => {
    const hashtask = await approve('2025-01-16');
    expect(await sample('delete-approval', hashtask)).toContain(hashtask);
    expect((await world.ana.call('GET', '/nav/approval/all')).body.total_items).toBe(0);
  });

  test('OTD-APR-13 OTD-APR-14 edits an approval', async () => {
    await approve('2025-01-16');
    const hashtask = await approve('2025-08-18');
    expect(await sample('edit-approval', hashtask)).toContain('Success:');
    const { body } = await world.ana.call('GET', `/nav/approval/${hashtask}`);
    expect([body.valorCotaAprovado, body.plAprovado, body.qtdAprovada]).toEqual([
      '170.66093150',
      '707179353.40',
      '55600000.00000000',
    ]);
  });

  test('OTD-APR-15 shows an approval', async () => {
    const hashtask = await approve('2025-01-16');
    const printed = await sample('show-approval', hashtask);
    expect(printed).toContain(`'requestHash': '${hashtask}'`);
    expect(printed).toContain("'codigoPorfolio': '43421'");
  });

  test('OTD-REP-01 OTD-REP-02 requests a reprocessing with files', async () => {
    writeFileSync(join(folder, 'extrato.PDF'), Buffer.alloc(5_000, 7));
    writeFileSync(join(folder, 'nota.txt'), 'Preço certo: 10.');
    expect(await sample('request-reprocessing')).toMatch(/^200 .*'hashtask': '[0-9a-f]{32}'/);
    const { body } = await world.ana.call('GET', '/service/reprocessamento/all');
    const sizes = body.results[0].anexos.map(({ extensao, tamanho }: Record<string, unknown>) => [extensao, tamanho]);
    expect(sizes).toEqual([
      ['pdf', 5_000],
      ['txt', 17],
    ]);
  });

  test('OTD-REP-05 lists the requests', async () => {
    const wanted = { codigoCarteira: '43421', dataReprocessamento: '2025-01-16', motivo: 'Preço.' };
    const { hashtask } = (await world.ana.call('POST', '/service/reprocessamento', wanted)).body;
    const printed = await sample('list-reprocessing');
    expect(printed).toMatch(/^Success: \{/);
    expect(printed).toContain(hashtask);
  });
});

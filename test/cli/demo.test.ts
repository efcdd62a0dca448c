import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtCommand } from './command.js';

let command: Awaited<ReturnType<typeof builtCommand>>;
beforeAll(async () => {
  command = await builtCommand();
});
afterAll(() => command[Symbol.asyncDispose]());

/** A walk of three steps, whose last expectation holds or not. */
const walk = (status: number): string =>
  JSON.stringify({
    name: 'walk',
    about: 'An account appears a day later.',
    clock: { now: '2026-03-02T12:00:00Z' },
    customers: { ana: { cpf: '52998224725', resources: [{ id: 'acc-1', type: 'ACCOUNT', contractedAt: '-P1Y' }] } },
    consents: { ana: { customer: 'ana', permissions: 'all', preparation: { readyAfter: 'PT1M' } } },
    steps: [
      { get: '/open-banking/resources/v3/resources', as: 'ana', expect: { status: 202 } },
      { advance: 'PT2M', say: 'Two minutes pass.' },
      { get: '/open-banking/resources/v3/resources', as: 'ana', expect: { status } },
    ],
  });

async function played(status: number) {
  const file = `walk-${status}.json`;
  await writeFile(join(command.folder, file), walk(status));
  return command.run(['demo', file], { env: { TRANSMISSORA_LANG: 'en', FORCE_COLOR: '1' } });
}

describe('transmissora demo', () => {
  test('plays each step with the virtual time in the margin, and ends with 0 when all is as expected', async () => {
    const { code, out, err } = await played(200);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const times = out.split('\n').flatMap((line) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.exec(line)?.[0] ?? []);
    expect(times).toEqual(['2026-03-02 12:00:00', '2026-03-02 12:02:00']);
    expect(out).toContain('Two minutes pass.');
    expect(out).toContain('3 steps, all as expected');
  });

  test('ends with 1 when an expectation does not hold, and says which', async () => {
    const { code, out } = await played(504);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ status: expected 504, got 200/);
  });

  test('is plain text when nobody watches', async () => {
    const { out } = await command.run(['demo', 'ready-at-once']);
    expect(out).not.toContain('\u001b[');
  });

  test('ends with 2 and one line when there is no such scenario', async () => {
    const { code, out, err } = await command.run(['demo', 'nope']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^o cenário "nope" não existe; existem: [^\n]*\n$/);
  });

  test('ends with 130 when it is interrupted', async () => {
    expect(await command.interrupt(['demo', '--all'], /./)).toMatchObject({ code: 130, signal: null });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { demoCommand } from '../../src/cli/demo.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { inLanguage } from '../../src/core/text.js';
import { ANA } from '../support/receiver.js';

const folder = mkdtempSync(join(tmpdir(), 'transmissora-demo-'));
afterEach(() => {
  process.exitCode = undefined;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command prints, line by line, and the exit code it leaves. */
async function play(scenario: string, language: 'pt' | 'en'): Promise<{ lines: readonly string[]; exitCode: unknown }> {
  const lines: string[] = [];
  const terminal: Terminal = {
    language,
    line: (text = '') => void lines.push(text),
    note: () => undefined,
    progress: () => undefined,
    say: (text) => inLanguage(text, language),
    paint: (_style, text) => text,
  };
  await demoCommand(terminal).parseAsync([scenario], { from: 'user' });
  const { exitCode } = process;
  process.exitCode = undefined;
  return { lines, exitCode };
}

const PORTUGUESE = `
temporary-block
Uma conta e um empréstimo sofrem bloqueio temporário e voltam a ficar disponíveis.

2026-03-02 12:00:00  Tudo disponível.
                     GET /open-banking/resources/v3/resources · fernanda  200, 3 recursos
                       conta-bloqueio-1       AVAILABLE
                       cartao-bloqueio-1      AVAILABLE
                       emprestimo-bloqueio-1  AVAILABLE
2026-03-02 12:10:00  Sem acesso nos canais eletrônicos, a conta fica TEMPORARILY_UNAVAILABLE, mas segue na lista.
                     avança PT10M
                       conta-bloqueio-1: AVAILABLE → TEMPORARILY_UNAVAILABLE (RES-032)
                     A conta bloqueada segue na lista.
                     GET /open-banking/resources/v3/resources · fernanda  200, 3 recursos
                       conta-bloqueio-1  TEMPORARILY_UNAVAILABLE
                       sem mudança: 2`;

test('the demo tells a scenario line by line, with virtual time in the margin and only what changed', async () => {
  const { lines, exitCode } = await play('temporary-block', 'pt');
  expect(`\n${lines.join('\n')}`.startsWith(PORTUGUESE)).toBe(true);
  expect(lines.slice(-3)).toEqual(['', '✓ 8 passos, tudo como esperado', '']);
  expect(exitCode).toBe(0);
});

test('the demo tells what leaves the list, why, and what is refused', async () => {
  const { lines } = await play('closed-account', 'en');
  const told = lines.map((line) => line.trim());
  expect(told).toContain('conta-encerrada-1       left the list');
  expect(told).toContain('close conta-encerrada-3  refused, 409');
  expect(told).toContainEqual(expect.stringMatching(/^why\? emprestimo-encerrado-2 · heloisa {2}.* \(RES-038\)$/));
});

test('the demo shows a few of many resources', async () => {
  const { lines } = await play('many-resources', 'en');
  expect(lines.map((line) => line.trim())).toContain('and 22 more on this page');
  expect(lines.length).toBeLessThan(60);
});

test('the demo exits with 1 and says so when something is not as expected', async () => {
  const file = join(folder, 'wrong.yaml');
  const get = '{ get: /open-banking/resources/v3/resources, as: ana, expect: { status: 202 } }';
  const world = `customers: { ana: { cpf: "${ANA.cpf}" } }\nconsents: { ana: { customer: ana, permissions: all } }`;
  writeFileSync(file, `name: wrong\nabout: { pt: Errado., en: Wrong. }\n${world}\nsteps:\n  - ${get}\n`);
  const { lines, exitCode } = await play(file, 'pt');
  expect(lines.map((line) => line.trim())).toContain('✗ status: esperado 202, veio 200');
  expect(lines.at(-2)).toBe('✗ expectativas que falharam: 1');
  expect(exitCode).toBe(1);
});

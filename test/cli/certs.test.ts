import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { program } from '../../src/cli/program.js';
import { startTransmissora } from '../../src/index.js';
import { thumbprintOf } from '../../src/openfinance/auth/client-certificate.js';
import { scratchFolder } from '../store/scratch.js';
import { paperTerminal } from './terminal.js';

async function run(...args: string[]): Promise<{ out: readonly string[]; err: readonly string[] }> {
  const terminal = paperTerminal();
  await program(terminal, '1.2.3').parseAsync(args, { from: 'user' });
  return terminal;
}

test('certs prints where everything is and until when it lasts, keeps it the next time, and makes it anew by force', async () => {
  await using folder = await scratchFolder();
  const file = (name: string): string => join(folder.path, name);
  const { out, err } = await run('certs', '--dir', folder.path);
  expect(err[0]).toMatch(/^Certificados criados; valem até 20\d\d-\d\d-\d\d$/);
  for (const name of ['ca', 'server', 'client-1', 'client-2']) {
    expect(out).toContain(file(`${name}.key.pem`));
    expect(out.some((line) => line.startsWith(`${file(`${name}.pem`)}  `))).toBe(true);
  }
  const made = await readFile(file('client-1.pem'), 'utf8');
  expect((await run('certs', '--dir', folder.path)).err[0]).toContain('já existentes');
  expect(await readFile(file('client-1.pem'), 'utf8')).toBe(made);
  const renewed = await run('certs', '--dir', folder.path, '--public-url', 'https://mock.example.com');
  expect(renewed.err[0]).toContain('do servidor refeito');
  expect((await run('certs', '--dir', folder.path, '--force')).err[0]).toContain('criados');
  expect(await readFile(file('client-1.pem'), 'utf8')).not.toBe(made);
});

test.each([
  ['beside its data', (folder: string) => ({ store: `file:${join(folder, 'data.json')}` })],
  ['in memory, told of it', (folder: string) => ({ certs: join(folder, 'certs') })],
])('certs prints a curl that a bank %s accepts', async (_how, settings) => {
  await using folder = await scratchFolder();
  const { out } = await run('certs', '--dir', join(folder.path, 'certs'));
  await using bank = await startTransmissora({ ...settings(folder.path), tlsPort: 0 });
  const curl = out.at(-1)?.replace('https://127.0.0.1:3443', bank.tls?.url ?? '') ?? '';
  const { stdout } = await promisify(execFile)('bash', ['-c', `${curl} -w '\\n%{http_code}'`]);
  expect(stdout).toMatch(/"code":"OK"[\s\S]*\n200$/);
});

test('token binds what it prints to a certificate', async () => {
  await using bank = await startTransmissora({ tlsPort: 0 });
  await using folder = await scratchFolder();
  await run('certs', '--dir', folder.path);
  const file = join(folder.path, 'client-2.pem');
  const { out } = await run('token', '--admin', bank.url, '--client-credentials', '--certificate', file);
  const payload = JSON.parse(Buffer.from(out[0]?.split('.')[1] ?? '', 'base64url').toString());
  expect(payload.cnf).toEqual({ 'x5t#S256': thumbprintOf(await readFile(file, 'utf8')) });
  await expect(run('token', '--client-credentials', '--certificate', 'absent.pem')).rejects.toThrow(
    '--certificate is absent.pem: cannot be read as PEM',
  );
});

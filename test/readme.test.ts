import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');
const READMES = ['README.md', 'README.en.md'] as const;
const run = promisify(execFile);

const blocksOf = (file: string, language: string): string[] =>
  [
    ...readFileSync(join(ROOT, file), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm')),
  ].map(([, block]) => block ?? '');

/** The server a newcomer starts, on a free port and with data of its own. */
async function npmStart(): Promise<{ url: string; printed: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'transmissora-readme-'));
  const env = { ...process.env, TRANSMISSORA_PORT: '0', TRANSMISSORA_STORE: `file:${join(folder, 'data.json')}` };
  const child = spawn('npm', ['start'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const printed = await untilCurl(child);
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('close', resolve));
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '', printed, stop };
}

const untilCurl = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (/^curl .*\n/m.test(text)) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${text}`)));
  });

let server: Awaited<ReturnType<typeof npmStart>>;

beforeAll(async () => {
  server = await npmStart();
});

afterAll(() => server.stop());

const bash = async (block: string): Promise<string> => {
  const here = block.replaceAll('http://127.0.0.1:3000', server.url);
  const env = { ...process.env, TRANSMISSORA_ADMIN: server.url };
  return (await run('bash', ['-euo', 'pipefail', '-c', here], { cwd: ROOT, env })).stdout;
};

test('the curl that npm start prints answers twelve resource types', async () => {
  const curl = server.printed.split('\n').find((line) => line.startsWith('curl ')) ?? '';
  const { data } = JSON.parse(await bash(curl)) as { data: { type: string }[] };
  expect(new Set(data.map(({ type }) => type)).size).toBe(12);
});

describe.each(READMES)('%s', (file) => {
  test('begins with the two commands', () => {
    expect(blocksOf(file, 'bash')[0]).toBe('npm ci && npm start\n');
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain('`npm cit`');
  });

  test('every shell command in it succeeds as printed', async () => {
    const [, list, ...others] = blocksOf(file, 'bash');
    const { data } = JSON.parse(await bash(list ?? '')) as { data: { type: string }[] };
    expect(new Set(data.map(({ type }) => type)).size).toBe(12);
    for (const block of others) {
      const output = await bash(block);
      expect(`${block}${output}`).not.toMatch(/"status":\s*[45]\d\d/);
    }
  });

  test('its embedding example prints 202, then 200', async () => {
    const [example] = blocksOf(file, 'js');
    const folder = join(ROOT, 'test-output');
    mkdirSync(folder, { recursive: true });
    const script = join(folder, `${file}.mjs`);
    writeFileSync(script, example ?? '');
    const { stdout } = await run(process.execPath, [script], { cwd: ROOT });
    expect(stdout).toBe('202\n200\n');
  });

  test('every scenario it names exists, and every file it links to', () => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for (const [, name] of text.matchAll(/(?:--scenario|demo|scenario:) '?([a-z]+(?:-[a-z]+)+)/g)) {
      expect(existsSync(join(ROOT, `fixtures/scenarios/${name}.yaml`))).toBe(true);
    }
    for (const [, link] of text.matchAll(/\]\(([^)#:]+)\)/g)) expect(existsSync(join(ROOT, link ?? ''))).toBe(true);
  });
});

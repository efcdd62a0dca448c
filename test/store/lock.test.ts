import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lockFile, requireFree } from '../../src/store/lock.js';
import { scratchFolder } from './scratch.js';

/** No system gives a process so high a number. */
const NOBODY = 2 ** 30;
const STARTERS = 6;
const ROUNDS = 15;

let folder: Awaited<ReturnType<typeof scratchFolder>>;
let file: string;
beforeEach(async () => {
  folder = await scratchFolder();
  file = join(folder.path, 'data.json');
});
afterEach(() => folder[Symbol.asyncDispose]());

const leave = (lock: string, holder: object) =>
  writeFile(lock, JSON.stringify({ pid: NOBODY, origin: 1, host: hostname(), ...holder }));

const complaint = (): Promise<string> =>
  lockFile(file).then(
    () => 'has it',
    ({ message }: Error) => message,
  );

describe('of several processes that start on one file at once exactly one has it', () => {
  let takers: readonly ChildProcess[];
  beforeEach(async () => {
    takers = Array.from({ length: STARTERS }, () =>
      fork(join(import.meta.dirname, 'lock-taker.ts'), { execArgv: ['--import', 'tsx'] }),
    );
    await Promise.all(takers.map((taker) => once(taker, 'message')));
  });
  afterEach(() =>
    Promise.all(
      takers.map((taker) => {
        const ended = once(taker, 'exit');
        taker.kill();
        return ended;
      }),
    ),
  );

  const toldAll = (message: object) =>
    Promise.all(
      takers.map(async (taker): Promise<string> => {
        const said = once(taker, 'message');
        taker.send(message);
        return (await said)[0];
      }),
    );

  test.each([
    ['a new file', []],
    ['a file that a dead process left locked', ['.lock']],
    ['a file that another left locked as it died while taking it over', ['.lock', '.lock.lock']],
  ])('%s', async (_, left) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of left) await leave(`${file}${name}`, { origin: round });
      const said = await toldAll({ file });
      expect(said.filter((each) => each === 'has it')).toHaveLength(1);
      const others = said.filter((each) => /process \d+ uses it; stop that one/.test(each));
      expect(others).toHaveLength(STARTERS - 1);
      await toldAll({});
      expect(await readdir(folder.path)).toEqual([]);
    }
  });
});

describe('a lock that was left', () => {
  test('by a process of another host is not taken over, and the refusal says what to do', async () => {
    await leave(`${file}.lock`, { pid: 1, host: 'other-container' });
    const said =
      /process 1 of host other-container uses it, or was killed there; .* remove .*data\.json\.lock if it is/;
    expect(await complaint()).toMatch(said);
    await expect(requireFree(file)).rejects.toThrow(said);
    expect(await readdir(folder.path)).toEqual(['data.json.lock']);
  });

  test.each([
    ['ours', process.pid] as const,
    // Which only Linux tells.
    ...(process.platform === 'linux' ? [['that of another program', process.ppid] as const] : []),
  ])('by a dead process whose number is now %s is taken over', async (_, pid) => {
    await leave(`${file}.lock`, { pid, started: 'long ago' });
    await requireFree(file);
    expect(await complaint()).toBe('has it');
  });

  test('by a process that did not say when it began is that of whoever has its number', async () => {
    await leave(`${file}.lock`, { pid: process.ppid });
    expect(await complaint()).toMatch(`process ${process.ppid} uses it`);
  });

  test('without a name is not taken over', async () => {
    await writeFile(`${file}.lock`, '');
    expect(await complaint()).toMatch(/data\.json\.lock does not say who uses it; remove it if no transmissora does/);
  });
});

test('who lets go removes no lock but its own', async () => {
  const letGo = await lockFile(file);
  await leave(`${file}.lock`, { pid: process.ppid });
  const after = await readFile(`${file}.lock`, 'utf8');
  await letGo();
  expect(await readFile(`${file}.lock`, 'utf8')).toBe(after);
});

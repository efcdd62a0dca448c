import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PartResult } from '../goals.js';
import { MAIN, startOurs } from '../ours.js';
import { spreadOf } from '../rounds.js';

const ROUNDS = 3;

/** The whole examination of our own server, all rules, command and all. */
export async function conform(folder: string): Promise<PartResult> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = await startOurs(folder, ['--store', 'memory']);
    try {
      const begin = performance.now();
      const args = [MAIN, 'conform', '--target', server.url, '--admin', server.url];
      await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
      times.push((performance.now() - begin) / 1_000);
    } finally {
      await server.stop();
    }
  }
  return {
    outcomes: [
      { measure: '`conform` on our own server, all rules', limit: { most: 10 }, unit: 's', measured: spreadOf(times) },
    ],
  };
}

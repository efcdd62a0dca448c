import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');

/** The last thing the build writes. */
const BUILT = join(ROOT, 'dist/console/index.html');
const FROM = [
  'src',
  'spec',
  'fixtures',
  'scripts/build-yaml.mjs',
  'scripts/build-checks.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vite.config.js',
  'vite.console.config.js',
];

/** When the youngest file was written, at or below that path. Milliseconds. */
function written(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => written(join(path, name))));
}

/**
 * Builds when what is built is older than its sources, before any test: they share it, so none of them may build it.
 * The test runner's own NODE_ENV would make a larger console.
 */
export default async function build(): Promise<void> {
  if (existsSync(BUILT) && written(BUILT) >= Math.max(...FROM.map((path) => written(join(ROOT, path))))) return;
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)('npm', ['run', 'build'], { cwd: ROOT, env, shell: process.platform === 'win32' });
}

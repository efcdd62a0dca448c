import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');

interface Part {
  /** Written anew by each build. */
  readonly built: string;
  readonly from: readonly string[];
  readonly commands: readonly (readonly string[])[];
}

const PARTS: readonly Part[] = [
  {
    built: 'dist/cli/main.js',
    from: ['src', 'spec', 'fixtures', 'scripts/build-yaml.mjs', 'tsconfig.json', 'tsconfig.build.json'],
    commands: [['scripts/build-yaml.mjs'], ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']],
  },
  {
    built: 'dist/console/index.html',
    from: ['src/console', 'vite.config.js'],
    commands: [['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']],
  },
];

/** When the youngest file was written, at or below that path. Milliseconds. */
function written(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => written(join(path, name))));
}

/**
 * Builds what is older than its sources, before any test: they share what is built, so none of them may build it.
 * As `npm run build` does; the test runner's own NODE_ENV would make a larger console.
 */
export default async function build(): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production' };
  for (const { built, from, commands } of PARTS) {
    const made = join(ROOT, built);
    if (existsSync(made) && written(made) >= Math.max(...from.map((path) => written(join(ROOT, path))))) continue;
    for (const command of commands) await promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
  }
}

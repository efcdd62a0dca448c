import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Packs what is built, as `npm publish` would, into a folder. Gives the file. */
export async function pack(folder: string): Promise<string> {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await run('npm', args, { cwd: ROOT });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(folder, filename);
}

/**
 * What a project has in `node_modules` once it installed the package: the packed files, beside the dependencies this
 * repository has already. The installation itself is tested in test/package.
 */
export async function installPacked(tarball: string, nodeModules: string): Promise<void> {
  const [home, bin] = [join(nodeModules, 'transmissora'), join(nodeModules, '.bin')];
  await Promise.all([home, bin].map((folder) => mkdir(folder, { recursive: true })));
  await run('tar', ['-xzf', tarball, '--strip-components', '1', '-C', home]);
  await symlink(join(ROOT, 'node_modules'), join(home, 'node_modules'));
  await run('chmod', ['+x', join(home, 'dist/cli/main.js')]);
  await symlink('../transmissora/dist/cli/main.js', join(bin, 'transmissora'));
}

import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { follow } from '../cli/command.js';
import { scratchFolder } from '../store/scratch.js';
import { installPacked, pack, ROOT } from '../support/packed.js';

interface Manifest {
  readonly bin?: string | Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifestOf = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));

/** A folder with examples as somebody has them: copied, with the packed package and the tools each names installed. */
export async function workshop() {
  const { path, ...scratch } = await scratchFolder();
  await installPacked(await pack(path), join(path, 'node_modules'));
  let copies = 0;
  const started: ChildProcess[] = [];

  const run = (
    folder: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ) => {
    const { PATH = '', HOME = '', JAVA_HOME = '' } = process.env;
    const own = { PATH, HOME, ...(JAVA_HOME !== '' && { JAVA_HOME }), TRANSMISSORA_LANG: 'en' };
    const child = spawn(command, args, { cwd: folder, env: { ...own, ...env }, detached: true });
    started.push(child);
    return { ...follow(child), child };
  };

  return {
    path,
    /** A new copy of an example. Gives its folder. */
    open: async (example: string): Promise<string> => {
      const folder = join(path, `copy-${++copies}`, example);
      await cp(join(ROOT, 'examples', example), folder, { recursive: true });
      const { dependencies = {}, devDependencies = {} } = await manifestOf(folder).catch((): Manifest => ({}));
      for (const name of Object.keys({ ...dependencies, ...devDependencies })) await link(name, folder, path);
      return folder;
    },
    run,
    /** The command of the package. */
    transmissora: (folder: string, ...args: readonly string[]) =>
      run(folder, join(path, 'node_modules/.bin/transmissora'), args),
    /** With everything that still runs, what a shell left in the background included. */
    [Symbol.asyncDispose]: async () => {
      for (const { pid, exitCode, spawnfile } of started)
        if (pid !== undefined && (exitCode === null || spawnfile === 'bash')) end(pid);
      await scratch[Symbol.asyncDispose]();
    },
  };
}

/** A process and those it started. */
function end(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // They have ended by themselves.
  }
}

/** As npm would install it: the package, and its commands. Those of this repository, or the packed one itself. */
async function link(name: string, folder: string, path: string): Promise<void> {
  const home = name === 'transmissora' ? join(path, 'node_modules', name) : join(ROOT, 'node_modules', name);
  const place = join(folder, 'node_modules', name);
  const bins = join(folder, 'node_modules/.bin');
  await Promise.all([dirname(place), bins].map((each) => mkdir(each, { recursive: true })));
  await symlink(home, place);
  const { bin = {} } = await manifestOf(home);
  for (const [command, file] of Object.entries(typeof bin === 'string' ? { [name]: bin } : bin))
    await symlink(join(home, file), join(bins, command));
}

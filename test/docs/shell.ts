import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../cli/command.js';
import { scratchFolder } from '../store/scratch.js';
import { pack } from '../support/packed.js';
import { ROOT } from './pages.js';

const run = promisify(execFile);

/** What a block printed, and how it ended; a server that serves has not ended. */
export interface Printed {
  /** On both streams, as it came. */
  readonly output: string;
  /** On standard output alone. */
  readonly out: string;
  readonly code: number | undefined;
}

/** The ports pages speak of. Each becomes a free one, so that pages can be tried side by side. */
const PORTS = ['3000', '3001', '3443', '3444'] as const;

/** A block that serves until it is stopped. */
const SERVES = /^(?:npm ci && )?(?:npx transmissora|node dist\/cli\/main\.js|npm) start(?!.* (?:--help|-- https?:))/m;

interface Options {
  readonly language: 'pt' | 'en';
  /**
   * In the clone itself; in a folder of a user's who has the package, or the tarball alone; or in an example of a clone,
   * with the tarball at the root.
   */
  readonly where: 'clone' | 'package' | 'empty' | `examples/${string}`;
  /** The server that answers at port 3000 until the page starts one. */
  readonly house: string;
}

/**
 * The terminal of a reader who types a page: folder and variables go on from block to block. Of what is typed only the
 * ports are replaced, and what would leave the machine: `npm ci` has been done, and `npm install` of the tarball takes
 * the dependencies that are here.
 */
export async function openShell({ language, where, house }: Options) {
  const folder = await scratchFolder();
  const isExample = where.startsWith('examples/');
  const home = where === 'clone' ? ROOT : join(folder.path, 'home', isExample ? where : '');
  const state = join(folder.path, 'state.sh');
  const bin = join(folder.path, 'bin');
  await Promise.all([mkdir(bin), where === 'clone' || mkdir(home, { recursive: true })]);
  if (where === 'package') await linkPackage(home);
  if (where === 'empty' || isExample) {
    await writeNpm(bin, folder.path);
    await pack(join(folder.path, 'home'));
  }
  if (isExample) await cp(join(ROOT, where), home, { recursive: true });
  const ports = new Map(await Promise.all(PORTS.map(async (port) => [port, await freePort()] as const)));
  const own = `http://127.0.0.1:${ports.get('3000')}`;
  const servers: ChildProcess[] = [];

  const adminNow = (): string => (servers.length > 0 ? own : house);

  const env = (): NodeJS.ProcessEnv => ({
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: folder.path,
    LANG: language === 'pt' ? 'pt_BR.UTF-8' : 'en_US.UTF-8',
    NO_UPDATE_NOTIFIER: '1',
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
    TRANSMISSORA_PORT: ports.get('3000'),
    TRANSMISSORA_ADMIN: adminNow(),
    ...(where === 'clone' && { TRANSMISSORA_STORE: `file:${join(folder.path, 'data.json')}` }),
  });

  const here = (block: string): string => {
    const addressed =
      servers.length > 0 || SERVES.test(block) ? block : block.replaceAll('http://127.0.0.1:3000', house);
    return [...ports].reduce(
      (text, [port, free]) => text.replaceAll(new RegExp(`\\b${port}\\b`, 'g'), free),
      addressed,
    );
  };
  const there = (output: string): string =>
    [...ports].reduce(
      (text, [port, free]) => text.replaceAll(free, port),
      output.replaceAll(house, 'http://127.0.0.1:3000'),
    );

  const scriptOf = (block: string): string =>
    `cd '${home}'; if [ -f '${state}' ]; then . '${state}'; fi; TRANSMISSORA_ADMIN='${adminNow()}'; set -a; trap '{ export -p; declare -f; } > "${state}"; echo "cd \\"$PWD\\"" >> "${state}"' EXIT
${here(block).replace('npm ci && ', '')}`;

  const open = (block: string): ChildProcess =>
    spawn('bash', ['-euo', 'pipefail', '-c', scriptOf(block)], {
      env: env(),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  /** The block as printed; it ends with the first line that fails. */
  async function type(block: string): Promise<Printed> {
    const child = open(block);
    const printed = await outputOf(child, SERVES.test(block) ? own : undefined);
    if (printed.code === undefined) servers.push(child);
    return { ...printed, output: there(printed.output), out: there(printed.out) };
  }

  /** A file of the folder the reader is in; gives where it is. */
  async function save(text: string, name: string): Promise<string> {
    const folderNow = where === 'clone' ? join(ROOT, 'test-output') : (await type('pwd')).out.trim();
    await mkdir(folderNow, { recursive: true });
    await writeFile(join(folderNow, name), here(text));
    return join(folderNow, name);
  }

  const stop = async (): Promise<void> => {
    for (const child of servers.splice(0)) await ended(child);
  };

  return {
    type,
    /** Ctrl+C in every terminal that serves. */
    stop,
    home,
    /** A program for Node, in a file of the folder the reader is in. */
    async node(program: string, name: string, flags: readonly string[] = []): Promise<Printed> {
      return type(['node', ...flags, await save(program, name)].join(' '));
    },
    save,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Until it ends or, given an address, until it says that it serves there. */
function outputOf(child: ChildProcess, served: string | undefined): Promise<Printed> {
  let [output, out] = ['', ''];
  return new Promise((resolve, reject) => {
    const take = (text: string): void => {
      output += text;
      if (served !== undefined && output.includes(served) && /^curl -s .*\n|POST \/__admin\/consents/m.test(output))
        resolve({ output, out, code: undefined });
    };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      take(text);
    });
    child.stderr?.setEncoding('utf8').on('data', take);
    child.once('error', reject).once('close', (code) => resolve({ output, out, code: code ?? 1 }));
  });
}

/** The whole group: npx and npm start what serves as a child of theirs. */
async function ended(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  if (child.exitCode !== null || child.pid === undefined) return;
  process.kill(-child.pid, 'SIGTERM');
  await closed;
}

/** The package as npm would install it, from this folder. */
async function linkPackage(home: string): Promise<void> {
  await mkdir(join(home, 'node_modules/.bin'), { recursive: true });
  await symlink(ROOT, join(home, 'node_modules/transmissora'));
  await writeBin(home);
}

async function writeBin(home: string): Promise<void> {
  const bin = join(home, 'node_modules/.bin/transmissora');
  await writeFile(bin, '#!/bin/sh\nexec node "$(dirname "$0")/../transmissora/dist/cli/main.js" "$@"\n');
  await chmod(bin, 0o755);
}

/**
 * An `npm` that installs a tarball without a network: what is in it, beside links to the dependencies that are here. All
 * else goes to the real one.
 */
async function writeNpm(bin: string, folder: string): Promise<void> {
  const real = (await run('which', ['npm'])).stdout.trim();
  const install = join(folder, 'install.sh');
  await writeFile(
    install,
    `set -euo pipefail
mkdir -p node_modules/.bin node_modules/transmissora
tar -xzf "$1" -C node_modules/transmissora --strip-components 1
ln -sfn '${ROOT}'/node_modules/* node_modules
ln -sfn '${ROOT}'/node_modules/.bin/* node_modules/.bin
chmod +x node_modules/transmissora/dist/cli/main.js
ln -sfn ../transmissora/dist/cli/main.js node_modules/.bin/transmissora
`,
  );
  await writeFile(
    join(bin, 'npm'),
    `#!/usr/bin/env bash
if [ "$1" = install ] && [[ "\${@: -1}" == *.tgz ]]; then exec bash '${install}' "\${@: -1}"; fi
exec '${real}' "$@"
`,
  );
  await chmod(join(bin, 'npm'), 0o755);
}

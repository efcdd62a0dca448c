import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';

/** A server in a process of its own. */
export interface Server {
  readonly pid: number;
  readonly url: string;
  /** What it has written so far. */
  said(): string;
  stop(): Promise<void>;
}

/** How a server is started. */
export interface Command {
  /** A script of Node's, and its arguments. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Where it will listen; absent where it says so itself. */
  readonly url?: string;
}

const running = new Set<ChildProcess>();

/** Ends every server at once, for a part that took too long: what waits for one fails, and tidies up. */
export function killServers(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** @throws Error with what it said, when it ends instead of serving. */
export async function startServer({ script, args = [], env, cwd, url }: Command): Promise<Server> {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    ...(cwd !== undefined && { cwd }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const hear = (stream: Readable): void =>
    void stream.setEncoding('utf8').on('data', (piece: string) => {
      text = (text + piece).slice(-20_000);
    });
  hear(child.stdout);
  hear(child.stderr);
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => running.delete(child));
  const stop = async (): Promise<void> => {
    if (!hasEnded(child)) child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(late);
  };
  const found = await until(() => {
    if (hasEnded(child)) throw new Error(`${script} ended: ${text}`);
    return url === undefined ? /http:\/\/[\d.]+:\d+/.exec(text)?.[0] : answers(url);
  });
  if (found === undefined) {
    await stop();
    throw new Error(`${script} does not answer: ${text}`);
  }
  return { pid: child.pid ?? 0, url: found, said: () => text, stop };
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

const answers = (url: string): Promise<string | undefined> =>
  fetch(url).then(
    async (response) => {
      await response.arrayBuffer();
      return url;
    },
    () => undefined,
  );

/** Asks every millisecond, for up to a minute. */
async function until<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T | undefined> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return undefined;
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Linux counts in hundredths of a second. */
const TICK = 10_000;

/** CPU time of a process so far, in microseconds; `undefined` where the system does not tell. */
export async function cpuTime(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The second field is the name in parentheses, which may hold anything; user and system time are the 14th and 15th.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields && (Number(fields[11]) + Number(fields[12])) * TICK;
}

/** Resident memory of a process, in megabytes; `undefined` where the system does not tell. */
export async function residentMemory(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined);
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(status ?? '') ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { installed, installPeers } from './installed.js';
import { cpuTime, type Server } from './process.js';

const run = promisify(execFile);

/** What one stretch of load showed. */
export interface Sample {
  /** Requests answered per second. */
  readonly rate: number;
  /** CPU of the server per request, microseconds; NaN where the system does not tell. */
  readonly cpu: number;
  /** The slowest one in a hundred took at least so long, milliseconds. */
  readonly p99: number;
}

/** What is asked for, over and over. */
export interface Target {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const CONNECTIONS = 32;

type Loader = (url: string, target: Target, seconds: number) => Promise<Counted>;

interface Counted {
  readonly requests: number;
  readonly rate: number;
  readonly p99: number;
}

/** Loads a server for some seconds. @throws Error when it answers anything but 200. */
export async function load(server: Server, target: Target, seconds: number): Promise<Sample> {
  const before = await cpuTime(server.pid);
  const { requests, rate, p99 } = await (await loader())(server.url, target, seconds);
  const after = await cpuTime(server.pid);
  const cpu = before === undefined || after === undefined ? Number.NaN : (after - before) / requests;
  return { rate, cpu, p99 };
}

let chosen: Promise<{ readonly name: string; readonly load: Loader }> | undefined;

const choose = async (): Promise<{ readonly name: string; readonly load: Loader }> =>
  (await hasWrk()) ? { name: 'wrk', load: wrk } : { name: 'autocannon', load: autocannon };

const chosenLoader = (): NonNullable<typeof chosen> => {
  chosen ??= choose();
  return chosen;
};

export const loaderName = async (): Promise<string> => (await chosenLoader()).name;
const loader = async (): Promise<Loader> => (await chosenLoader()).load;

/** It tells its version with an exit code of its own. */
const hasWrk = (): Promise<boolean> =>
  run('wrk', ['-v']).then(
    () => true,
    (error: { code?: unknown }) => error.code !== 'ENOENT',
  );

async function wrk(url: string, { path, headers }: Target, seconds: number): Promise<Counted> {
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const args = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--latency', ...named];
  const { stdout } = await run('wrk', [...args, `${url}${path}`]);
  const [, wrong] = /Non-2xx or 3xx responses: (\d+)/.exec(stdout) ?? [];
  if (wrong !== undefined) throw new Error(`${url}${path}: ${wrong} answers were no 200`);
  const [, requests] = /(\d+) requests in/.exec(stdout) ?? [];
  const [, rate] = /Requests\/sec:\s+([\d.]+)/.exec(stdout) ?? [];
  const [, p99, unit = 'ms'] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
  const milliseconds = { us: 0.001, ms: 1, s: 1000 }[unit] ?? 1;
  return { requests: Number(requests), rate: Number(rate), p99: Number(p99) * milliseconds };
}

interface CannonResult {
  readonly non2xx: number;
  readonly '2xx': number;
  readonly duration: number;
  readonly latency: { readonly p99: number };
}

async function autocannon(url: string, { path, headers }: Target, seconds: number): Promise<Counted> {
  await installPeers();
  const { default: cannon } = (await import(installed('autocannon', 'autocannon.js'))) as {
    default: (options: object) => Promise<CannonResult>;
  };
  const result = await cannon({ url: `${url}${path}`, headers, connections: CONNECTIONS, duration: seconds });
  if (result.non2xx > 0) throw new Error(`${url}${path}: ${result.non2xx} answers were no 200`);
  return { requests: result['2xx'], rate: result['2xx'] / result.duration, p99: result.latency.p99 };
}

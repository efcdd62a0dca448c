import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LOADER } from './installed.js';
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

/** A call. */
export interface Target {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const CONNECTIONS = 32;

/** What a server is loaded with before it is measured: V8 goes on compiling for some ten thousand calls. Seconds. */
export const WARM_UP = 3;

type Loader = (url: string, targets: readonly Target[], seconds: number) => Promise<Counted>;

interface Counted {
  readonly requests: number;
  readonly rate: number;
  readonly p99: number;
}

/**
 * Loads a server for some whole seconds, with one call over and over or with several in turn.
 * @throws Error when it answers anything but 200, or not at all.
 */
export async function load(server: Server, target: Target | readonly Target[], seconds: number): Promise<Sample> {
  const targets = 'path' in target ? [target] : target;
  const before = await cpuTime(server.pid);
  const { requests, rate, p99 } = await (await loader())(server.url, targets, seconds);
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

async function wrk(url: string, targets: readonly Target[], seconds: number): Promise<Counted> {
  const folder = await mkdtemp(join(tmpdir(), 'transmissora-wrk-'));
  try {
    const script = join(folder, 'calls.lua');
    await writeFile(script, callsInLua(targets));
    const args = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--latency', '-s', script];
    const { stdout } = await run('wrk', [...args, url]);
    return countedByWrk(url, stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The calls, written once, and given out in turn. What JSON escapes in them, Lua escapes alike: all is ASCII. */
function callsInLua(targets: readonly Target[]): string {
  const calls = targets.map(({ path, headers }) => {
    const named = Object.entries(headers).map(([name, value]) => `[${JSON.stringify(name)}]=${JSON.stringify(value)}`);
    return `  add(${JSON.stringify(path)}, {${named.join(',')}})`;
  });
  return `local calls, next = {}, 0
local function add(path, headers) calls[#calls + 1] = wrk.format("GET", path, headers) end
function init()
${calls.join('\n')}
end
function request()
  next = next % #calls + 1
  return calls[next]
end
`;
}

function countedByWrk(url: string, stdout: string): Counted {
  const [, wrong] = /Non-2xx or 3xx responses: (\d+)/.exec(stdout) ?? [];
  if (wrong !== undefined) throw new Error(`${url}: ${wrong} answers were no 200`);
  const [broken] = /Socket errors: .*/.exec(stdout) ?? [];
  if (broken !== undefined) throw new Error(`${url}: ${broken}`);
  const [, requests] = /(\d+) requests in/.exec(stdout) ?? [];
  const [, rate] = /Requests\/sec:\s+([\d.]+)/.exec(stdout) ?? [];
  const [, p99, unit = 'ms'] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
  const milliseconds = { us: 0.001, ms: 1, s: 1000 }[unit] ?? 1;
  return { requests: Number(requests), rate: Number(rate), p99: Number(p99) * milliseconds };
}

interface CannonResult {
  readonly non2xx: number;
  readonly errors: number;
  readonly timeouts: number;
  readonly '2xx': number;
  readonly duration: number;
  readonly latency: { readonly p99: number };
}

interface CannonClient {
  setRequests(requests: readonly object[]): void;
}

async function autocannon(url: string, targets: readonly Target[], seconds: number): Promise<Counted> {
  await LOADER.install();
  const { default: cannon } = (await import(LOADER.file('autocannon', 'autocannon.js'))) as {
    default: (options: object) => Promise<CannonResult>;
  };
  // Every connection begins elsewhere: otherwise all would ask for the same at about the same time.
  let connection = 0;
  const setupClient = (client: CannonClient): void => {
    const first = Math.floor((connection++ * targets.length) / CONNECTIONS) % targets.length;
    client.setRequests([...targets.slice(first), ...targets.slice(0, first)].map((target) => ({ ...target })));
  };
  const result = await cannon({ url, connections: CONNECTIONS, duration: seconds, setupClient });
  if (result.non2xx > 0) throw new Error(`${url}: ${result.non2xx} answers were no 200`);
  if (result.errors + result.timeouts > 0) {
    throw new Error(`${url}: ${result.errors} errors, ${result.timeouts} timeouts`);
  }
  return { requests: result['2xx'], rate: result['2xx'] / result.duration, p99: result.latency.p99 };
}

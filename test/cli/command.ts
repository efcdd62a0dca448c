import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratchFolder } from '../store/scratch.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** What became of a command. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A transmitter that a command serves. */
export interface Serving {
  readonly url: string;
  /** Everything it printed until it served. */
  readonly greeting: string;
  /** Everything it printed, once that matches. */
  readonly printed: (pattern: RegExp) => Promise<string>;
  /** The request of the printed curl, made here. */
  readonly curl: () => Promise<Response>;
  /** Sends the signals, one after the other, and waits for the end. */
  readonly stop: (...signals: NodeJS.Signals[]) => Promise<Ended>;
}

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The command as it was built before the tests, run from a folder of its own; each call runs it as a process. */
export async function builtCommand() {
  const folder = await scratchFolder();
  const elsewhere = join(folder.path, 'elsewhere');
  await mkdir(elsewhere);
  const started: ChildProcessWithoutNullStreams[] = [];

  const open = (args: readonly string[], { cwd = elsewhere, env = {} }: Options) => {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [MAIN, ...args], { cwd, env: { PATH, TRANSMISSORA_LANG: 'pt', ...env } });
    started.push(child);
    return follow(child);
  };

  return {
    folder: elsewhere,
    /** The file that is run. */
    main: MAIN,
    run: (args: readonly string[], options: Options = {}): Promise<Ended> => open(args, options).ended,
    /** Whoever reads the output goes away before there is any. */
    runUnread: (args: readonly string[]): Promise<Ended> => {
      const { child, ended } = open(args, {});
      child.stdout.destroy();
      return ended;
    },
    /** Ctrl+C, as soon as the output matches. */
    interrupt: async (args: readonly string[], when: RegExp): Promise<Ended> => {
      const { child, ended, printed } = open(args, {});
      await printed(when);
      child.kill('SIGINT');
      return ended;
    },
    start: async (args: readonly string[], options: Options = {}): Promise<Serving> => {
      const { child, ended, printed } = open(['start', ...args], options);
      const greeting = await printed(/^curl .*\n/m);
      return {
        url: /http:\/\/[^\s/]+/.exec(greeting)?.[0] ?? '',
        greeting,
        printed,
        curl: () => requestOf(greeting),
        stop: (...signals) => {
          for (const signal of signals) child.kill(signal);
          return ended;
        },
      };
    },
    [Symbol.asyncDispose]: async () => {
      for (const child of started) if (child.exitCode === null) child.kill('SIGKILL');
      await folder[Symbol.asyncDispose]();
    },
  };
}

export function follow(child: ChildProcessWithoutNullStreams) {
  let [out, err] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  /** What it printed, once that matches. */
  const printed = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      if (pattern.test(out)) resolve(out);
      child.stdout.on('data', () => pattern.test(out) && resolve(out));
      void ended.then(({ code }) => reject(new Error(`it ended with ${code}: ${err}`)));
    });
  return { child, ended, printed };
}

/** The request a curl command makes, as far as we print them: an address and headers. */
export function requestOf(text: string): Promise<Response> {
  const [, url = '', flags = ''] = /^curl -s (\S+)(.*)$/m.exec(text) ?? [];
  const headers = [...flags.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name = '', value = '']): [string, string] => [
    name,
    value,
  ]);
  return fetch(url, { headers });
}

/** A port that is free now. */
export const freePort = (): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(String(typeof address === 'object' ? address?.port : 0)));
    });
  });

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** A transmitter in a process of its own. */
export interface Transmitter {
  readonly url: string;
  /** From the command to the first answer. Milliseconds. */
  readonly startTime: number;
  /** What its heap holds after a collection. Bytes. */
  heap(): Promise<number>;
  /** Sends a signal, and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** What makes a server tell of its heap. */
const HEAP = ['--expose-gc', '--import', fileURLToPath(new URL('../abuse/heap.mjs', import.meta.url))];

/**
 * Starts `main` on any free port.
 * @throws Error with what it said, when it ends instead of serving.
 */
export function startTransmitter(main: string, args: readonly string[], cwd: string): Promise<Transmitter> {
  const begin = performance.now();
  const child = spawn(process.execPath, [...HEAP, main, 'start', '--port', '0', ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { stdout, stderr } = child as { stdout: Readable; stderr: Readable };
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return new Promise((resolve, reject) => {
    let [out, err] = ['', ''];
    stderr.setEncoding('utf8').on('data', (text: string) => {
      err = (err + text).slice(-10_000);
    });
    stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const [url] = /http:\/\/[^\s/]+/.exec(out) ?? [];
      if (url === undefined) return;
      const stop = (signal: NodeJS.Signals): Promise<number | null> => {
        child.kill(signal);
        return ended;
      };
      const heap = async (): Promise<number> => {
        child.send('heap');
        return (await once(child, 'message'))[0] as number;
      };
      resolve({ url, startTime: performance.now() - begin, heap, stop });
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${err}`)));
  });
}

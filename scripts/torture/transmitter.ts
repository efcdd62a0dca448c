import { spawn } from 'node:child_process';

/** A transmitter in a process of its own. */
export interface Transmitter {
  readonly url: string;
  /** From the command to the first answer. Milliseconds. */
  readonly startTime: number;
  /** Sends a signal, and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts `main` on any free port.
 * @throws Error with what it said, when it ends instead of serving.
 */
export function startTransmitter(main: string, args: readonly string[], cwd: string): Promise<Transmitter> {
  const begin = performance.now();
  const child = spawn(process.execPath, [main, 'start', '--port', '0', ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return new Promise((resolve, reject) => {
    let [out, err] = ['', ''];
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err = (err + text).slice(-10_000);
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const [url] = /http:\/\/[^\s/]+/.exec(out) ?? [];
      if (url === undefined) return;
      const stop = (signal: NodeJS.Signals): Promise<number | null> => {
        child.kill(signal);
        return ended;
      };
      resolve({ url, startTime: performance.now() - begin, stop });
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${err}`)));
  });
}

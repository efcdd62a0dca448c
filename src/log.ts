import { type Logger, pino } from 'pino';
import type { LogFormat, LogLevel } from './settings.js';

/** Lines for people. What makes them readable is loaded with the first line: most starts write none. */
function prettyOnceNeeded(): { write(line: string): void } {
  let opening: Promise<NodeJS.WritableStream> | undefined;
  return {
    write(line) {
      opening ??= import('pino-pretty').then(({ default: pretty }) =>
        pretty({ destination: 2, sync: true, ignore: 'pid,hostname' }),
      );
      void opening.then((stream) => stream.write(line));
    },
  };
}

/** Logs go to standard error: standard output is for what the person who started us wants to read. */
export function openLog(level: LogLevel, format: LogFormat): Logger {
  const options = {
    level,
    base: null,
    redact: ['authorization', '*.authorization', '*.accessToken', '*.access_token'],
  };
  if (level === 'silent' || format === 'json') return pino(options, pino.destination({ dest: 2, sync: true }));
  return pino(options, prettyOnceNeeded());
}

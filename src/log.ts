import { type Logger, pino } from 'pino';
import type { LogFormat, LogLevel } from './settings.js';

/** Logs go to standard error: standard output is for what the person who started us wants to read. */
export async function openLog(level: LogLevel, format: LogFormat): Promise<Logger> {
  const options = {
    level,
    base: null,
    redact: ['authorization', '*.authorization', '*.accessToken', '*.access_token'],
  };
  if (level === 'silent' || format === 'json') return pino(options, pino.destination({ dest: 2, sync: true }));
  const { default: pretty } = await import('pino-pretty');
  return pino(options, pretty({ destination: 2, sync: true, ignore: 'pid,hostname' }));
}

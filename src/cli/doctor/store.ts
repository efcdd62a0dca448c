import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StoreError, UsageError } from '../../core/errors.js';
import { inLanguage } from '../../core/text.js';
import type { Config } from '../../settings.js';
import { placeOf } from '../../store/open.js';
import { probeStore } from '../../store/probe.js';
import type { Finding } from './finding.js';

/** Whether the store could be opened as it is, and whether others can read what it keeps. */
export async function lookAtStore({ store }: Config): Promise<readonly Finding[]> {
  const check = 'store';
  const place = placeOf(store);
  if (store.kind === 'memory') {
    const says = {
      pt: '--store memory: os dados acabam com o processo',
      en: '--store memory: data end with the process',
    };
    return [{ check, verdict: 'ok', says }];
  }
  try {
    const isThere = await probeStore(store);
    const says = isThere
      ? { pt: `--store ${place}: pronto`, en: `--store ${place}: ready` }
      : { pt: `--store ${place}: será criado`, en: `--store ${place}: will be made` };
    const kept = store.kind === 'file' ? await lookAtModes(store.path) : [];
    return [{ check, verdict: 'ok', says }, ...kept];
  } catch (cause) {
    return [refused(cause, place)];
  }
}

function refused(cause: unknown, place: string): Finding {
  const check = 'store';
  const { message, code } = cause as NodeJS.ErrnoException;
  // It names the place, and what to do.
  if (cause instanceof UsageError) return { check, verdict: 'fail', says: cause.text };
  if (cause instanceof StoreError)
    return {
      check,
      verdict: 'unreachable',
      says: { pt: `--store: ${inLanguage(cause.text, 'pt')}`, en: `--store: ${message}` },
      advice: {
        pt: 'suba o banco de dados, confira host e porta, ou use --store memory',
        en: 'start the database, check host and port, or use --store memory',
      },
    };
  return {
    check,
    verdict: 'fail',
    says: {
      pt: `--store ${place}: não pode ser escrito (${code ?? message})`,
      en: `--store ${place}: cannot be written (${code ?? message})`,
    },
    advice: {
      pt: 'dê permissão de escrita na pasta, escolha outra com --store file:CAMINHO, ou use --store memory',
      en: 'allow writing to the folder, choose another with --store file:PATH, or use --store memory',
    },
  };
}

/** The data file holds customers, and the file of keys what signs their tokens. */
async function lookAtModes(path: string): Promise<readonly Finding[]> {
  // Windows has no such modes.
  if (process.platform === 'win32') return [];
  const files = [path, join(dirname(path), 'keys.json')];
  const modes = await Promise.all(files.map((file) => modeOf(file)));
  const open = files.filter((_, index) => ((modes[index] ?? 0) & 0o077) !== 0);
  if (open.length === 0)
    return modes.every((mode) => mode === undefined)
      ? []
      : [
          {
            check: 'permissions',
            verdict: 'ok',
            says: { pt: 'dados e chaves: só para o dono', en: 'data and keys: for their owner alone' },
          },
        ];
  return [
    {
      check: 'permissions',
      verdict: 'warn',
      says: { pt: `${open.join(', ')}: outros podem ler`, en: `${open.join(', ')}: others can read it` },
      advice: `chmod 600 ${open.map((file) => `'${file}'`).join(' ')}`,
    },
  ];
}

const modeOf = (file: string): Promise<number | undefined> =>
  stat(file).then(
    ({ mode }) => mode & 0o777,
    () => undefined,
  );

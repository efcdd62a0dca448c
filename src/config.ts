import { readFile } from 'node:fs/promises';
import type { Language } from './core/text.js';
import { UsageError } from './core/errors.js';
import { placeOf } from './store/open.js';
import { type Config, flagOf, SETTING_KEYS, SETTINGS, type Setting, type SettingKey, variableOf } from './settings.js';

/** The configuration file read when none is named and it exists. */
const DEFAULT_FILE = 'transmissora.config.yaml';

/** Values as somebody wrote them, by setting. */
export type Written = Readonly<Partial<Record<SettingKey, string | readonly string[]>>>;

interface Source {
  readonly values: Written;
  /** How the user knows a setting of this source: `--port`, `TRANSMISSORA_PORT`, `port in transmissora.config.yaml`. */
  readonly nameOf: (key: SettingKey) => string;
}

/**
 * Flags over environment over file over defaults.
 * @throws UsageError naming the setting, what it was and what is allowed.
 */
export async function readConfig(
  flags: Written,
  env: NodeJS.ProcessEnv = process.env,
  configFile?: string,
): Promise<Config> {
  const file = await fileSource(configFile ?? (env['TRANSMISSORA_CONFIG'] || undefined));
  return combine([{ values: flags, nameOf: (key) => `--${flagOf(key)}` }, environmentSource(env), file]);
}

/** The configuration of an embedded bank: options over defaults; environment and files are not looked at. */
export const configFrom = (options: Written): Config => combine([{ values: options, nameOf: (key) => key }]);

function combine(sources: readonly Source[]): Config {
  const config = Object.fromEntries(SETTING_KEYS.map((key) => [key, resolve(key, sources)]));
  return Object.freeze(config) as unknown as Config;
}

function resolve(key: SettingKey, sources: readonly Source[]): unknown {
  const setting: Setting<unknown> = SETTINGS[key];
  const source = sources.find(({ values }) => values[key] !== undefined);
  const name = source?.nameOf(key) ?? key;
  const written = source?.values[key] ?? setting.fallback;
  if (written === undefined) return setting.repeatable === true ? Object.freeze([]) : undefined;
  const texts = typeof written === 'string' ? [written] : written;
  const read = texts.map((text) => setting.read(text, name));
  return setting.repeatable === true ? Object.freeze(read) : read.at(-1);
}

function environmentSource(env: NodeJS.ProcessEnv): Source {
  const values: Partial<Record<SettingKey, string | readonly string[]>> = {};
  for (const key of SETTING_KEYS) {
    const text = env[variableOf(key)];
    if (text === undefined || text === '') continue;
    values[key] = (SETTINGS[key] as Setting<unknown>).repeatable === true ? text.split(',') : text;
  }
  return { values, nameOf: variableOf };
}

async function fileSource(named: string | undefined): Promise<Source> {
  const file = named ?? DEFAULT_FILE;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const isAbsent = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (isAbsent && named === undefined) return { values: {}, nameOf: flagOf };
    throw new UsageError({
      pt: `arquivo de configuração ${file}: não pode ser lido (${(cause as Error).message})`,
      en: `configuration file ${file}: cannot be read (${(cause as Error).message})`,
    });
  }
  return { values: await readFileValues(text, file), nameOf: (key) => `${file}: ${key}` };
}

async function readFileValues(text: string, file: string): Promise<Written> {
  const { parse } = await import('yaml');
  let content: unknown;
  try {
    content = parse(text) ?? {};
  } catch (cause) {
    throw new UsageError({
      pt: `arquivo de configuração ${file}: ${(cause as Error).message.split('\n')[0]}`,
      en: `configuration file ${file}: ${(cause as Error).message.split('\n')[0]}`,
    });
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new UsageError({
      pt: `arquivo de configuração ${file}: esperadas opções pelo nome; permitido: ${SETTING_KEYS.join(', ')}`,
      en: `configuration file ${file}: expected settings by name; allowed: ${SETTING_KEYS.join(', ')}`,
    });
  }
  const values: Partial<Record<SettingKey, string | readonly string[]>> = {};
  for (const [written, value] of Object.entries(content)) {
    const key = SETTING_KEYS.find((candidate) => candidate === written || flagOf(candidate) === written);
    if (!key)
      throw new UsageError({
        pt: `arquivo de configuração ${file}: chave desconhecida "${written}"; permitido: ${SETTING_KEYS.join(', ')}`,
        en: `configuration file ${file}: unknown key "${written}"; allowed: ${SETTING_KEYS.join(', ')}`,
      });
    values[key] = textsIn(value, `${file}: ${written}`, key);
  }
  return values;
}

function textsIn(value: unknown, name: string, key: SettingKey): string | readonly string[] {
  if (!Array.isArray(value)) return String(value);
  if ((SETTINGS[key] as Setting<unknown>).repeatable !== true)
    throw new UsageError({
      pt: `${name} é uma lista; permitido: um só valor`,
      en: `${name} is a list; allowed: one value`,
    });
  return value.map(String);
}

/** The settings as the admin API shows them: secrets redacted. */
export const redactedSettings = (config: Config): Readonly<Record<string, unknown>> => ({
  ...config,
  store: placeOf(config.store),
  tlsPort: config.tlsPort ?? null,
  pagePort: config.pagePort ?? null,
  certs: config.certs ?? null,
  publicUrl: config.publicUrl ?? null,
  publicMtlsUrl: config.publicMtlsUrl ?? null,
  clientCertificateHeader: config.clientCertificateHeader ?? null,
  adminToken: config.adminToken === undefined ? null : '[redacted]',
});

/** The running transmitter a command talks to when it is told nothing. */
export function readTarget(env: NodeJS.ProcessEnv = process.env): { admin: string; adminToken: string | undefined } {
  return {
    admin: env['TRANSMISSORA_ADMIN'] || 'http://127.0.0.1:3000',
    adminToken: env[variableOf('adminToken')] || undefined,
  };
}

/** The language a person reads: `TRANSMISSORA_LANG`, else the system's; Portuguese unless it says English. */
export function readLanguage(env: NodeJS.ProcessEnv = process.env): Language {
  const text = env['TRANSMISSORA_LANG'] ?? env['LC_ALL'] ?? env['LANG'] ?? '';
  return text.toLowerCase().startsWith('en') ? 'en' : 'pt';
}

/** Whether GitHub Actions runs us, and reads what we print. */
export const runsInActions = (env: NodeJS.ProcessEnv = process.env): boolean => env['GITHUB_ACTIONS'] === 'true';

/** Whether output may be coloured: a terminal, and nobody asked for none (https://no-color.org). */
export const mayColour = (stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean =>
  stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';

import { configFrom, type Written } from './config.js';
import { UsageError } from './core/errors.js';
import { parseInstant } from './core/instant.js';
import type { Scenario } from './scenarios/scenario.js';
import type { ServeOptions } from './serve.js';
import { type Config, SETTING_KEYS, type SettingKey } from './settings.js';

/** How an embedded bank starts. Settings are those of `transmissora start --help`, by their configuration key. */
export type BankOptions = {
  /** A shipped scenario's name, a file, the scenario itself, or several of them. */
  readonly scenario?: string | Scenario | readonly (string | Scenario)[];
  /** Sets the default clock before anything is loaded. RFC 3339. */
  readonly now?: string;
  /** Whether the default clock stands still. True when `now` is given. */
  readonly frozen?: boolean;
} & { readonly [K in Exclude<SettingKey, 'scenario'>]?: string | number | boolean };

/** What an embedded bank does when nothing is said: any free port, nothing on disk. */
const EMBEDDED: Written = { port: '0', store: 'memory', logLevel: 'error' };

/**
 * What a bank starts with.
 * @throws UsageError naming the option, what it was and what is allowed.
 */
export function startOf({ scenario = [], now, frozen, ...settings }: BankOptions): ServeOptions & { config: Config } {
  const scenarios = scenariosIn(scenario);
  const names = scenarios.filter((item) => typeof item === 'string');
  const config = configFrom({ ...EMBEDDED, ...written(settings), ...(names.length > 0 && { scenario: names }) });
  if (now !== undefined && parseInstant(now) === undefined)
    throw new UsageError(`now is "${now}"; allowed: an instant such as 2026-03-02T12:00:00Z`);
  if (now === undefined && frozen === undefined) return { config, scenarios };
  return { config, scenarios, clock: { ...(now !== undefined && { now }), frozen: frozen ?? now !== undefined } };
}

function scenariosIn(given: Exclude<BankOptions['scenario'], undefined>): readonly (string | Scenario)[] {
  const list = Array.isArray(given) ? given : [given];
  const wrong = list.filter((item) => typeof item !== 'string' && (typeof item !== 'object' || item === null));
  if (wrong.length === 0) return list;
  throw new UsageError(`scenario is ${String(wrong[0])}; allowed: a name, a file, a scenario, or a list of them`);
}

function written(settings: Readonly<Record<string, unknown>>): Written {
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [requireSetting(key), String(value)]));
}

function requireSetting(key: string): string {
  if ((SETTING_KEYS as readonly string[]).includes(key)) return key;
  throw new TypeError(`startTransmissora: unknown option "${key}"; allowed: now, frozen, ${SETTING_KEYS.join(', ')}`);
}

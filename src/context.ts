import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { machineClock, type WallClock } from './core/clock.js';
import { type IdSource, randomIds } from './core/ids.js';
import { type Journal, MemoryJournal } from './http/journal.js';
import { ephemeralKeys, importKeys, keysIn, type SigningKeys } from './openfinance/auth/keys.js';
import { AccessTokens } from './openfinance/auth/tokens.js';
import { openLog } from './log.js';
import { DEVELOPMENT_KEY, FIXTURES, PACKAGE_FILE } from './paths.js';
import { ScenarioLibrary } from './scenarios/library.js';
import type { Config } from './settings.js';
import { AnnouncedStore } from './store/announced.js';
import { openStore } from './store/open.js';

/** Everything with a lifetime. Opened here and nowhere else; handed down. */
export interface Context {
  readonly config: Config;
  readonly wall: WallClock;
  readonly ids: IdSource;
  readonly store: AnnouncedStore;
  readonly journal: Journal;
  readonly keys: SigningKeys;
  readonly tokens: AccessTokens;
  readonly scenarios: ScenarioLibrary;
  readonly log: Logger;
  readonly version: string;
  readonly startedAt: number;
  /** Scheme, host and port we listen on; known once we do. */
  readonly address: { url: string };
}

/** @throws UsageError when the store or key file is damaged, not ours, or another bank's. Nothing stays open then. */
export async function createContext(config: Config, wall: WallClock = machineClock): Promise<Context> {
  const [log, version] = await Promise.all([openLog(config.logLevel, config.logFormat), readVersion()]);
  const store = new AnnouncedStore(await openStore(config.store));
  try {
    const keys = await openKeys(config);
    const address = { url: '' };
    return {
      config,
      wall,
      ids: randomIds,
      store,
      journal: new MemoryJournal(config.journalSize),
      keys,
      tokens: new AccessTokens(keys, wall, () => `${config.publicUrl ?? address.url}/auth`),
      scenarios: new ScenarioLibrary(FIXTURES),
      log,
      version,
      startedAt: wall.monotonic(),
      address,
    };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** Beside the data file when there is one. In memory, the shipped development key; never that one off loopback. */
async function openKeys({ store, host }: Config): Promise<SigningKeys> {
  if (store.kind === 'file') return keysIn(join(dirname(store.path), 'keys.json'));
  return isLoopback(host) ? importKeys(JSON.parse(await readFile(DEVELOPMENT_KEY, 'utf8'))) : ephemeralKeys();
}

async function readVersion(): Promise<string> {
  return String(JSON.parse(await readFile(PACKAGE_FILE, 'utf8')).version);
}

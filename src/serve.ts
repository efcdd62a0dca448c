import { randomBytes } from 'node:crypto';
import { isLoopback, reachable } from './addresses.js';
import type { AdminHouse, Beginning } from './admin/house.js';
import { begin } from './admin/system.js';
import { createApp, familiesOf } from './app.js';
import { redactedSettings } from './config.js';
import { createContext, type Context } from './context.js';
import { afterRealTime, machineClock, type WallClock } from './core/clock.js';
import { Listeners } from './http/listeners.js';
import type { ScenarioLibrary } from './scenarios/library.js';
import type { Scenario } from './scenarios/scenario.js';
import type { Config } from './settings.js';
import { openTls, type TlsMaterial } from './tls.js';
import { answerUnparsed } from './unparsed.js';

/** The scenario a store starts with when nothing else is asked for. */
const DEFAULT_SCENARIO = 'demo';

/** A server that listens. */
export interface Running {
  readonly url: string;
  /** Present with `--tls-port`. */
  readonly tls: RunningTls | undefined;
  readonly house: AdminHouse;
  /** Needed for `/__admin`; absent when nothing is. */
  readonly adminToken: string | undefined;
  /** Whether the token was made here, so that somebody must be told. */
  readonly adminTokenIsNew: boolean;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Scenarios by name or file, or as they are; loaded instead of those the configuration names. */
  readonly scenarios?: readonly (string | Scenario)[];
  /** Whether an empty store gets the default scenario when none is named. */
  readonly loadDefault?: boolean;
  readonly wall?: WallClock;
  /** What the default clock is set to before anything is loaded. */
  readonly clock?: Exclude<Beginning['clock'], undefined>;
}

/** What the TLS listeners serve on, and what a caller needs to be known there. */
export interface RunningTls extends TlsMaterial {
  /** Asks for a certificate. */
  readonly mtlsUrl: string;
  /** Asks for none. */
  readonly pageUrl: string;
}

/**
 * Listens, opens everything, loads what is to be loaded, and answers. It listens first, so that a start that cannot
 * leaves the store as it was. Nothing stays open when it fails.
 * @throws UsageError for a wrong scenario, store, key or certificate file; the listening error, e.g. EADDRINUSE.
 */
export async function serve(config: Config, options: ServeOptions = {}): Promise<Running> {
  const wall = options.wall ?? machineClock;
  const listeners = new Listeners((error) => answerUnparsed(error, wall));
  try {
    const port = await listeners.plain(config.port, config.host);
    const context = await createContext(config, wall);
    context.listening.url = `http://${reachable(config.host)}:${port}`;
    try {
      return await answering(context, listeners, options);
    } catch (cause) {
      await context.store.close().catch(() => undefined);
      throw cause;
    }
  } catch (cause) {
    listeners.abort();
    throw cause;
  }
}

async function answering(context: Context, listeners: Listeners, options: ServeOptions): Promise<Running> {
  const { config } = context;
  const tls = config.tlsPort === undefined ? undefined : await listenTls(context, listeners, config.tlsPort);
  const isOpen = isLoopback(config.host) && config.adminToken === undefined;
  const adminToken = isOpen ? undefined : (config.adminToken ?? (await newAdminToken(context)));
  const families = familiesOf(context);
  const apis = families.served.flatMap((family) => family.apis.map(({ name }) => name));
  const house = { ...(await adminHouse(context, options, adminToken)), apis };
  const app = createApp(context, families, house, adminToken);
  await begin(house);
  listeners.open(app);
  return {
    url: context.listening.url,
    tls,
    house,
    adminToken,
    adminTokenIsNew: adminToken !== undefined && config.adminToken === undefined,
    close: once(() => close(listeners, context)),
  };
}

async function listenTls(
  { config, wall, listening, store }: Context,
  listeners: Listeners,
  tlsPort: number,
): Promise<RunningTls> {
  const material = await openTls(config, wall.now(), store.shared);
  const { server, clientAuthorities } = material;
  const mtlsPort = await listeners.tls({ ...server, clientAuthorities }, tlsPort, config.host);
  const pagePort = await listeners.tls(server, config.pagePort ?? (tlsPort === 0 ? 0 : tlsPort + 1), config.host);
  const host = `https://${reachable(config.host)}`;
  listening.tls = { mtlsUrl: `${host}:${mtlsPort}`, pageUrl: `${host}:${pagePort}` };
  return { ...material, ...listening.tls };
}

/** One for all instances on a store. */
async function newAdminToken({ store }: Context): Promise<string> {
  const make = async (): Promise<string> => randomBytes(24).toString('base64url');
  return store.shared ? store.shared.secret('admin-token', make) : make();
}

/** Whoever asks again gets the answer to the first. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}

async function close(listeners: Listeners, { store, journal }: Context): Promise<void> {
  journal.letGo();
  store.release();
  await listeners.close(afterRealTime);
  await journal.close();
  await store.close();
}

async function adminHouse(
  context: Context,
  options: ServeOptions,
  adminToken: string | undefined,
): Promise<Omit<AdminHouse, 'apis'>> {
  const { config, store, wall, ids, tokens, journal, scenarios, version, startedAt } = context;
  const { calendar, workflow, contents } = context;
  return {
    store,
    wall,
    ids,
    tokens,
    journal,
    calendar,
    workflow,
    contents,
    scenarios,
    version,
    startedAt,
    settings: config,
    effectiveSettings: redactedSettings(config),
    beginning: await beginningOf(context, options),
    changes: store,
    stage: { url: context.listening.url, adminToken },
    publicUrl: config.publicUrl,
  };
}

async function beginningOf({ config, scenarios }: Context, options: ServeOptions): Promise<Beginning> {
  const given = options.scenarios ?? config.scenario;
  const isUsual = given.length === 0 && options.loadDefault === true;
  const wanted = isUsual ? [DEFAULT_SCENARIO] : given;
  return {
    scenarios: await Promise.all(wanted.map((item) => readScenario(scenarios, item))),
    onlyWhenEmpty: isUsual,
    ...(options.clock && { clock: options.clock }),
  };
}

/** By name or file; one given as it is, is held to the schema like any file. @throws UsageError. */
export const readScenario = (library: ScenarioLibrary, wanted: string | Scenario): Promise<Scenario> =>
  typeof wanted === 'string' ? library.read(wanted) : library.parse(JSON.stringify(wanted), 'scenario');

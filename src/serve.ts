import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { isIPv6 } from 'node:net';
import type { AdminHouse, Beginning } from './admin/house.js';
import { begin } from './admin/system.js';
import { createApp } from './app.js';
import { redactedSettings } from './config.js';
import { createContext, type Context, isLoopback } from './context.js';
import { afterRealTime, machineClock, type WallClock } from './core/clock.js';
import { closeGracefully, createHttpServer, type HttpServer, listen } from './http/listeners.js';
import type { ScenarioLibrary } from './scenarios/library.js';
import type { Scenario } from './scenarios/scenario.js';
import type { Config } from './settings.js';
import { answerUnparsed } from './unparsed.js';

/** The scenario a store starts with when nothing else is asked for. */
const DEFAULT_SCENARIO = 'demo';

/** A server that listens. */
export interface Running {
  readonly url: string;
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

/**
 * Listens, opens everything, loads what is to be loaded, and answers. It listens first, so that a start that cannot
 * leaves the store as it was. Nothing stays open when it fails.
 * @throws UsageError for a wrong scenario, store or key file; the listening error, e.g. EADDRINUSE.
 */
export async function serve(config: Config, options: ServeOptions = {}): Promise<Running> {
  const wall = options.wall ?? machineClock;
  const http = createHttpServer((error) => answerUnparsed(error, wall));
  const port = await listen(http.server, config.port, config.host);
  try {
    const context = await createContext(config, wall);
    context.address.url = `http://${reachable(config.host)}:${port}`;
    try {
      return await answering(context, http, options);
    } catch (cause) {
      await context.store.close().catch(() => undefined);
      throw cause;
    }
  } catch (cause) {
    http.server.close();
    http.server.closeAllConnections();
    throw cause;
  }
}

async function answering(context: Context, http: HttpServer, options: ServeOptions): Promise<Running> {
  const { config } = context;
  const isOpen = isLoopback(config.host) && config.adminToken === undefined;
  const adminToken = isOpen ? undefined : (config.adminToken ?? randomBytes(24).toString('base64url'));
  const house = await adminHouse(context, options, adminToken);
  const app = createApp(context, house, adminToken);
  await begin(house);
  http.open(app);
  return {
    url: context.address.url,
    house,
    adminToken,
    adminTokenIsNew: adminToken !== undefined && config.adminToken === undefined,
    close: once(() => close(http.server, context)),
  };
}

/** Whoever asks again gets the answer to the first. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}

async function close(server: Server, { store, journal }: Context): Promise<void> {
  const isKept = journal.close();
  store.release();
  await closeGracefully(server, afterRealTime);
  await isKept;
  await store.close();
}

async function adminHouse(
  context: Context,
  options: ServeOptions,
  adminToken: string | undefined,
): Promise<AdminHouse> {
  const { config, store, wall, ids, tokens, journal, scenarios, version, startedAt } = context;
  return {
    store,
    wall,
    ids,
    tokens,
    journal,
    scenarios,
    version,
    startedAt,
    settings: config,
    effectiveSettings: redactedSettings(config),
    beginning: await beginningOf(context, options),
    changes: store,
    stage: { url: context.address.url, adminToken },
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

/** How the address we listen on is written by somebody on this machine. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}

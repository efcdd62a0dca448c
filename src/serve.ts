import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { isIPv6 } from 'node:net';
import type { AdminHouse, Beginning } from './admin/house.js';
import { begin } from './admin/system.js';
import { createApp } from './app.js';
import { redactedSettings } from './config.js';
import { createContext, type Context, isLoopback } from './context.js';
import { afterRealTime, machineClock, type WallClock } from './core/clock.js';
import { formatSeconds } from './core/instant.js';
import { closeGracefully, createHttpServer, listen } from './http/listeners.js';
import { errorBody } from './openfinance/wire/dialect.js';
import { ERRORS } from './openfinance/wire/errors.js';
import type { ScenarioLibrary } from './scenarios/library.js';
import type { Scenario } from './scenarios/scenario.js';
import type { Config } from './settings.js';

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
 * Opens everything, loads what is to be loaded, and listens. Nothing stays open when it fails.
 * @throws UsageError for a wrong scenario, store or key file; the listening error, e.g. EADDRINUSE.
 */
export async function serve(config: Config, options: ServeOptions = {}): Promise<Running> {
  const context = await createContext(config, options.wall ?? machineClock);
  try {
    return await serveContext(context, options);
  } catch (cause) {
    await context.store.close().catch(() => undefined);
    throw cause;
  }
}

async function serveContext(context: Context, options: ServeOptions): Promise<Running> {
  const { config } = context;
  const isOpen = isLoopback(config.host) && config.adminToken === undefined;
  const adminToken = isOpen ? undefined : (config.adminToken ?? randomBytes(24).toString('base64url'));
  const house = await adminHouse(context, options);
  const server = createHttpServer(createApp(context, house, adminToken), (code) => badRequest(code, context));
  await begin(house);
  const port = await listen(server, config.port, config.host);
  context.address.url = `http://${reachable(config.host)}:${port}`;
  return {
    url: context.address.url,
    house,
    adminToken,
    adminTokenIsNew: adminToken !== undefined && config.adminToken === undefined,
    close: once(() => close(server, context)),
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
  journal.close();
  await closeGracefully(server, afterRealTime);
  await store.close();
}

async function adminHouse(context: Context, options: ServeOptions): Promise<AdminHouse> {
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

/** What cannot be parsed as HTTP still gets an answer in the family's words. */
function badRequest(code: string | undefined, { wall }: Context): string {
  const row = code === 'HPE_HEADER_OVERFLOW' ? ERRORS.HEADERS_TOO_LARGE : ERRORS.MALFORMED;
  const body = JSON.stringify(errorBody(row, wall.now()));
  return [
    `HTTP/1.1 ${row.status} ${row.status === 431 ? 'Request Header Fields Too Large' : 'Bad Request'}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `date: ${new Date(formatSeconds(wall.now())).toUTCString()}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}

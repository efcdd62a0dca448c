import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { type Addresses, addressesOf, isLoopback, type Listening } from './addresses.js';
import { readYaml } from './core/packaged.js';
import { machineClock, type WallClock } from './core/clock.js';
import { UsageError } from './core/errors.js';
import { type IdSource, randomIds } from './core/ids.js';
import { type Journal, MemoryJournal } from './http/journal.js';
import { StoredJournal } from './http/stored-journal.js';
import { ClientCertificates } from './openfinance/auth/client-certificate.js';
import { ephemeralKeys, importKeys, keysIn, sharedKeys, type SigningKeys } from './openfinance/auth/keys.js';
import { isTokenRecorded } from './openfinance/auth/records.js';
import { AccessTokens } from './openfinance/auth/tokens.js';
import { openLog } from './log.js';
import { Metrics } from './metrics.js';
import { transitionIn } from './openfinance/transitions.js';
import { businessCalendar, type BusinessCalendar } from './otdx/calendar/business-days.js';
import { type Workflow, type WorkflowFile, workflowOf } from './otdx/workflow.js';
import { DEVELOPMENT_KEY, FIXTURES, HOLIDAYS, PACKAGE_FILE, WORKFLOW } from './paths.js';
import { ScenarioLibrary } from './scenarios/library.js';
import type { Config } from './settings.js';
import { AnnouncedStore } from './store/announced.js';
import { type Contents, contentsIn, contentsOf } from './store/contents.js';
import { MeasuredStore, type StoreListener } from './store/measured.js';
import { openStore } from './store/open.js';
import type { Store } from './store/store.js';

/** Everything with a lifetime. Opened here and nowhere else; handed down. */
export interface Context {
  readonly config: Config;
  readonly wall: WallClock;
  readonly ids: IdSource;
  readonly store: AnnouncedStore;
  readonly journal: Journal;
  readonly metrics: Metrics;
  readonly keys: SigningKeys;
  readonly tokens: AccessTokens;
  readonly certificates: ClientCertificates;
  readonly scenarios: ScenarioLibrary;
  readonly calendar: BusinessCalendar;
  readonly workflow: Workflow;
  readonly contents: Contents;
  readonly log: Logger;
  readonly version: string;
  readonly startedAt: number;
  readonly listening: Listening;
  /** Where others find us; right once we listen. */
  readonly addresses: () => Addresses;
}

/**
 * @throws UsageError when a proxy would be trusted by accident, or the store or key file is damaged, not ours, or
 * another bank’s; StoreError when the store's server does not answer. Nothing stays open then.
 */
export async function createContext(config: Config, wall: WallClock = machineClock): Promise<Context> {
  requireTrustedProxy(config);
  const log = openLog(config.logLevel, config.logFormat);
  const version = await readVersion();
  const opened = await openStore(config.store);
  const { shared } = opened;
  const journal = shared ? new StoredJournal(shared.log, config.journalSize) : new MemoryJournal(config.journalSize);
  const metrics = new Metrics(async () => (await journal.find({ limit: 0 })).dropped);
  const store = new AnnouncedStore(new MeasuredStore(opened, wall, heardBy(metrics)));
  try {
    const listening: Listening = { url: '' };
    const addresses = () => addressesOf(config, listening);
    const [keys, { calendar, workflow }] = await Promise.all([openKeys(config, store), readOtdxData()]);
    return {
      config,
      wall,
      ids: randomIds,
      store,
      journal,
      metrics,
      keys,
      tokens: new AccessTokens(
        keys,
        wall,
        () => `${addresses().issuer}/auth`,
        (grant, now, reader = store) => isTokenRecorded(reader, grant, now),
      ),
      certificates: new ClientCertificates(config.clientCertificateHeader),
      scenarios: new ScenarioLibrary(FIXTURES),
      calendar,
      workflow,
      contents: await openContents(config, store),
      log,
      version,
      startedAt: wall.monotonic(),
      listening,
      addresses,
    };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}

/** Whoever reaches the port could name any certificate: off loopback somebody has to say that only the proxy does. */
function requireTrustedProxy({ host, clientCertificateHeader, trustProxyCertificate }: Config): void {
  if (clientCertificateHeader === undefined || trustProxyCertificate || isLoopback(host)) return;
  throw new UsageError({
    pt: `--client-certificate-header em ${host} deixa quem o alcança ser qualquer um; acrescente --trust-proxy-certificate se só o proxy o alcança`,
    en: `--client-certificate-header on ${host} lets whoever reaches it be anybody; add --trust-proxy-certificate when only the proxy does`,
  });
}

const heardBy = (metrics: Metrics): StoreListener => ({
  took: (operation, duration) => metrics.storeAnswered(operation, duration),
  changed: (changes) => {
    for (const change of changes) {
      const transition = transitionIn(change);
      if (transition) metrics.moved(transition);
    }
  },
});

/** Beside the data: in its database or folder. In memory, the shipped development key; never that one off loopback. */
async function openKeys({ store, host }: Config, { shared }: Pick<AnnouncedStore, 'shared'>): Promise<SigningKeys> {
  if (shared) return sharedKeys(shared);
  if (store.kind === 'file') return keysIn(join(dirname(store.path), 'keys.json'));
  return isLoopback(host) ? importKeys(JSON.parse(await readFile(DEVELOPMENT_KEY, 'utf8'))) : ephemeralKeys();
}

/** Beside the data file when there is one; else in the store. */
const openContents = async ({ store: place }: Config, store: Store): Promise<Contents> =>
  place.kind === 'file' ? contentsIn(`${place.path}.contents`) : contentsOf(store);

/** What of the OTDX service is data: the bank holidays, and the steps of a reprocessing request. */
export async function readOtdxData(): Promise<{ readonly calendar: BusinessCalendar; readonly workflow: Workflow }> {
  const [holidays, workflow] = await Promise.all([readFile(HOLIDAYS, 'utf8'), readYaml(WORKFLOW)]);
  return { calendar: businessCalendar(JSON.parse(holidays)), workflow: workflowOf(workflow as WorkflowFile) };
}

async function readVersion(): Promise<string> {
  return String(JSON.parse(await readFile(PACKAGE_FILE, 'utf8')).version);
}

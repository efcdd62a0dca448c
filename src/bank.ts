import {
  addConsent,
  type AnswerWanted,
  authoriseConsent,
  type ConsentWanted,
  endConsentBy,
  explainConsent,
  getConsent,
  listConsents,
  listThen,
  prepareConsent,
  previewAnswer,
} from './admin/consents.js';
import { type BankTls, tlsOf } from './bank-tls.js';
import {
  addCustomer,
  addResource,
  getCustomer,
  listCustomers,
  moveRegistration,
  removeCustomer,
} from './admin/customers.js';
import {
  clearDeviations,
  deviationCatalogue,
  getDeviations,
  type NewDeviation,
  putDeviations,
} from './admin/deviations.js';
import { getOutages, putOutages } from './admin/facts.js';
import { clearFaults, getFaults, type NewFault, putFaults } from './admin/faults.js';
import type { AdminHouse } from './admin/house.js';
import { movesOf } from './admin/moves.js';
import { getOffer, type OfferWanted, putOffer } from './admin/offer.js';
import { addPortfolio, addRelease, addUser, explainPortfolio, listPortfolios, moveReprocessing } from './admin/otdx.js';
import { coverage } from './admin/coverage.js';
import { receiverReport, type ReportWanted } from './admin/receiver-report.js';
import { addSituation, type Situation } from './admin/situations.js';
import { countRequests, findRequests, type RequestsWanted } from './admin/requests.js';
import { pollingOf } from './admin/polling.js';
import { closeResource, getResource, type Move, moveResource } from './admin/resources.js';
import { describeScenario, takeStep } from './admin/scenario-steps.js';
import { loadInto } from './admin/scenarios.js';
import { restoreSnapshot, takeSnapshot } from './admin/snapshots.js';
import { reset } from './admin/system.js';
import { issueToken, type TokenWanted } from './admin/tokens.js';
import { BankClock } from './bank-clock.js';
import { configFrom, type Written } from './config.js';
import { UsageError } from './core/errors.js';
import { parseInstant } from './core/instant.js';
import type { NewCustomer, NewHolding } from './openfinance/holdings/arrange.js';
import type { Ending } from './openfinance/consents/ending.js';
import type { Outage } from './openfinance/discovery/outage.js';
import type { NewRelease } from './otdx/approvals/releasing.js';
import type { NewUser } from './otdx/auth/user.js';
import type { NewPortfolio } from './otdx/portfolios/portfolio.js';
import type { ControllerEvent } from './otdx/reprocessing/life.js';
import type { Selection } from './openfinance/consents/lifecycle.js';
import type { Status } from './openfinance/vocabulary.js';
import { scenarioConsentId } from './scenarios/load.js';
import type { Cast } from './scenarios/moves.js';
import type { Scenario } from './scenarios/scenario.js';
import { readScenario, type Running, serve } from './serve.js';
import { SETTING_KEYS, type SettingKey } from './settings.js';
import { DEFAULT_CLOCK } from './store/clocks.js';

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
 * Starts a bank of its own in this process: any free port, store in memory. Two banks share nothing.
 *
 * @example
 * const bank = await startTransmissora({ scenario: 'preparing-then-ready' });
 * await bank.clock.advance('PT6M');
 * await bank.close();
 * @throws UsageError naming the option, what it was and what is allowed.
 */
export async function startTransmissora(options: BankOptions = {}): Promise<Bank> {
  const { scenario = [], now, frozen, ...settings } = options;
  const scenarios = scenariosIn(scenario);
  const names = scenarios.filter((item) => typeof item === 'string');
  const config = configFrom({ ...EMBEDDED, ...written(settings), ...(names.length > 0 && { scenario: names }) });
  if (now !== undefined && parseInstant(now) === undefined)
    throw new UsageError(`now is "${now}"; allowed: an instant such as 2026-03-02T12:00:00Z`);
  const setsClock = now !== undefined || frozen !== undefined;
  const clock = { ...(now !== undefined && { now }), frozen: frozen ?? now !== undefined };
  const running = await serve(config, {
    scenarios,
    ...(setsClock && { clock }),
  });
  return new Bank(running);
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

/** A running bank: the operations of the admin API as functions. Instants are RFC 3339, durations ISO 8601. */
export class Bank implements AsyncDisposable {
  /** Where it listens, e.g. `http://127.0.0.1:40123`. */
  readonly url: string;
  /** The TLS listeners, and what a caller needs there; present when the bank was started with `tlsPort`. */
  readonly tls: BankTls | undefined;
  readonly #running: Running;
  readonly #house: AdminHouse;

  constructor(running: Running) {
    this.#running = running;
    this.#house = running.house;
    this.url = running.url;
    this.tls = running.tls && tlsOf(running.tls);
  }

  /** The default clock. */
  get clock(): BankClock {
    return this.clockNamed(DEFAULT_CLOCK);
  }

  /** Any clock, by name. */
  clockNamed(name: string): BankClock {
    return new BankClock(this.#house, name);
  }

  readonly customers = {
    create: (wanted: NewCustomer) => addCustomer(this.#house, wanted),
    get: (customerId: string) => getCustomer(this.#house, customerId),
    /** With everything of the customer's, and the clock nobody else follows. */
    remove: (customerId: string) => removeCustomer(this.#house, customerId),
    list: () => listCustomers(this.#house),
    /** Moves how who a customer is is shared; with `consentId`, records an approver's decision in that consent alone. */
    moveRegistration: (customerId: string, to: Status, options: Omit<Move, 'to'> = {}) =>
      moveRegistration(this.#house, customerId, { to, ...options }),
  };

  readonly resources = {
    create: (customerId: string, wanted: NewHolding) => addResource(this.#house, customerId, wanted),
    get: (resourceId: string) => getResource(this.#house, resourceId),
    /** Moves a resource; with `consentId`, records an approver's decision in that consent alone. */
    transition: (resourceId: string, to: Status, options: Omit<Move, 'to'> = {}) =>
      moveResource(this.#house, resourceId, { to, ...options }),
    close: (resourceId: string, options: { readonly at?: string } = {}) =>
      closeResource(this.#house, resourceId, options),
    /** Every move between two statuses, possible or not, with the rule it follows or that forbids it. */
    moves: (resourceId: string) => movesOf(this.#house, resourceId),
  };

  readonly consents = {
    /** Creates and, unless `authorise` is false, authorises a consent; then `accessToken` is set. */
    create: (wanted: ConsentWanted) => addConsent(this.#house, wanted),
    get: (consentId: string) => getConsent(this.#house, consentId),
    /** All of them, or those of one customer. */
    list: (customerId?: string) => listConsents(this.#house, customerId),
    authorise: (consentId: string, selection?: Selection) =>
      authoriseConsent(this.#house, consentId, selection ? { selection } : {}),
    /** Before it is authorised; as the customer would, unless another official code is given as the reason. */
    reject: (consentId: string, ending?: Ending) => endConsentBy(this.#house, consentId, 'reject', ending),
    /** The same after it was authorised. */
    revoke: (consentId: string, ending?: Ending) => endConsentBy(this.#house, consentId, 'revoke', ending),
    prepare: (consentId: string, readyAfter: string) => prepareConsent(this.#house, consentId, { readyAfter }),
    /** Why each holding is or is not in the list: now, or at another instant. */
    explain: (consentId: string, at?: string) => explainConsent(this.#house, consentId, at),
    resources: (consentId: string, at?: string) => listThen(this.#house, consentId, at),
    /** How the receiver waited for the list, and the schedule fitted to its waits. */
    polling: (consentId: string) => pollingOf(this.#house, consentId),
    /** What `GET /resources` would be answered, as it stands on the wire. Looking changes nothing. */
    answer: (consentId: string, wanted?: AnswerWanted) => previewAnswer(this.#house, consentId, wanted),
  };

  readonly requests = {
    find: (wanted?: RequestsWanted) => findRequests(this.#house, wanted),
    count: (wanted?: RequestsWanted) => countRequests(this.#house, wanted),
    clear: () => this.#house.journal.clear(),
  };

  /** What traffic cannot show, told for the report on the receiver. */
  readonly situations = {
    mark: (situation: Omit<Situation, 'at'>) => addSituation(this.#house, situation),
  };

  readonly offer = {
    get: () => getOffer(this.#house),
    put: (wanted: OfferWanted) => putOffer(this.#house, wanted),
  };

  /** What goes wrong on purpose. */
  readonly faults = {
    get: () => getFaults(this.#house),
    /** Replaces them all; counts and draws begin anew. */
    put: (faults: readonly NewFault[]) => putFaults(this.#house, faults),
    clear: () => clearFaults(this.#house),
  };

  /** Rules broken on purpose, by the ids of the catalogue. */
  readonly deviations = {
    catalogue: deviationCatalogue,
    get: () => getDeviations(this.#house),
    /** Replaces them all; counts begin anew. */
    put: (deviations: readonly NewDeviation[]) => putDeviations(this.#house, deviations),
    clear: () => clearDeviations(this.#house),
  };

  /** Scheduled outages, as Discovery announces them. */
  readonly outages = {
    get: () => getOutages(this.#house),
    put: (outages: readonly Outage[]) => putOutages(this.#house, { outages }),
    clear: () => putOutages(this.#house, { outages: [] }),
  };

  /** The fund administrator's service: who calls it, and the controller's side. */
  readonly otdx = {
    createUser: (wanted: NewUser) => addUser(this.#house, wanted),
    createPortfolio: (wanted: NewPortfolio) => addPortfolio(this.#house, wanted),
    /** Releases a quota, now or at an instant. */
    release: (code: string, wanted: NewRelease) => addRelease(this.#house, code, wanted),
    /** What the controller does with a reprocessing request. */
    reprocess: (hashtask: string, event: ControllerEvent) => moveReprocessing(this.#house, hashtask, event),
    /** Which day is next and why, and what turns tacit when. */
    explain: (code: string) => explainPortfolio(this.#house, code),
    list: () => listPortfolios(this.#house),
  };

  readonly scenarios = {
    /** By name or file, or the scenario itself; as a whole or not at all. */
    load: async (scenario: string | Scenario) =>
      loadInto(this.#house, await readScenario(this.#house.scenarios, scenario)),
    /** A shipped scenario and its walk, in words. */
    describe: (name: string) => describeScenario(this.#house, name),
    /** Takes one step, from 1, of a loaded scenario. `cast`: what the step before answered, or what loading made. */
    step: (name: string, number: number, cast: Cast) => takeStep(this.#house, name, number, cast),
  };

  /** A new access token: for a consent of the scenario the bank was started with, by its key, or as the admin API gives them. */
  token({ consent, ...wanted }: TokenWanted & { readonly consent?: string }) {
    const consentId = consent === undefined ? {} : { consentId: this.#consentIdOf(consent) };
    return issueToken(this.#house, { ...wanted, ...consentId });
  }

  #consentIdOf(key: string): string {
    const { scenarios } = this.#house.beginning;
    const scenario = scenarios.find(({ consents }) => consents !== undefined && Object.hasOwn(consents, key));
    if (scenario) return scenarioConsentId(scenario, key);
    const keys = scenarios.flatMap(({ consents = {} }) => Object.keys(consents));
    throw new TypeError(`no scenario of this bank has a consent "${key}"; there are: ${keys.join(', ') || 'none'}`);
  }

  /** The verdict on the receiver that called this bank: on all it did, or on one consent or client. */
  readonly receiverReport = (wanted?: ReportWanted) => receiverReport(this.#house, wanted);

  /** Which rules of either side the traffic has exercised so far, and what the others lack. */
  readonly coverage = (wanted?: ReportWanted) => coverage(this.#house, wanted);

  async snapshot(): Promise<string> {
    return (await takeSnapshot(this.#house)).id;
  }

  restore(snapshotId: string): Promise<void> {
    return restoreSnapshot(this.#house, snapshotId);
  }

  /** Everything back to what the start loaded. */
  reset(): Promise<void> {
    return reset(this.#house);
  }

  /** Stops accepting, finishes what is under way, lets go of everything. */
  close(): Promise<void> {
    return this.#running.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

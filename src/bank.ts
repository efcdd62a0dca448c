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
import { type BankOptions, startOf } from './bank-options.js';
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
import type { Cast } from './scenarios/cast.js';
import type { Scenario } from './scenarios/scenario.js';
import { readScenario, type Running, serve } from './serve.js';
import { DEFAULT_CLOCK } from './store/clocks.js';

/**
 * Starts a bank of its own in this process: any free port, store in memory, nothing on disk. Two banks share nothing.
 *
 * @example
 * const bank = await startTransmissora({ scenario: 'preparing-then-ready' });
 * await bank.clock.advance('PT6M');
 * await bank.close();
 * @throws UsageError naming the option or the place in a scenario, what it was and what is allowed; TypeError for an
 * option nobody knows. A port that is taken rejects with the system's own error (EADDRINUSE).
 */
export async function startTransmissora(options: BankOptions = {}): Promise<Bank> {
  const { config, ...beginning } = startOf(options);
  return new Bank(await serve(config, beginning));
}

/**
 * A running bank: the admin API as functions, each answering with the fields of the call it names (`spec/admin.yaml`).
 * Instants are RFC 3339 in UTC, durations ISO 8601; where either is taken, a duration counts from now on the clock.
 * @throws Refusal, from all of them: `kind` is malformed, not-found, conflict, unprocessable or forbidden, for the 400, 404,
 * 409, 422 and 403 of the admin API. ApiError where the official API refuses the same: `row` is what it sends.
 */
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

  /** Customers, each on its named clock, else on `default`. */
  readonly customers = {
    /** A person by CPF or a company by CNPJ, as `POST /customers`. Conflict when the document is taken. */
    create: (wanted: NewCustomer) => addCustomer(this.#house, wanted),
    /** With holdings, history and what is scheduled, as `GET /customers/{customerId}`. */
    get: (customerId: string) => getCustomer(this.#house, customerId),
    /** With everything of the customer's, and the clock nobody else follows. */
    remove: (customerId: string) => removeCustomer(this.#house, customerId),
    /** Everybody, as the `customers` of `GET /customers`. */
    list: () => listCustomers(this.#house),
    /** Moves how who a customer is is shared; with `consentId`, records an approver's decision in that consent alone. */
    moveRegistration: (customerId: string, to: Status, options: Omit<Move, 'to'> = {}) =>
      moveRegistration(this.#house, customerId, { to, ...options }),
  };

  /** What customers hold. */
  readonly resources = {
    /** A product held, as `POST /customers/{customerId}/resources`. Conflict when its facts contradict each other (RES-035). */
    create: (customerId: string, wanted: NewHolding) => addResource(this.#house, customerId, wanted),
    /** Status now, history and what is scheduled, as `GET /resources/{resourceId}`. */
    get: (resourceId: string) => getResource(this.#house, resourceId),
    /**
     * Moves a resource, now or `at`; with `consentId`, records an approver's decision in that consent alone. Conflict, with
     * what is `allowed` and the rule, when the machine forbids it (RES-033 to RES-036); nothing is changed then.
     */
    transition: (resourceId: string, to: Status, options: Omit<Move, 'to'> = {}) =>
      moveResource(this.#house, resourceId, { to, ...options }),
    /** Closed, settled or redeemed: AVAILABLE for twelve civil months, then UNAVAILABLE (RES-038). */
    close: (resourceId: string, options: { readonly at?: string } = {}) =>
      closeResource(this.#house, resourceId, options),
    /** Every move between two statuses, possible or not, with the rule it follows or that forbids it. */
    moves: (resourceId: string) => movesOf(this.#house, resourceId),
  };

  /** Under the rules of the official API and of the customer's page. */
  readonly consents = {
    /** Creates and, unless `authorise` is false, authorises a consent; then `accessToken` is set, for `expiresIn` seconds. */
    create: (wanted: ConsentWanted) => addConsent(this.#house, wanted),
    /** Status, choice, decisions and preparation now, as `GET /consents/{consentId}`. */
    get: (consentId: string) => getConsent(this.#house, consentId),
    /** All of them, or those of one customer. */
    list: (customerId?: string) => listConsents(this.#house, customerId),
    /** As the customer would, within 60 minutes of its creation (CON-4.1). By default every eligible account and card. */
    authorise: (consentId: string, selection?: Selection) =>
      authoriseConsent(this.#house, consentId, selection ? { selection } : {}),
    /** Before it is authorised; as the customer would, unless another official code is given as the reason. */
    reject: (consentId: string, ending?: Ending) => endConsentBy(this.#house, consentId, 'reject', ending),
    /** The same after it was authorised. */
    revoke: (consentId: string, ending?: Ending) => endConsentBy(this.#house, consentId, 'revoke', ending),
    /** How long the list takes, from the polling anchor: a duration, or `never` (RES-050 to RES-053). */
    prepare: (consentId: string, readyAfter: string) => prepareConsent(this.#house, consentId, { readyAfter }),
    /** Why each holding is or is not in the list: now, or at another instant. */
    explain: (consentId: string, at?: string) => explainConsent(this.#house, consentId, at),
    /** The list as it was or will be at an instant; empty unless the answer there is 200. */
    resources: (consentId: string, at?: string) => listThen(this.#house, consentId, at),
    /** How the receiver waited for the list, and the schedule fitted to its waits. */
    polling: (consentId: string) => pollingOf(this.#house, consentId),
    /** What `GET /resources` would be answered, as it stands on the wire. Looking changes nothing. */
    answer: (consentId: string, wanted?: AnswerWanted) => previewAnswer(this.#house, consentId, wanted),
  };

  /** The journal of official calls. Credentials are redacted. */
  readonly requests = {
    /** Newest last, with `dropped`: how many had to be let go. */
    find: (wanted?: RequestsWanted) => findRequests(this.#house, wanted),
    /** How many exchanges match. */
    count: (wanted?: RequestsWanted) => countRequests(this.#house, wanted),
    /** Begins anew, with nothing dropped. */
    clear: () => this.#house.journal.clear(),
  };

  /** What traffic cannot show, told for the report on the receiver. */
  readonly situations = {
    /** Noted now, on the clock of the consent's customer. */
    mark: (situation: Omit<Situation, 'at'>) => addSituation(this.#house, situation),
  };

  /** Which resource types are sold (RES-029). */
  readonly offer = {
    /** Now, on the default clock, and what is scheduled. */
    get: () => getOffer(this.#house),
    /** From an instant on, exactly these types; replaces what was scheduled for the same instant. */
    put: (wanted: OfferWanted) => putOffer(this.#house, wanted),
  };

  /** What goes wrong on purpose. */
  readonly faults = {
    /** Those in force, in the order they are asked, with what is left of each. */
    get: () => getFaults(this.#house),
    /** Replaces them all; counts and draws begin anew. */
    put: (faults: readonly NewFault[]) => putFaults(this.#house, faults),
    /** None any more. */
    clear: () => clearFaults(this.#house),
  };

  /** Rules broken on purpose, by the ids of the catalogue. */
  readonly deviations = {
    /** All there are, with the rules each breaks. */
    catalogue: deviationCatalogue,
    /** Those in force. */
    get: () => getDeviations(this.#house),
    /** Replaces them all; counts begin anew. */
    put: (deviations: readonly NewDeviation[]) => putDeviations(this.#house, deviations),
    /** Every rule is kept again. */
    clear: () => clearDeviations(this.#house),
  };

  /** Scheduled outages, as Discovery announces them. */
  readonly outages = {
    /** Those announced. */
    get: () => getOutages(this.#house),
    /** Replaces them all. */
    put: (outages: readonly Outage[]) => putOutages(this.#house, { outages }),
    /** None any more. */
    clear: () => putOutages(this.#house, { outages: [] }),
  };

  /** The fund administrator's service: who calls it, and the controller's side. */
  readonly otdx = {
    /** Of a Chinese-wall group; answers with the token (OTD-TOK-01). */
    createUser: (wanted: NewUser) => addUser(this.#house, wanted),
    /** Amounts are decimal strings, days `2026-03-02`, in America/Sao_Paulo. */
    createPortfolio: (wanted: NewPortfolio) => addPortfolio(this.#house, wanted),
    /** Releases a quota, now or at an instant. */
    release: (code: string, wanted: NewRelease) => addRelease(this.#house, code, wanted),
    /** What the controller does with a reprocessing request. */
    reprocess: (hashtask: string, event: ControllerEvent) => moveReprocessing(this.#house, hashtask, event),
    /** Which day is next and why, and what turns tacit when. */
    explain: (code: string) => explainPortfolio(this.#house, code),
    /** Every portfolio. */
    list: () => listPortfolios(this.#house),
  };

  /** Worlds kept in files. */
  readonly scenarios = {
    /** By name or file, or the scenario itself; as a whole or not at all. */
    load: async (scenario: string | Scenario) =>
      loadInto(this.#house, await readScenario(this.#house.scenarios, scenario)),
    /** A shipped scenario and its walk, in words. */
    describe: (name: string) => describeScenario(this.#house, name),
    /** Takes one step, from 1, of a loaded scenario. `cast`: what the step before answered, or what loading made. */
    step: (name: string, number: number, cast: Cast) => takeStep(this.#house, name, number, cast),
  };

  /**
   * A new access token: of a consent of the scenario the bank was started with, by its key (TypeError when there is none),
   * or as `POST /tokens` gives them. It lives `expiresIn` seconds of real time, whatever the clock.
   */
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

  /** Keeps state and clocks as they are; answers with the id to go back to. */
  async snapshot(): Promise<string> {
    return (await takeSnapshot(this.#house)).id;
  }

  /** The only way back in time. */
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

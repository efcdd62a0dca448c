import type { Text } from '../core/text.js';
import type { NewRegistration } from '../openfinance/holdings/registration.js';
import type { ResourceType, Status } from '../openfinance/vocabulary.js';
import type { NewRelease } from '../otdx/approvals/releasing.js';
import type { NewPortfolio } from '../otdx/portfolios/portfolio.js';

/** Says where in its file a part of a scenario stands: `file:line: key`. */
export type Locate = (path: readonly (string | number)[]) => string;

/** Under this key a scenario that was read from text carries its {@link Locate}. It is never written out. */
export const ORIGIN = Symbol('origin');

/** A scenario file, as `fixtures/scenario.schema.json` allows it. */
export interface Scenario {
  readonly name: string;
  readonly about: Text;
  readonly clock?: { readonly name?: string; readonly now: string; readonly frozen?: boolean };
  readonly sells?: 'all' | readonly (ResourceType | { readonly type: ResourceType; readonly from: string })[];
  readonly customers: Readonly<Record<string, ScenarioCustomer>>;
  readonly consents?: Readonly<Record<string, ScenarioConsent>>;
  readonly otdx?: ScenarioOtdx;
  readonly steps?: readonly Step[];
  readonly [ORIGIN]?: Locate;
}

export interface ScenarioCustomer {
  readonly cpf?: string;
  readonly cnpj?: string;
  readonly name?: string;
  readonly clock?: string;
  /** How who they are is shared. */
  readonly registration?: NewRegistration;
  readonly resources?: readonly ScenarioResource[];
}

export interface ScenarioResource {
  readonly id: string;
  readonly type: ResourceType;
  readonly status?: Status;
  readonly contractedAt?: string;
  readonly closedAt?: string;
  readonly shareable?: boolean;
  readonly timeline?: readonly { readonly at: string; readonly to: Status; readonly cause?: string }[];
  /** So many of it; `{n}` in the id counts them. */
  readonly count?: number;
}

export interface ScenarioConsent {
  readonly customer: string;
  readonly permissions: 'all' | readonly string[];
  readonly selected?: readonly string[];
  readonly preparation?: { readonly readyAfter: string };
  readonly expirationDateTime?: string;
  readonly authorise?: boolean;
  readonly clientId?: string;
}

/** The fund administrator's service: who calls it, and what is there to approve. */
export interface ScenarioOtdx {
  /** By username. */
  readonly users?: Readonly<Record<string, { readonly password: string; readonly group: string }>>;
  /** By code. */
  readonly portfolios?: Readonly<Record<string, ScenarioPortfolio>>;
}

export interface ScenarioPortfolio extends Omit<NewPortfolio, 'code'> {
  readonly releases?: readonly ScenarioRelease[];
}

export interface ScenarioRelease extends NewRelease {
  /** So every business day from `date` on, this one included. */
  readonly until?: string;
  /** Instead of `at`: released on its own date, at this time of day. `HH:MM`. */
  readonly time?: string;
}

/** A call of the OTDX service. `{name}` in path and body stands for a hashtask kept under that name. */
export interface OtdxCall {
  /** The user whose token is sent. */
  readonly as: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Keeps the hashtask that comes back. */
  readonly keep?: string;
}

/** One step of the walk: exactly one of the actions, with what is said about it. */
export interface Step extends Partial<Actions> {
  readonly say?: Text;
  readonly get?: string;
  /** The consent whose token is sent; absent: no token. */
  readonly as?: string;
  readonly expect?: Expectation;
  readonly otdx?: OtdxCall;
  /** The receiver has a consent extended through the official API. */
  readonly extend?: {
    readonly consent: string;
    /** Absent: without end. */
    readonly expirationDateTime?: string;
  };
  readonly explain?: {
    readonly consent: string;
    readonly resource: string;
    readonly listed: boolean;
    readonly rule: string;
  };
  /** The action must be refused, in this way. */
  readonly refused?: ExpectedRefusal;
}

/** What a step may change in the world. */
export interface Actions {
  readonly advance: string | { readonly to: string } | { readonly toNextEvent: true };
  readonly transition: {
    readonly resource: string;
    readonly to: Status;
    readonly at?: string;
    readonly consent?: string;
  };
  readonly close: { readonly resource: string; readonly at?: string };
  readonly contract: { readonly customer: string; readonly resource: ScenarioResource };
  /** A consent made during the walk; later steps name it by `key`. */
  readonly consent: Omit<ScenarioConsent, 'expirationDateTime'> & { readonly key: string };
  readonly authorise: string | { readonly consent: string; readonly selected?: readonly string[] };
  readonly reject: string;
  readonly revoke: string;
  readonly prepare: { readonly consent: string; readonly readyAfter: string };
  /** The controller releases a quota. */
  readonly release: NewRelease & { readonly portfolio: string };
  /** The controller moves a reprocessing request on, by the name its hashtask is kept under. */
  readonly reprocess: { readonly request: string; readonly event: string; readonly note?: string };
  readonly sell: { readonly sells: 'all' | readonly ResourceType[]; readonly from?: string };
}

export interface ExpectedRefusal {
  readonly status: number;
  readonly rule?: string;
  readonly code?: string;
}

export interface Expectation {
  readonly status: number;
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  /** There is no body at all. */
  readonly empty?: true;
  readonly resources?: Readonly<Record<string, Status>>;
  readonly absent?: readonly string[];
  /** These ids are in the list, whatever its id field is called. */
  readonly listed?: readonly string[];
  readonly unlisted?: readonly string[];
  /** These texts stand somewhere in the body. */
  readonly contains?: readonly string[];
  readonly lacks?: readonly string[];
  readonly total?: number;
  readonly pages?: number;
  /** How many resources this page has. */
  readonly items?: number;
  /** Exactly these links are given. */
  readonly links?: readonly string[];
}

import type { ResourceType, Status } from '../openfinance/vocabulary.js';

/** A sentence for people, in one language or both. */
export type Text = string | { readonly pt: string; readonly en: string };

/** A scenario file, as `fixtures/scenario.schema.json` allows it. */
export interface Scenario {
  readonly name: string;
  readonly about: Text;
  readonly clock?: { readonly name?: string; readonly now: string; readonly frozen?: boolean };
  readonly sells?: 'all' | readonly (ResourceType | { readonly type: ResourceType; readonly from: string })[];
  readonly customers: Readonly<Record<string, ScenarioCustomer>>;
  readonly consents?: Readonly<Record<string, ScenarioConsent>>;
  readonly steps?: readonly Step[];
}

export interface ScenarioCustomer {
  readonly cpf?: string;
  readonly cnpj?: string;
  readonly name?: string;
  readonly clock?: string;
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

/** One step of the walk: exactly one of the actions, with what is said about it. */
export interface Step {
  readonly say?: Text;
  readonly get?: string;
  readonly as?: string;
  readonly expect?: Expectation;
  readonly advance?: string;
  readonly transition?: {
    readonly resource: string;
    readonly to: Status;
    readonly at?: string;
    readonly consent?: string;
  };
  readonly close?: { readonly resource: string; readonly at?: string };
  readonly contract?: { readonly customer: string; readonly resource: ScenarioResource };
  readonly authorise?: string;
  readonly reject?: string;
  readonly revoke?: string;
  readonly prepare?: { readonly consent: string; readonly readyAfter: string };
}

export interface Expectation {
  readonly status: number;
  readonly code?: string;
  readonly resources?: Readonly<Record<string, Status>>;
  readonly absent?: readonly string[];
  readonly total?: number;
  readonly pages?: number;
}

/** A text in the language wanted; the only one there is, otherwise. */
export const inLanguage = (text: Text, language: 'pt' | 'en'): string =>
  typeof text === 'string' ? text : text[language];

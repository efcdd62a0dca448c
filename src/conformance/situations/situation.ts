import type { Bilingual } from '../../core/text.js';
import type { Aim } from '../transmitter/facts.js';

/** A product the customer has. Instants are durations from the situation's beginning, or from the step. */
export interface Held {
  readonly type: string;
  readonly contractedAt?: string;
  readonly closedAt?: string;
  readonly shareable?: false;
  /** It waits for more approvers. */
  readonly joint?: true;
  /** So many of them, as `name-1`, `name-2` … */
  readonly count?: number;
}

/** A consent that is there when the story begins, authorised unless said otherwise. */
export interface ConsentPlan {
  /** All a person can give, when absent. */
  readonly permissions?: readonly string[];
  readonly awaiting?: true;
  /** The accounts and cards picked, by name; all, when absent. */
  readonly picks?: readonly string[];
  readonly readyAfter?: string;
  readonly expiresIn?: string;
}

/** A call of the target. `{consent:NAME}` and `{resource:NAME}` in its path stand for ids. */
export interface CallStep {
  readonly call: string;
  /** The consent whose token it carries, `client` and `other-client` for the receivers' own, or `nobody`. */
  readonly as: string;
  readonly method?: string;
  readonly query?: string;
  /** Over those every call has; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** How the token is spoilt. */
  readonly token?: 'garbage' | 'in-query' | 'without-scope';
  readonly aim?: Aim;
  /** A consent to ask for, and the name it gets. */
  readonly ask?: Asking;
  /** An extension to ask for. */
  readonly renew?: Renewal;
}

export interface Asking {
  readonly permissions: readonly string[];
  readonly keeps?: string;
  /** Absent: without end. */
  readonly expiresIn?: string;
  readonly company?: true;
}

export interface Renewal {
  /** From the step; absent: without end. */
  readonly to?: string;
  readonly by?: 'somebody-else';
}

export type Step =
  | CallStep
  /** The whole list of a consent, on one page. */
  | { readonly list: string }
  /** A link of the last list of a consent; `next` until there is none. */
  | { readonly follow: 'self' | 'next'; readonly as: string }
  /** The list of every product, or of these types. */
  | { readonly products: string; readonly types?: readonly string[] }
  /** An endpoint under every resource last listed. */
  | { readonly details: string }
  | { readonly repeat: number; readonly step: CallStep }
  | { readonly advance: string }
  | { readonly move: string; readonly to: string; readonly in?: string }
  /** What becomes of the customer's registration data, in every consent. */
  | { readonly register: string }
  | { readonly contract: string; readonly held: Held }
  | { readonly authorise: string }
  | { readonly revoke: string };

/** A story to tell a transmitter, as data: what is arranged, and what is asked. */
export interface Situation {
  readonly id: string;
  readonly about: Bilingual;
  /** The rules it can show something of. */
  readonly proves: readonly string[];
  readonly holds?: Readonly<Record<string, Held>>;
  readonly consents?: Readonly<Record<string, ConsentPlan>>;
  readonly steps: readonly Step[];
}

export const LIST = '/open-banking/resources/v3/resources';
export const CONSENTS = '/open-banking/consents/v3/consents';

import type { Instant } from './instant.js';

/** One request and its answer, as the journal keeps it. Credentials are redacted before it is made. */
export interface Exchange {
  /** Grows by one with each exchange of this process. */
  readonly id: number;
  /** Virtual time of the answer, on the clock of the customer concerned. */
  readonly at: Instant;
  /** Real time of the answer. */
  readonly wallAt: Instant;
  /** Name of the API, e.g. `resources`; `unknown` for a path that belongs to none. */
  readonly api: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody?: unknown;
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody?: unknown;
  readonly clientId?: string;
  readonly consentId?: string;
  /** The rule behind a refusal, e.g. `RES-062`. */
  readonly rule?: string;
  /** The fault that was injected. */
  readonly fault?: string;
  readonly durationMs: number;
}

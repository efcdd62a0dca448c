import { formatInstant, type Instant } from './instant.js';

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
  /** What follows the `?`, as it was written. */
  readonly query: string;
  /** By name in lower case, as all headers here. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Parsed where its type is known, else as text. */
  readonly requestBody?: unknown;
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody?: unknown;
  readonly clientId?: string;
  /** The consent concerned: the one the token is bound to, or the one a consents call is about. */
  readonly consentId?: string;
  /** Whether the token was a consent's or the client's own; absent when there was no valid one. */
  readonly grant?: 'consent' | 'client';
  /** The rule behind a refusal, e.g. `RES-062`. */
  readonly rule?: string;
  /** The fault that was injected. */
  readonly fault?: string;
  /** The deviations that bent it, `, ` between them. */
  readonly deviation?: string;
  /** The trace it belongs to, as its `traceparent` says: 32 hexadecimal digits. */
  readonly traceId?: string;
  /** From the request's arrival to its answer, real time. Milliseconds. */
  readonly durationMs: number;
  /** The TLS connection it came over; absent for plain HTTP. */
  readonly tls?: TlsFacts;
  /** Why there is no answer, as the side that made the exchange saw it, e.g. `ECONNRESET` or `timeout`. */
  readonly error?: string;
}

/** What is known of the TLS connection behind an exchange. */
export interface TlsFacts {
  /** e.g. `TLSv1.3`. */
  readonly protocol?: string;
  /** SHA-256 of the client's certificate, base64url, as in `cnf["x5t#S256"]`; absent when none was shown. */
  readonly certificate?: string;
}

/** An exchange as it is shown: instants in RFC 3339. */
export type ExchangeView = Omit<Exchange, 'at' | 'wallAt'> & { readonly at: string; readonly wallAt: string };

export const exchangeView = (exchange: Exchange): ExchangeView => ({
  ...exchange,
  at: formatInstant(exchange.at),
  wallAt: formatInstant(exchange.wallAt),
});

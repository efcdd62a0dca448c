import { thumbprintOf } from './openfinance/auth/client-certificate.js';
import type { RunningTls } from './serve.js';

/** The TLS listeners of a bank. Certificates and keys are PEM. */
export interface BankTls {
  /** Asks callers for a certificate, e.g. `https://127.0.0.1:40124`. */
  readonly url: string;
  /** Asks for none: the customer's pages. */
  readonly pageUrl: string;
  /** The authority to trust. */
  readonly ca: string;
  /** Certificates of receivers, by name: `client-1`, `client-2`. */
  readonly clients: Readonly<Record<string, BankClient>>;
}

/** What a receiver shows on the TLS port. */
export interface BankClient {
  /** PEM. */
  readonly certificate: string;
  /** Of that certificate, private, PEM. */
  readonly key: string;
  /** `x5t#S256`: what a token for this certificate is bound to. */
  readonly thumbprint: string;
}

export function tlsOf({ mtlsUrl, pageUrl, authority, clients }: RunningTls): BankTls {
  const entries = Object.entries(clients).map(([name, client]) => [
    name,
    { ...client, thumbprint: thumbprintOf(client.certificate) },
  ]);
  return { url: mtlsUrl, pageUrl, ca: authority.certificate, clients: Object.fromEntries(entries) };
}

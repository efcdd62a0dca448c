import { createHash, X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { readCertificateHeader } from './certificate-header.js';

/** The certificate a caller showed, which an authority we trust has signed. */
export interface ClientCertificate {
  /** SHA-256 of its DER, base64url: `x5t#S256` of RFC 8705. */
  readonly thumbprint: string;
  /** The subject's fields by their short names, e.g. `CN`, `UID`, `organizationIdentifier`, `serialNumber`. */
  readonly subject: Readonly<Record<string, string>>;
  readonly pem: string;
}

/** Certificates out of headers remembered at once. */
const CACHE_SIZE = 1000;

/**
 * Who a caller is at the transport. On a TLS listener that is the certificate of the connection; on the plain one there
 * is none, unless a proxy that ends TLS before us is trusted to say it in a header.
 */
export class ClientCertificates {
  readonly #header: string | undefined;
  readonly #bySocket = new WeakMap<TLSSocket, ClientCertificate | null>();
  readonly #byHeader = new LRUCache<string, ClientCertificate>({ max: CACHE_SIZE });

  /** `header`: where the proxy puts the certificate. Whoever can send it to us can be anybody. */
  constructor(header?: string) {
    this.#header = header?.toLowerCase();
  }

  /** Whether the request came a way on which a certificate can be shown; there, every protected operation wants one. */
  isMutual({ socket }: Pick<IncomingMessage, 'socket'>): boolean {
    return socket instanceof TLSSocket || this.#header !== undefined;
  }

  /** The caller's certificate; `undefined` when there is none, or none that can be trusted. */
  of({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): ClientCertificate | undefined {
    if (socket instanceof TLSSocket) return this.#onConnection(socket);
    if (this.#header === undefined) return undefined;
    const text = headers[this.#header];
    return typeof text === 'string' ? this.#inHeader(text) : undefined;
  }

  #onConnection(socket: TLSSocket): ClientCertificate | undefined {
    let known = this.#bySocket.get(socket);
    if (known === undefined) {
      const certificate = socket.authorized ? socket.getPeerX509Certificate() : undefined;
      known = certificate ? describe(certificate) : null;
      this.#bySocket.set(socket, known);
    }
    return known ?? undefined;
  }

  #inHeader(text: string): ClientCertificate | undefined {
    const known = this.#byHeader.get(text);
    if (known) return known;
    const certificate = readCertificateHeader(text);
    const described = certificate && describe(certificate);
    if (described) this.#byHeader.set(text, described);
    return described;
  }
}

function describe(certificate: X509Certificate): ClientCertificate {
  const fields = Object.entries(certificate.toLegacyObject().subject ?? {}).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : String(value),
  ]);
  return { thumbprint: thumbprintOf(certificate), subject: Object.fromEntries(fields), pem: certificate.toString() };
}

/** `x5t#S256` of a certificate, given in PEM or parsed. RFC 8705 §3.1. */
export const thumbprintOf = (certificate: X509Certificate | string): string =>
  createHash('sha256')
    .update(typeof certificate === 'string' ? new X509Certificate(certificate).raw : certificate.raw)
    .digest('base64url');

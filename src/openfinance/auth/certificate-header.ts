import { X509Certificate } from 'node:crypto';

/** The longest header that is looked at. Characters; a certificate of ours has about 1,900. */
const MAX_LENGTH = 12_000;
const PEM = /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The one certificate in a header that a proxy wrote: a byte sequence (RFC 9440, `:MIIC…:`), PEM, PEM with percent
 * signs (nginx `$ssl_client_escaped_cert`, load balancers), or base64 DER alone. `undefined` for anything else, also
 * for two headers that were joined, or a chain: which of them is meant cannot be known.
 */
export function readCertificateHeader(text: string): X509Certificate | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const der = derIn(text.trim());
  if (der === undefined) return undefined;
  try {
    return new X509Certificate(der);
  } catch {
    return undefined;
  }
}

function derIn(text: string): Buffer | undefined {
  const [, sequence] = /^:([A-Za-z0-9+/]+={0,2}):$/.exec(text) ?? [];
  if (sequence !== undefined) return Buffer.from(sequence, 'base64');
  if (BASE64.test(text)) return Buffer.from(text, 'base64');
  const [, body] = PEM.exec(unescaped(text).trim()) ?? [];
  return body === undefined ? undefined : Buffer.from(body, 'base64');
}

/** Some leave `+`, `=` and `/` as they are; none means a space by a plus sign. */
function unescaped(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

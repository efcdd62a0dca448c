import { generateKeyPair, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { DAY, HOUR, type Instant } from '../../core/instant.js';
import { RECEIVERS, subjectOf } from './receivers.js';
import type { Certified, Validity } from './x509.js';

/** How long a certificate is valid. Real time. */
const LIFE = 90 * DAY;
/** Certificates with less to live than this are made anew. */
const MARGIN = 7 * DAY;
/** Somebody's clock may be a little behind ours. */
const HEAD_START = HOUR;

/** What everybody on this machine calls a server here. */
const OWN_HOSTS = ['localhost', '127.0.0.1', '::1'];

/** Who speaks TLS here: a test authority, our server, and the receivers, by name. */
export interface CertificateSet {
  readonly authority: Certified;
  readonly server: Certified;
  readonly clients: Readonly<Record<string, Certified>>;
}

/** Keys to use again, PKCS #8 PEM, by whose they are: `authority`, `server`, or a receiver's name. */
export type KeyRing = Readonly<Record<string, string>>;

/** New keys for everybody in a set. */
export async function newKeys(): Promise<KeyRing> {
  const make = async (name: string): Promise<readonly [string, string]> => {
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    return [name, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()];
  };
  return Object.fromEntries(await Promise.all(['authority', 'server', ...RECEIVERS.map(({ name }) => name)].map(make)));
}

/** A whole new set. `hosts`: what else the server is called, besides what this machine calls it. */
export async function makeCertificates(
  now: Instant,
  hosts: readonly string[],
  keys: KeyRing = {},
): Promise<CertificateSet> {
  const { certify, certifyAuthority } = await import('./x509.js');
  const validity: Validity = { from: wholeSecond(now) - HEAD_START, until: wholeSecond(now) - HEAD_START + LIFE };
  const authority = await certifyAuthority({
    subject: [{ C: ['BR'] }, { O: ['Transmissora (somente testes)'] }, { CN: ['Transmissora AC de testes'] }],
    validity,
    key: keys['authority'],
  });
  const clients = RECEIVERS.map(async (receiver) => {
    const wanted = { subject: subjectOf(receiver), validity, use: 'client' as const, key: keys[receiver.name] };
    return [receiver.name, await certify(authority, wanted)] as const;
  });
  return {
    authority,
    server: await certifyServer(authority, validity, hosts, keys['server']),
    clients: Object.fromEntries(await Promise.all(clients)),
  };
}

/** The same set with a server certificate for other hosts, until the authority's own ends. */
export async function serveAlso(set: CertificateSet, now: Instant, hosts: readonly string[]): Promise<CertificateSet> {
  const until = endOf(set.authority);
  const server = await certifyServer(
    set.authority,
    { from: wholeSecond(now) - HEAD_START, until },
    hosts,
    set.server.key,
  );
  return { ...set, server };
}

async function certifyServer(
  authority: Certified,
  validity: Validity,
  hosts: readonly string[],
  key: string | undefined,
): Promise<Certified> {
  const { certify } = await import('./x509.js');
  const all = [...new Set([...OWN_HOSTS, ...hosts])];
  const addresses = all.filter((host) => isIP(host) > 0);
  const names = all.filter((host) => isIP(host) === 0);
  const subject = [{ C: ['BR'] }, { O: ['Banco Transmissora S.A.'] }, { CN: [names.at(-1) ?? 'localhost'] }];
  return certify(authority, { subject, validity, use: { serves: { names, addresses } }, key });
}

/** Whether every certificate of the set is valid now and for a while, and the authority's. */
export function isFresh({ authority, server, clients }: CertificateSet, now: Instant): boolean {
  const { publicKey } = new X509Certificate(authority.certificate);
  return [authority, server, ...Object.values(clients)].every(
    (certified) =>
      startOf(certified) <= now &&
      now + MARGIN < endOf(certified) &&
      new X509Certificate(certified.certificate).verify(publicKey),
  );
}

/** Whether the server's certificate is for all of these hosts. */
export function serves({ server }: CertificateSet, hosts: readonly string[]): boolean {
  const certificate = new X509Certificate(server.certificate);
  return hosts.every(
    (host) => (isIP(host) > 0 ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined,
  );
}

/** When the certificate ends, included. */
export const endOf = ({ certificate }: Certified): Instant => Date.parse(new X509Certificate(certificate).validTo);
const startOf = ({ certificate }: Certified): Instant => Date.parse(new X509Certificate(certificate).validFrom);

/** Certificates know whole seconds. */
const wholeSecond = (now: Instant): Instant => now - (now % 1000);

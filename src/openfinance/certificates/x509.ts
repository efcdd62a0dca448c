import 'reflect-metadata';
import { type webcrypto as Web, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { Instant } from '../../core/instant.js';

// Loaded only where certificates are made: the library costs a start a tenth of a second.
x509.cryptoProvider.set(webcrypto as never);

/** RSA 2048 with SHA-256: what the profile asks of a certificate. RULES §7. */
const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
} as const;

const KEY_LABEL = 'PRIVATE KEY';

/** Both in PEM; the key is PKCS #8. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

/** From when, included, until when it is valid. */
export interface Validity {
  readonly from: Instant;
  readonly until: Instant;
}

/** A certificate's subject: attributes in order, by name, or by OID where the library knows no name. */
export type Subject = readonly Readonly<Record<string, readonly string[]>>[];

/** A certificate to be signed by an authority. */
export interface Wanted {
  readonly subject: Subject;
  readonly validity: Validity;
  /** A server's, for these names and addresses; or a client's. */
  readonly use:
    | { readonly serves: { readonly names: readonly string[]; readonly addresses: readonly string[] } }
    | 'client';
  /** PKCS #8 PEM of a key to use again; a new one is made when it is left out. */
  readonly key?: string | undefined;
}

/** A self-signed authority that may sign leaves, and nothing else. */
export async function certifyAuthority({ subject, validity, key }: Omit<Wanted, 'use'>): Promise<Certified> {
  const keys = await keysOf(key);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: nameOf(subject),
    notBefore: new Date(validity.from),
    notAfter: new Date(validity.until),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return pemOf(certificate, keys);
}

export async function certify(authority: Certified, { subject, validity, use, key }: Wanted): Promise<Certified> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const [keys, signer] = await Promise.all([keysOf(key), importKey(authority.key)]);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: nameOf(subject),
    issuer: issuer.subjectName.toJSON(),
    notBefore: new Date(validity.from),
    notAfter: new Date(validity.until),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: signer,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment, true),
      ...extensionsFor(use),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return pemOf(certificate, keys);
}

function extensionsFor(use: Wanted['use']): readonly x509.Extension[] {
  if (use === 'client') return [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])];
  const { names, addresses } = use.serves;
  return [
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension([
      ...names.map((value) => ({ type: 'dns' as const, value })),
      ...addresses.map((value) => ({ type: 'ip' as const, value })),
    ]),
  ];
}

const nameOf = (subject: Subject): x509.JsonName => subject.map((part) => mutable(part));
const mutable = (part: Subject[number]): Record<string, string[]> =>
  Object.fromEntries(Object.entries(part).map(([name, values]) => [name, [...values]]));

/** Positive, and of 127 bits: more than RFC 5280 asks for, and unlike any other. */
const newSerial = (): string => `7${webcrypto.randomUUID().replaceAll('-', '').slice(1)}`;

async function keysOf(key: string | undefined): Promise<Web.CryptoKeyPair> {
  if (key === undefined) return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const privateKey = await importKey(key);
  const { kty = 'RSA', n = '', e = '' } = await webcrypto.subtle.exportKey('jwk', privateKey);
  const publicKey = await webcrypto.subtle.importKey('jwk', { kty, n, e }, ALGORITHM, true, ['verify']);
  return { privateKey, publicKey };
}

const importKey = (pem: string): Promise<Web.CryptoKey> =>
  webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), ALGORITHM, true, ['sign']);

async function pemOf(certificate: x509.X509Certificate, { privateKey }: Web.CryptoKeyPair): Promise<Certified> {
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', privateKey), KEY_LABEL);
  return { certificate: `${certificate.toString('pem').trimEnd()}\n`, key: `${key.trimEnd()}\n` };
}

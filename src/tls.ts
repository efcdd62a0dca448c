import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isLoopback, ownHosts } from './addresses.js';
import { UsageError } from './core/errors.js';
import type { Instant } from './core/instant.js';
import { certificatesIn } from './openfinance/certificates/folder.js';
import { type CertificateSet, type KeyRing, makeCertificates, newKeys } from './openfinance/certificates/set.js';
import { DEVELOPMENT_TLS_KEYS } from './paths.js';
import type { Config } from './settings.js';
import type { Shared } from './store/store.js';

/** What the TLS listeners need; `folder` is where it is kept, when it is. */
export interface TlsMaterial extends CertificateSet {
  readonly folder?: string;
  /** Whose clients are accepted. PEM. */
  readonly clientAuthorities: readonly string[];
}

/** Where certificates are kept: in the folder that is named, else beside the data file. */
export function certificateFolder({ certs, store }: Pick<Config, 'certs' | 'store'>): string | undefined {
  if (certs !== undefined) return certs;
  return store.kind === 'file' ? join(dirname(store.path), 'certs') : undefined;
}

/**
 * The certificates of this start, made when there are none or they are about to expire: in their folder, else in memory.
 * There, the instances on one store share their keys, and so know each other's clients; on loopback the shipped
 * development keys do.
 * @throws UsageError for a file that is not what it should be.
 */
export async function openTls(config: Config, now: Instant, shared?: Pick<Shared, 'secret'>): Promise<TlsMaterial> {
  const hosts = ownHosts(config);
  const others = await Promise.all(config.clientCa.map(readAuthority));
  const folder = certificateFolder(config);
  const set =
    folder === undefined
      ? await makeCertificates(now, hosts, await keysInMemory(config, shared))
      : (await certificatesIn(folder, { now, hosts })).set;
  return {
    ...set,
    clientAuthorities: [set.authority.certificate, ...others],
    ...(folder !== undefined && { folder }),
  };
}

async function keysInMemory({ host }: Config, shared: Pick<Shared, 'secret'> | undefined): Promise<KeyRing> {
  if (shared) return JSON.parse(await shared.secret('tls-keys', async () => JSON.stringify(await newKeys())));
  return isLoopback(host) ? JSON.parse(await readFile(DEVELOPMENT_TLS_KEYS, 'utf8')) : {};
}

async function readAuthority(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    if (new X509Certificate(text).ca) return text;
  } catch (cause) {
    throw new UsageError({
      pt: `--client-ca é ${file}: não dá para ler como PEM (${(cause as Error).message})`,
      en: `--client-ca is ${file}: cannot be read as PEM (${(cause as Error).message})`,
    });
  }
  throw new UsageError({
    pt: `--client-ca é ${file}: é um certificado, mas não de uma autoridade`,
    en: `--client-ca is ${file}: a certificate, but not of an authority`,
  });
}

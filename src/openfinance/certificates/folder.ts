import { X509Certificate, createPrivateKey } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import type { Instant } from '../../core/instant.js';
import { RECEIVERS } from './receivers.js';
import { type CertificateSet, isFresh, makeCertificates, serveAlso, serves } from './set.js';
import type { Certified } from './x509.js';

/** What becomes of a folder's certificates when somebody asks for them. */
export interface KeptCertificates {
  readonly set: CertificateSet;
  /** Kept as they were; the server's alone made anew for another host; or all made. */
  readonly outcome: 'kept' | 'server-renewed' | 'made';
}

/** Where each part of a set stands in `folder`. */
export const filesIn = (
  folder: string,
): Readonly<Record<string, { readonly certificate: string; readonly key: string }>> =>
  Object.fromEntries(
    ['ca', 'server', ...RECEIVERS.map(({ name }) => name)].map((name) => [
      name,
      { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key.pem`) },
    ]),
  );

/**
 * The certificates kept in `folder`, made on first use and when they are about to expire; keys are mode 0600.
 * @throws UsageError when the folder cannot be written, or a file there is no certificate or key of ours.
 */
export async function certificatesIn(
  folder: string,
  { now, hosts, anew = false }: { readonly now: Instant; readonly hosts: readonly string[]; readonly anew?: boolean },
): Promise<KeptCertificates> {
  const kept = anew ? undefined : await keptIn(folder);
  if (kept && isFresh(kept, now)) {
    if (serves(kept, hosts)) return { set: kept, outcome: 'kept' };
    return { set: await writeSet(folder, await serveAlso(kept, now, hosts)), outcome: 'server-renewed' };
  }
  return { set: await writeSet(folder, await makeCertificates(now, hosts)), outcome: 'made' };
}

/** What a folder holds; `undefined` when nothing, or not everything, is there. @throws UsageError for a damaged file. */
export async function keptIn(folder: string): Promise<CertificateSet | undefined> {
  const read = await Promise.all(
    Object.entries(filesIn(folder)).map(async ([name, { certificate, key }]) => {
      const [certificateText, keyText] = await Promise.all([readPart(certificate), readPart(key)]);
      if (certificateText === undefined || keyText === undefined) return undefined;
      requirePair({ certificate: certificateText, key: keyText }, certificate);
      return [name, { certificate: certificateText, key: keyText }] as const;
    }),
  );
  const { ca: authority, server, ...clients } = Object.fromEntries(read.filter((part) => part !== undefined));
  const isWhole = authority && server && RECEIVERS.every(({ name }) => clients[name] !== undefined);
  return isWhole ? { authority, server, clients } : undefined;
}

async function readPart(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError({
      pt: `arquivo de certificado ${file}: não pode ser lido (${(cause as Error).message})`,
      en: `certificate file ${file}: cannot be read (${(cause as Error).message})`,
    });
  }
}

function requirePair({ certificate, key }: Certified, file: string): void {
  try {
    if (new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) return;
  } catch {
    // Not even PEM: the same words say so.
  }
  throw new UsageError({
    pt: `arquivo de certificado ${file}: não é um certificado com a chave ao lado; remova a pasta para que outros sejam feitos`,
    en: `certificate file ${file}: not a certificate with the key beside it; remove the folder to have new ones made`,
  });
}

async function writeSet(folder: string, set: CertificateSet): Promise<CertificateSet> {
  const parts: Readonly<Record<string, Certified | undefined>> = {
    ...set.clients,
    ca: set.authority,
    server: set.server,
  };
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, files] of Object.entries(filesIn(folder))) {
      const { certificate = '', key = '' } = parts[name] ?? {};
      await replaceFile(files.key, key, 0o600);
      await replaceFile(files.certificate, certificate, 0o644);
    }
  } catch (cause) {
    throw new UsageError({
      pt: `pasta de certificados ${folder}: não pode ser escrita (${(cause as Error).message})`,
      en: `certificate folder ${folder}: cannot be written (${(cause as Error).message})`,
    });
  }
  return set;
}

/** Whoever reads it meanwhile sees the old text or the new one; the mode is right from the first byte on. */
async function replaceFile(file: string, text: string, mode: number): Promise<void> {
  await writeFile(`${file}.new`, text, { mode });
  await rename(`${file}.new`, file);
}

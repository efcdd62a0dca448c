import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CryptoKey, JWK } from 'jose';
import { exportJWK } from 'jose/key/export';
import { generateKeyPair } from 'jose/key/generate/keypair';
import { importJWK } from 'jose/key/import';
import { UsageError } from '../../core/errors.js';
import { randomIds } from '../../core/ids.js';
import type { Shared } from '../../store/store.js';

/** The signing algorithm of every token here. FAPI-BR. */
export const ALGORITHM = 'PS256';

/** The key pair that signs everything here, with the public half as it is published. */
export interface SigningKeys {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
  /** Derived from the private key: known to whoever has it, and so to every instance of us. Proves forms and cookies. */
  readonly pageSecret: string;
}

/** The key pair kept in `file`, made on first use (mode 0600). @throws UsageError when the file is damaged. */
export async function keysIn(file: string): Promise<SigningKeys> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new UsageError({
        pt: `arquivo de chaves ${file}: não pode ser lido (${(cause as Error).message})`,
        en: `key file ${file}: cannot be read (${(cause as Error).message})`,
      });
    }
    return makeKeys(file);
  }
  try {
    return await importKeys(JSON.parse(text));
  } catch {
    throw new UsageError({
      pt: `arquivo de chaves ${file}: não é uma chave RSA privada em forma JWK; remova-o para que outra seja feita`,
      en: `key file ${file}: not an RSA private key in JWK form; remove it to have a new one made`,
    });
  }
}

async function makeKeys(file: string): Promise<SigningKeys> {
  const jwk = await newPrivateJwk();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(jwk, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return importKeys(jwk);
}

async function newPrivateJwk(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true, modulusLength: 2048 });
  return { ...(await exportJWK(privateKey)), alg: ALGORITHM, use: 'sig', kid: randomIds.uuid() };
}

/** The key pair all instances on a store share, made by whichever needs it first. */
export const sharedKeys = async ({ secret }: Pick<Shared, 'secret'>): Promise<SigningKeys> =>
  importKeys(JSON.parse(await secret('signing-key', async () => JSON.stringify(await newPrivateJwk()))));

/** A key pair that lives as long as the process. */
export const ephemeralKeys = async (): Promise<SigningKeys> => importKeys(await newPrivateJwk());

export async function importKeys(jwk: JWK): Promise<SigningKeys> {
  const { kty, n, e, kid = 'transmissora' } = jwk;
  if (kty !== 'RSA' || n === undefined || e === undefined || jwk.d === undefined)
    throw new TypeError('not an RSA private key');
  const publicJwk: JWK = { kty, n, e, kid, alg: ALGORITHM, use: 'sig' };
  const { d, p, q, dp, dq, qi } = jwk as Required<JWK>;
  return {
    kid,
    privateKey: (await importJWK(jwk, ALGORITHM)) as CryptoKey,
    privateJwk: { ...publicJwk, d, p, q, dp, dq, qi },
    publicJwk,
    pageSecret: secretFrom(d),
  };
}

const secretFrom = (privatePart: string): string =>
  createHash('sha256').update(`pages ${privatePart}`).digest('base64url');

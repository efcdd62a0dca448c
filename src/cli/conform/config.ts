import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Client } from '../../conformance/driving/client-credentials.js';
import type { TlsFiles } from '../../conformance/driving/connection.js';
import { SITUATIONS } from '../../conformance/situations/catalogue.js';
import { PRODUCT_ROWS } from '../../conformance/products.js';
import { UsageError } from '../../core/errors.js';
import { type Fields, fieldsIn, readYamlFile, requireTextIn, textIn } from '../yaml-file.js';

/** A receiver as it was configured: with a token, or with a key to get one. */
export type Receiver = { readonly accessToken: string } | Client;

/** What the file says a target may be examined with. */
export interface ConformConfig {
  readonly target?: string;
  readonly tls: TlsFiles;
  readonly customer?: string;
  readonly client?: Receiver;
  readonly otherClient?: Receiver;
  /** Where an API family answers, when not at the target; by family. */
  readonly bases: Readonly<Record<string, string>>;
  /** By the id of the situation. */
  readonly consents: Readonly<Record<string, { readonly accessToken: string; readonly consentId?: string }>>;
}

const KEYS = ['target', 'tls', 'customer', 'client', 'otherClient', 'bases', 'consents'];
/** The families a situation calls. */
const FAMILIES = ['resources', 'consents', 'customers', ...PRODUCT_ROWS.map(({ list }) => list.split('/')[2] ?? '')];
const RECEIVER = ['accessToken', 'clientId', 'tokenEndpoint', 'key'];

/** @throws UsageError naming the file and the key that is wrong. Paths in it are relative to it. */
export async function readConformConfig(file: string): Promise<ConformConfig> {
  const place = `configuration ${file}`;
  const fields = fieldsIn((await readYamlFile(file, 'configuration')) ?? {}, place, KEYS);
  const beside = (path: string): string => resolve(dirname(file), path);
  const [target, customer] = [textIn(fields, 'target', place), textIn(fields, 'customer', place)];
  const [client, otherClient] = await Promise.all(
    ['client', 'otherClient'].map((key) => receiverIn(fields[key], `${place}, ${key}`, beside)),
  );
  return {
    ...(target !== undefined && { target }),
    ...(customer !== undefined && { customer }),
    ...(client && { client }),
    ...(otherClient && { otherClient }),
    tls: await tlsIn(fields['tls'], `${place}, tls`, beside),
    bases: basesIn(fields['bases'], `${place}, bases`),
    consents: consentsIn(fields['consents'], `${place}, consents`),
  };
}

async function tlsIn(value: unknown, place: string, beside: (path: string) => string): Promise<TlsFiles> {
  if (value === undefined) return {};
  const fields = fieldsIn(value, place, ['cert', 'key', 'ca']);
  const read = async (key: string): Promise<string | undefined> => {
    const path = textIn(fields, key, place);
    return path === undefined ? undefined : readText(beside(path), `${place}, ${key}`);
  };
  const [cert, key, ca] = await Promise.all(['cert', 'key', 'ca'].map(read));
  if ((cert === undefined) !== (key === undefined)) throw new UsageError(`${place}: cert and key belong together`);
  const tls = { cert, key, ca };
  try {
    createSecureContext(tls);
  } catch (cause) {
    throw new UsageError(`${place}: no PEM certificate and key that fit each other (${(cause as Error).message})`);
  }
  return tls;
}

async function receiverIn(
  value: unknown,
  place: string,
  beside: (path: string) => string,
): Promise<Receiver | undefined> {
  if (value === undefined) return undefined;
  const fields = fieldsIn(value, place, RECEIVER);
  const accessToken = textIn(fields, 'accessToken', place);
  if (accessToken !== undefined) return { accessToken };
  const tokenEndpoint = requireTextIn(fields, 'tokenEndpoint', place);
  if (!URL.canParse(tokenEndpoint))
    throw new UsageError(`${place}: tokenEndpoint is "${tokenEndpoint}"; allowed: an address`);
  return {
    clientId: requireTextIn(fields, 'clientId', place),
    tokenEndpoint,
    key: await keyIn(fields, place, beside),
  };
}

async function keyIn(fields: Fields, place: string, beside: (path: string) => string): Promise<Client['key']> {
  const path = beside(requireTextIn(fields, 'key', place));
  const text = await readText(path, `${place}, key`);
  try {
    const key = JSON.parse(text) as Client['key'];
    if (key.kty === 'RSA' && key['d'] !== undefined) return key;
  } catch {
    // Said below, as for JSON that is no key.
  }
  throw new UsageError(`${place}: key ${path} is not an RSA private key in JWK form`);
}

function basesIn(value: unknown, place: string): ConformConfig['bases'] {
  if (value === undefined) return {};
  const fields = fieldsIn(value, place, FAMILIES);
  return Object.fromEntries(
    Object.keys(fields).map((family) => {
      const address = requireTextIn(fields, family, place);
      if (!URL.canParse(address)) throw new UsageError(`${place}: ${family} is "${address}"; allowed: an address`);
      return [family, address.replace(/\/+$/, '')];
    }),
  );
}

function consentsIn(value: unknown, place: string): ConformConfig['consents'] {
  if (value === undefined) return {};
  const fields = fieldsIn(
    value,
    place,
    SITUATIONS.filter(({ consents = {} }) => Object.keys(consents).length === 1).map(({ id }) => id),
  );
  return Object.fromEntries(
    Object.entries(fields).map(([id, consent]) => {
      const here = `${place}.${id}`;
      const one = fieldsIn(consent, here, ['accessToken', 'consentId']);
      const consentId = textIn(one, 'consentId', here);
      return [
        id,
        { accessToken: requireTextIn(one, 'accessToken', here), ...(consentId !== undefined && { consentId }) },
      ];
    }),
  );
}

async function readText(path: string, place: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`${place}: ${(cause as Error).message}`);
  }
}

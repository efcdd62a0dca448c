import { collection } from '../../store/store.js';
import type { Statement } from './statement.js';

/** A receiver's software as the mock directory knows it, with the keys it keeps for it. */
export interface Software {
  readonly statement: Statement;
  /** Public keys, as the software gave them; absent when it publishes them itself. */
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
}

/** By software id. */
export const SOFTWARE = collection<Software>('directory-software');

/** Where the directory publishes the keys it keeps for a software. */
export const keystorePath = (organisationId: string, softwareId: string): string =>
  `/directory/keystore/${organisationId}/${softwareId}/application.jwks`;

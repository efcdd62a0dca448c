import type { Instant } from '../../core/instant.js';
import { type Collection, collection, type Reader } from '../../store/store.js';
import type { Grant } from './tokens.js';

/** Something the authorization server keeps, in the words of its library. */
export interface AuthRecord {
  readonly payload: Readonly<Record<string, unknown>>;
  /** Real time, excluded; absent for what does not expire. */
  readonly expiresAt?: Instant;
}

/** What the library keeps, by the names it has for it. */
export const RECORD_KINDS = [
  'AccessToken',
  'AuthorizationCode',
  'Client',
  'ClientCredentials',
  'Grant',
  'Interaction',
  'PushedAuthorizationRequest',
  'RefreshToken',
  'RegistrationAccessToken',
  'ReplayDetection',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

const field =
  (name: string) =>
  ({ payload }: AuthRecord): string | undefined => {
    const value = payload[name];
    return typeof value === 'string' ? value : undefined;
  };

const INDEXES = { grantId: field('grantId'), clientId: field('clientId') };

/** `AccessToken` → `authorization-access-token`. */
const nameOf = (kind: RecordKind): string =>
  `authorization${kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

export const AUTH_RECORDS = Object.fromEntries(
  RECORD_KINDS.map((kind) => [kind, collection<AuthRecord>(nameOf(kind), INDEXES)]),
) as Readonly<Record<RecordKind, Collection<AuthRecord>>>;

/** They live by real time: a snapshot neither holds nor touches them (docs/decisions/0018-access-tokens-and-their-records.md). */
export const AUTH_COLLECTIONS: readonly string[] = RECORD_KINDS.map(nameOf);

/** A record that has not expired. */
export async function liveRecord(
  reader: Reader,
  kind: RecordKind,
  id: string,
  now: Instant,
): Promise<AuthRecord | undefined> {
  const record = (await reader.get(AUTH_RECORDS[kind], id))?.value;
  return record && (record.expiresAt === undefined || now < record.expiresAt) ? record : undefined;
}

/** Whether what an access token stands for is still there: it goes with its grant, its client, or when it is revoked. */
export async function isTokenRecorded(
  reader: Reader,
  { recordId = '', consentId }: Pick<Grant, 'recordId' | 'consentId'>,
  now: Instant,
): Promise<boolean> {
  const kind = consentId === undefined ? 'ClientCredentials' : 'AccessToken';
  return (await liveRecord(reader, kind, recordId, now)) !== undefined;
}

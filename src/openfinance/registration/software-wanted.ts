import { isUuid } from '../../core/ids.js';
import { OAuthRefusal } from '../auth/oauth-error.js';
import { keystorePath, type Software } from './software.js';
import type { Subject } from './rules.js';

type Json = Readonly<Record<string, unknown>>;

/** A software as `/directory/ssa` is asked for it, with what it becomes beside what was known of it. */
interface Wanted {
  readonly organisationId: string;
  readonly softwareId: string;
  softwareFrom(known: Software | undefined, origin: string): Software;
}

/** What the body may say; anything else was mistyped. */
const FIELDS = [
  'organisationId',
  'organisationName',
  'softwareId',
  'clientName',
  'redirectUris',
  'webhookUris',
  'roles',
  'jwks',
  'jwksUri',
  'organisationStatus',
  'softwareStatus',
];

/** Where a receiver comes back when nothing is said. */
const USUAL_REDIRECT = 'https://127.0.0.1:8443/callback';

/**
 * Reads the body: everything has a default, from the certificate, from what was known, or invented.
 * @throws OAuthRefusal invalid_request naming the field.
 */
export function readSoftware(body: unknown, subject: Subject = {}, newId: () => string): Wanted {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw wrong('the body must be a JSON object');
  const asked = body as Json;
  const unknown = Object.keys(asked).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw wrong(`${plain(unknown)} is unknown; allowed: ${FIELDS.join(', ')}`);
  const organisationId =
    id(asked, 'organisationId') ?? subject['organizationIdentifier']?.replace(/^OFBBR-/, '') ?? newId();
  const softwareId = id(asked, 'softwareId') ?? subject['UID'] ?? newId();
  const jwks = keysIn(asked['jwks']);
  const jwksUri = text(asked, 'jwksUri');
  const redirects = texts(asked, 'redirectUris');
  const webhooks = texts(asked, 'webhookUris');
  const roles = texts(asked, 'roles');
  const names = { organisation: text(asked, 'organisationName') ?? subject['O'], client: text(asked, 'clientName') };
  const statuses = { organisation: text(asked, 'organisationStatus'), software: text(asked, 'softwareStatus') };
  return {
    organisationId,
    softwareId,
    softwareFrom: (known, origin) => {
      const before = known?.statement;
      const kept = jwks ?? (jwksUri === undefined ? known?.jwks : undefined);
      const own = `${origin}${keystorePath(organisationId, softwareId)}`;
      const name = names.client ?? before?.software_client_name ?? names.organisation ?? 'Receptora de testes';
      const site = new URL(redirects?.[0] ?? before?.software_redirect_uris[0] ?? USUAL_REDIRECT).origin;
      return {
        statement: {
          org_id: organisationId,
          org_name: names.organisation ?? before?.org_name ?? name,
          org_number: subject['serialNumber'] ?? before?.org_number ?? '30102040000105',
          org_status: statuses.organisation ?? before?.org_status ?? 'Active',
          software_id: softwareId,
          software_client_id: softwareId,
          software_client_name: name,
          software_client_uri: `${site}/`,
          software_logo_uri: `${site}/logo.svg`,
          software_policy_uri: `${site}/policy`,
          software_tos_uri: `${site}/terms`,
          software_environment: 'sandbox',
          software_mode: 'Live',
          software_status: statuses.software ?? before?.software_status ?? 'Active',
          software_version: '1.0',
          software_jwks_uri: jwksUri ?? (kept ? own : (before?.software_jwks_uri ?? own)),
          software_redirect_uris: redirects ?? before?.software_redirect_uris ?? [USUAL_REDIRECT],
          software_api_webhook_uris: webhooks ?? before?.software_api_webhook_uris ?? [],
          software_roles: roles ?? before?.software_roles ?? ['DADOS'],
        },
        ...(kept && { jwks: kept }),
      };
    },
  };
}

function text(asked: Json, name: string): string | undefined {
  const value = asked[name];
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  throw wrong(`${name} must be a text`);
}

function id(asked: Json, name: string): string | undefined {
  const value = text(asked, name);
  if (value === undefined || isUuid(value)) return value;
  throw wrong(`${name} must be a UUID`);
}

function texts(asked: Json, name: string): readonly string[] | undefined {
  const value = asked[name];
  if (value === undefined) return undefined;
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
  if (!isList) throw wrong(`${name} must be a list of texts`);
  if (name.endsWith('Uris') && !value.every((item) => URL.canParse(item))) throw wrong(`${name} must be addresses`);
  return value;
}

function keysIn(jwks: unknown): Software['jwks'] {
  if (jwks === undefined) return undefined;
  const { keys } = (jwks ?? {}) as { keys?: unknown };
  if (!Array.isArray(keys)) throw wrong('jwks must be a set of keys: {keys: [...]}');
  if (keys.some((key) => typeof key !== 'object' || key === null || 'd' in key || 'k' in key))
    throw wrong('jwks must hold public keys only');
  return { keys };
}

/** What may stand in an error description. RFC 6749 §5.2. */
const plain = (name: string): string => name.replaceAll(/[^\w-]/g, '').slice(0, 40) || 'a field';

const wrong = (description: string) => new OAuthRefusal('invalid_request', description);

import { ACRS } from './profile.js';

/**
 * The level somebody is said to have logged in with: the weakest of those the request's claims ask for, else the first
 * there is of those it would rather have, else the usual one. `undefined`: it insists on a level there is not.
 */
export function acrFor({ claims, acr_values: preferred }: Parameters): string | undefined {
  const wish = typeof preferred === 'string' ? preferred.split(' ') : [];
  const usual = wish.find((acr) => ACRS.some((ours) => ours === acr)) ?? ACRS[0];
  if (typeof claims !== 'string') return usual;
  const { id_token: wanted } = JSON.parse(claims) as { id_token?: { acr?: Wanted | null } | null };
  const { essential = false, value, values = value === undefined ? undefined : [value] } = wanted?.acr ?? {};
  if (!Array.isArray(values)) return usual;
  return ACRS.find((acr) => values.includes(acr)) ?? (essential ? undefined : usual);
}

/** Of the authorization request, as texts. */
interface Parameters {
  readonly claims?: unknown;
  readonly acr_values?: unknown;
}

/** OpenID Connect Core 5.5.1. */
interface Wanted {
  readonly essential?: boolean;
  readonly value?: string;
  readonly values?: readonly string[];
}

import { ACRS } from './profile.js';

/**
 * The level somebody is said to have logged in with: the weakest of those the request asks for, else the usual one.
 * `undefined`: it insists on a level there is not. `claims`: the request's parameter, as text.
 */
export function acrFor(claims: unknown): string | undefined {
  if (typeof claims !== 'string') return ACRS[0];
  const { id_token: wanted } = JSON.parse(claims) as { id_token?: { acr?: Wanted | null } | null };
  const { essential = false, value, values = value === undefined ? undefined : [value] } = wanted?.acr ?? {};
  if (!Array.isArray(values)) return ACRS[0];
  return ACRS.find((acr) => values.includes(acr)) ?? (essential ? undefined : ACRS[0]);
}

/** OpenID Connect Core 5.5.1. */
interface Wanted {
  readonly essential?: boolean;
  readonly value?: string;
  readonly values?: readonly string[];
}

import { HOUR, SECOND, type Instant } from '../../core/instant.js';
import { errors } from './library.js';

/** How far `exp` may lie after `nbf`, and how long ago `nbf` may be; included. Seconds. FAPI 1.0 Advanced 5.2.2. */
const LONGEST = HOUR / SECOND;

/**
 * What the profile asks of a request object besides its signature. `now` is real time.
 * @throws invalid_request_object, or invalid_request for no response type, or a response mode there is not.
 */
export function requireProfile(claims: Readonly<Record<string, unknown>>, now: Instant): void {
  const { exp, nbf, response_type: type, response_mode: mode } = claims;
  if (typeof exp !== 'number') throw new errors.InvalidRequestObject('the request object has no exp');
  if (typeof nbf !== 'number') throw new errors.InvalidRequestObject('the request object has no nbf');
  if (exp <= nbf || exp - nbf > LONGEST)
    throw new errors.InvalidRequestObject('exp lies more than 60 minutes after nbf, or before it');
  if (now / SECOND - nbf > LONGEST) throw new errors.InvalidRequestObject('nbf lies more than 60 minutes ago');
  // The library would stumble over it.
  if (type === undefined) throw new errors.InvalidRequest('the request object has no response_type');
  if (mode !== undefined && mode !== 'fragment') throw new errors.InvalidRequest('the only response mode is fragment');
}

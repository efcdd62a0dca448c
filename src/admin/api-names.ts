import { Refusal } from '../core/errors.js';
import type { AdminHouse } from './house.js';

/** @throws Refusal (malformed) for a name that no API served has: nothing would ever match it. */
export function requireApi({ apis }: AdminHouse, name: string | undefined, field: string): void {
  if (name === undefined || apis.includes(name)) return;
  throw new Refusal('malformed', `${field} is "${name}", which no API is called; there are: ${apis.join(', ')}`, {
    field,
    allowed: apis,
  });
}

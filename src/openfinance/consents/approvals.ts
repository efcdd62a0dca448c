import type { Duration } from '../../core/duration.js';
import type { Instant } from '../../core/instant.js';
import type { Customer } from '../holdings/customer.js';
import type { Holding } from '../holdings/holding.js';
import type { Offer } from '../holdings/offer.js';
import { registrationOf } from '../holdings/registration.js';
import { approvalDeadline, sharesRegistration } from '../sharing/pair.js';
import { outcomeAt, pairOf } from '../sharing/reach.js';
import { type Consent, confirmationOf } from './consent.js';

/**
 * When a consent loses its last hope of approval: the approvers of a resource in it run out of time, and nothing
 * usable is left. `undefined` when that never happens. RES-045.
 */
export function approvalLapsesAt(
  consent: Consent,
  holdings: readonly Holding[],
  world: { readonly offer: Offer; readonly retention: Duration },
): Instant | undefined {
  const confirmation = confirmationOf(consent);
  if (!confirmation || !holdings.some(({ initial }) => initial === 'PENDING_AUTHORISATION')) return undefined;
  const pairs = holdings.map((holding) => pairOf(confirmation, holding, world));
  const lapses = pairs
    .filter(({ life }) => life.some(({ rule }) => rule === 'RES-045'))
    .map(({ holding }) => approvalDeadline(confirmation, holding))
    .sort((one, other) => one - other);
  return [...new Set(lapses)].find((at) => {
    const listed = pairs.map((pair) => outcomeAt(pair, at)).filter((outcome) => outcome.listed);
    const lapsesNow = listed.some(({ rule, since }) => rule === 'RES-045' && since === at);
    return lapsesNow && listed.every(({ status }) => status === 'UNAVAILABLE');
  });
}

/** Whether something this consent reaches belongs to several people, each of whom has a say in it. CON-4.2.1. */
export function needsSeveralApprovers(
  { consent, customer, holdings, offer, now }: Reached,
  retention: Duration,
): boolean {
  const confirmation = confirmationOf(consent);
  if (!confirmation) return false;
  if (sharesRegistration(confirmation) && registrationOf(customer).initial === 'PENDING_AUTHORISATION') return true;
  return holdings
    .filter(({ initial }) => initial === 'PENDING_AUTHORISATION')
    .some((holding) => outcomeAt(pairOf(confirmation, holding, { offer, retention }), now).listed);
}

interface Reached {
  readonly consent: Consent;
  readonly customer: Customer;
  readonly holdings: readonly Holding[];
  readonly offer: Offer;
  readonly now: Instant;
}

import type { Instant } from '../../core/instant.js';
import { readMoment } from '../../core/moment.js';
import { REGISTRATION, type Status } from '../vocabulary.js';
import type { Customer, RegistrationFacts } from './customer.js';
import { type Held, requireConsistent } from './holding.js';

/** How the registration data of a customer are shared, as the admin API and scenarios take it. */
export interface NewRegistration {
  /** Before the first entry of `timeline`. PENDING_AUTHORISATION: several people have a say in every consent. */
  readonly status?: Status;
  /** RFC 3339 instants, or durations from now. */
  readonly timeline?: readonly { readonly at: string; readonly to: Status; readonly cause?: string }[];
}

/** Before any instant a caller may name: who somebody is was known from the beginning. */
const BEGINNING: Instant = Date.UTC(1900, 0, 1);

const SHARED: RegistrationFacts = { initial: 'AVAILABLE', facts: [] };

/** The registration data of a customer as something with a status. The id is no resource's: those have no blanks. PRD-014. */
export const registrationOf = ({
  customerId,
  registration = SHARED,
}: Pick<Customer, 'customerId' | 'registration'>): Held => ({
  resourceId: `of ${customerId}`,
  type: REGISTRATION,
  contractedAt: BEGINNING,
  ...registration,
});

/** @throws Refusal when an instant cannot be read, or the moves contradict each other. */
export function readRegistration(
  customer: Pick<Customer, 'customerId'>,
  { status = 'AVAILABLE', timeline = [] }: NewRegistration,
  now: Instant,
): RegistrationFacts {
  const registration: RegistrationFacts = {
    initial: status,
    facts: timeline.map(({ at, to, cause = 'timeline' }, index) => ({
      at: readMoment(at, now, `registration.timeline[${index}].at`),
      to,
      cause,
    })),
  };
  requireConsistent(registrationOf({ ...customer, registration }));
  return registration;
}

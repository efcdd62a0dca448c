import { clockView } from '../core/clock.js';
import { formatInstant, type Instant } from '../core/instant.js';
import { type ConsentCase, stateNow } from '../openfinance/consents/case.js';
import { confirmationOf, type Consent } from '../openfinance/consents/consent.js';
import { expiryAt } from '../openfinance/consents/term.js';
import { statusNow } from '../openfinance/holdings/arrange.js';
import type { Customer } from '../openfinance/holdings/customer.js';
import { type Change, changeAt, type Holding, lifeOf } from '../openfinance/holdings/holding.js';
import { registrationOf } from '../openfinance/holdings/registration.js';
import { preparationAt } from '../openfinance/resources/preparation.js';
import { CLOCKS } from '../store/clocks.js';
import type { Reader } from '../store/store.js';
import type { AdminHouse } from './house.js';

const changeView = ({ at, status, rule, cause }: Change) => ({ at: formatInstant(at), status, rule, cause });

/** A holding with its status now, its past and what is scheduled. `status` is null before it is contracted. */
export function holdingView(holding: Holding, now: Instant) {
  const life = lifeOf(holding);
  return {
    resourceId: holding.resourceId,
    customerId: holding.customerId,
    type: holding.type,
    status: statusNow(holding, now) ?? null,
    contractedAt: formatInstant(holding.contractedAt),
    ...(holding.closedAt !== undefined && { closedAt: formatInstant(holding.closedAt) }),
    shareable: holding.shareable,
    history: life.filter(({ at }) => at <= now).map(changeView),
    scheduled: life.filter(({ at }) => at > now).map(changeView),
  };
}

/** How who a customer is is shared: status now, past and what is scheduled. It had its first status from the beginning. */
export function registrationView(customer: Customer, now: Instant) {
  const registration = registrationOf(customer);
  const [, ...moves] = lifeOf(registration);
  return {
    customerId: customer.customerId,
    status: changeAt(lifeOf(registration), now)?.status ?? registration.initial,
    history: moves.filter(({ at }) => at <= now).map(changeView),
    scheduled: moves.filter(({ at }) => at > now).map(changeView),
  };
}

export function customerView(customer: Customer, holdings: readonly Holding[], now: Instant) {
  const { customerId, rel, name, clock } = customer;
  return {
    customerId,
    [rel.toLowerCase()]: customerId,
    name,
    clock,
    now: formatInstant(now),
    registration: registrationView(customer, now),
    resources: holdings.map((holding) => holdingView(holding, now)),
  };
}

export function consentView(subject: ConsentCase, { settings }: Pick<AdminHouse, 'settings'>) {
  const { consent, now } = subject;
  const { status, since, rejection } = stateNow(subject);
  const { state, readyAt, limitAt } = preparationAt(consent, now, settings);
  const expiresAt = expiryAt(consent, now);
  return {
    consentId: consent.consentId,
    clientId: consent.clientId,
    customerId: consent.customerId,
    status,
    creationDateTime: formatInstant(consent.createdAt),
    statusUpdateDateTime: formatInstant(since),
    ...(expiresAt !== undefined && { expirationDateTime: formatInstant(expiresAt) }),
    ...(rejection && { rejection }),
    permissions: consent.permissions,
    ...confirmedView(consent),
    preparation: {
      readyAfter: consent.readyAfter,
      state,
      ...(readyAt !== undefined && { readyAt: formatInstant(readyAt) }),
      ...(limitAt !== undefined && { limitAt: formatInstant(limitAt) }),
    },
  };
}

function confirmedView(consent: Consent) {
  const confirmation = confirmationOf(consent);
  if (!confirmation) return {};
  const decisions = Object.entries(confirmation.decisions).map(([resourceId, { at, to }]) => ({
    resourceId,
    to,
    at: formatInstant(at),
  }));
  return { authorisedAt: formatInstant(confirmation.authorisedAt), selection: confirmation.selection, decisions };
}

export async function clockNow(reader: Reader, { wall }: Pick<AdminHouse, 'wall'>, name: string) {
  return clockView(name, (await reader.get(CLOCKS, name))?.value, wall.now());
}

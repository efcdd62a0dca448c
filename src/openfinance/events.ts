import { addDuration } from '../core/duration.js';
import type { Instant } from '../core/instant.js';
import type { Reader } from '../store/store.js';
import { readOffer } from './consents/case.js';
import { deadlinesOf } from './consents/case.js';
import { CONSENTS, type Consent, confirmationOf, consentLife, type OuterDeadlines } from './consents/consent.js';
import type { OpenFinanceContext, OpenFinanceSettings } from './context.js';
import { holdingsOf } from './holdings/arrange.js';
import { CUSTOMERS, type Customer } from './holdings/customer.js';
import { type Change, type Holding, lifeOf } from './holdings/holding.js';
import type { Offer } from './holdings/offer.js';
import { registrationOf } from './holdings/registration.js';
import { preparationAt } from './resources/preparation.js';
import { pairLife, sharesRegistration } from './sharing/pair.js';
import { type Status, STATUSES } from './vocabulary.js';

/** Something that comes due at an instant, without anybody doing anything then. */
export interface DueEvent {
  readonly at: Instant;
  /** `resource:ID`, `registration:CUSTOMER`, `consent:ID`, `consent:ID` and one of these two, or `offer`. */
  readonly entity: string;
  readonly event: string;
  readonly rule: string;
}

/** Everything that has come, or will come, due for the customers who follow a clock; in no order. */
export async function eventsOn(reader: Reader, context: OpenFinanceContext, clock: string): Promise<DueEvent[]> {
  const offer = await readOffer(reader);
  const customers = await reader.list(CUSTOMERS, { index: 'clock', equals: clock });
  const events: DueEvent[] = offerEvents(offer);
  for (const { id, value: customer } of customers) {
    events.push(...registrationEvents(customer));
    const holdings = await holdingsOf(reader, id);
    const consents = await reader.list(CONSENTS, { index: 'customerId', equals: id });
    for (const holding of holdings) addHoldingEvents(events, holding, context.settings);
    for (const { value: consent } of consents) {
      events.push(...consentEvents(consent, deadlinesOf(context, consent, holdings, offer), context.settings));
      for (const holding of holdings) events.push(...pairEvents(consent, holding, context.settings));
      events.push(...registrationEvents(customer, consent));
    }
  }
  return events;
}

const offerEvents = ({ facts }: Offer): DueEvent[] =>
  facts.map(({ from, sells }) => ({
    at: from,
    entity: 'offer',
    event: `sells ${sells.join(', ') || 'nothing'}`,
    rule: 'RES-012',
  }));

/** The most there are many of: nothing is made that is not told. */
function addHoldingEvents(events: DueEvent[], holding: Holding, settings: OpenFinanceSettings): void {
  const entity = `resource:${holding.resourceId}`;
  const life = lifeOf(holding);
  let before: Change | undefined;
  for (const [index, change] of life.entries()) {
    const { at, status } = change;
    if (before) events.push({ at, entity, event: MOVES[before.status][status], rule: change.rule });
    else events.push({ at, entity, event: `contracted as ${status}`, rule: 'RES-009' });
    if (status === 'UNAVAILABLE') events.push(...purge(change, life[index + 1], entity, settings));
    before = change;
  }
}

/** What is said of each move, made once. */
const MOVES = Object.fromEntries(
  STATUSES.map((from) => [from, Object.fromEntries(STATUSES.map((to) => [to, `${from} → ${to}`]))]),
) as Readonly<Record<Status, Readonly<Record<Status, string>>>>;

/** What befalls the sharing of who a customer is: everywhere or, with a consent, there alone. */
function registrationEvents(customer: Customer, consent?: Consent): readonly DueEvent[] {
  if (!customer.registration) return [];
  const registration = registrationOf(customer);
  const own = lifeOf(registration);
  const confirmation = consent && confirmationOf(consent);
  if (consent && !(confirmation && sharesRegistration(confirmation))) return [];
  const entity = `${consent ? `consent:${consent.consentId} ` : ''}registration:${customer.customerId}`;
  const life = confirmation ? pairLife(confirmation, registration) : own;
  return life.flatMap((change, index) => {
    const before = life[index - 1];
    if (!before || (confirmation && isAmong(own, change))) return [];
    return [{ at: change.at, entity, event: MOVES[before.status][change.status], rule: change.rule }];
  });
}

const isAmong = (life: readonly Change[], { at, status }: Change): boolean =>
  life.some((change) => change.at === at && change.status === status);

/** An UNAVAILABLE resource leaves the list when its retention ends, unless it moves again before. RES-037. */
function purge(
  change: Change,
  next: Change | undefined,
  entity: string,
  { retention }: OpenFinanceSettings,
): readonly DueEvent[] {
  if (change.status !== 'UNAVAILABLE') return [];
  const at = addDuration(change.at, retention) + 1;
  return next && next.at <= at ? [] : [{ at, entity, event: 'purged', rule: 'RES-037' }];
}

function consentEvents(
  consent: Consent,
  deadlines: OuterDeadlines,
  settings: OpenFinanceSettings,
): readonly DueEvent[] {
  const entity = `consent:${consent.consentId}`;
  const life = consentLife(consent, deadlines);
  const moves = life.map(({ status, since, rejection }, index) => ({
    at: since,
    entity,
    event:
      index === 0 ? status : `${life[index - 1]?.status} → ${status}${rejection ? ` (${rejection.reason.code})` : ''}`,
    rule: 'CON-4.1',
  }));
  const end = life.find(({ status }) => status === 'REJECTED')?.since ?? Number.POSITIVE_INFINITY;
  return [...moves, ...preparationEvents(consent, entity, settings).filter(({ at }) => at < end)];
}

function preparationEvents(consent: Consent, entity: string, settings: OpenFinanceSettings): readonly DueEvent[] {
  const started = confirmationOf(consent)?.authorisedAt;
  if (started === undefined) return [];
  const { readyAt, limitAt } = preparationAt(consent, Math.max(started, consent.firstCallAt ?? started), settings);
  const late = limitAt !== undefined && (readyAt === undefined || readyAt > limitAt);
  return [
    ...(readyAt === undefined ? [] : [{ at: readyAt, entity, event: 'list ready', rule: 'RES-050' }]),
    ...(late ? [{ at: limitAt, entity, event: 'preparation limit reached', rule: 'RES-051' }] : []),
  ];
}

/** What belongs to the pair alone: an approver's decision, or its lapse. */
function pairEvents(consent: Consent, holding: Holding, settings: OpenFinanceSettings): readonly DueEvent[] {
  const confirmation = confirmationOf(consent);
  if (!confirmation || holding.initial !== 'PENDING_AUTHORISATION') return [];
  const own = lifeOf(holding);
  const entity = `consent:${consent.consentId} resource:${holding.resourceId}`;
  const life = pairLife(confirmation, holding);
  return life.flatMap((change, index) => {
    const before = life[index - 1];
    if (!before || isAmong(own, change)) return [];
    const move = { at: change.at, entity, event: MOVES[before.status][change.status], rule: change.rule };
    return [move, ...purge(change, life[index + 1], entity, settings)];
  });
}

import { type ClockState, readClock } from '../../core/clock.js';
import type { Instant } from '../../core/instant.js';
import { CLOCKS } from '../../store/clocks.js';
import type { Reader } from '../../store/store.js';
import type { OpenFinanceContext } from '../context.js';
import { holdingsOf, requireCustomer } from '../holdings/arrange.js';
import type { Customer } from '../holdings/customer.js';
import type { Holding } from '../holdings/holding.js';
import { EVERYTHING, OFFER_ID, OFFERS, type Offer } from '../holdings/offer.js';
import { approvalLapsesAt } from './approvals.js';
import { CONSENTS, type Consent, type ConsentState, consentStateAt, type OuterDeadlines } from './consent.js';

/** A consent with everything its rules look at, at one reading of its customer's clock. */
export interface ConsentCase {
  readonly consent: Consent;
  readonly customer: Customer;
  readonly holdings: readonly Holding[];
  readonly offer: Offer;
  /** The customer's clock as it was last set; absent for one that never was. */
  readonly clock?: ClockState | undefined;
  readonly now: Instant;
  readonly deadlines: OuterDeadlines;
}

/** A case at no particular time: what the store says, and what follows from that. */
export type CaseFacts = Omit<ConsentCase, 'now'>;

/** `undefined` when there is no such consent. */
export async function readCase(
  reader: Reader,
  context: OpenFinanceContext,
  consentId: string,
): Promise<ConsentCase | undefined> {
  const facts = await readFacts(reader, context, consentId);
  return facts && caseNow(facts, context);
}

/** On every call, so what is there is put in rather than spread. */
export const caseNow = (
  { consent, customer, holdings, offer, clock, deadlines }: CaseFacts,
  { wall }: Pick<OpenFinanceContext, 'wall'>,
): ConsentCase => ({ consent, customer, holdings, offer, clock, deadlines, now: readClock(clock, wall.now()) });

/** `undefined` when there is no such consent. */
export async function readFacts(
  reader: Reader,
  context: OpenFinanceContext,
  consentId: string,
): Promise<CaseFacts | undefined> {
  const consent = (await reader.get(CONSENTS, consentId))?.value;
  if (!consent) return undefined;
  const customer = await requireCustomer(reader, consent.customerId);
  const [holdings, offer, clock] = await Promise.all([
    holdingsOf(reader, customer.customerId),
    readOffer(reader),
    reader.get(CLOCKS, customer.clock).then((stored) => stored?.value),
  ]);
  return { consent, customer, holdings, offer, clock, deadlines: deadlinesOf(context, consent, holdings, offer) };
}

export const stateNow = ({ consent, now, deadlines }: ConsentCase): ConsentState =>
  consentStateAt(consent, now, deadlines);

export async function readOffer(reader: Reader): Promise<Offer> {
  return (await reader.get(OFFERS, OFFER_ID))?.value ?? EVERYTHING;
}

export function deadlinesOf(
  { settings }: OpenFinanceContext,
  consent: Consent,
  holdings: readonly Holding[],
  offer: Offer,
): OuterDeadlines {
  if (settings.approvalTimeout === 'resource') return {};
  const lapses = approvalLapsesAt(consent, holdings, { offer, retention: settings.retention });
  return lapses === undefined ? {} : { approvalLapsesAt: lapses };
}

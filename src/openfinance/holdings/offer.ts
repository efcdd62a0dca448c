import type { Instant } from '../../core/instant.js';
import { collection } from '../../store/store.js';
import { RESOURCE_TYPES, type ResourceType } from '../vocabulary.js';

/** What this transmitter sells from an instant on. */
export interface OfferFact {
  readonly from: Instant;
  readonly sells: readonly ResourceType[];
}

/** The offer's history and schedule. Without any fact, everything is sold. */
export interface Offer {
  readonly facts: readonly OfferFact[];
}

export const OFFERS = collection<Offer>('offers');
/** There is one offer: the institution's. */
export const OFFER_ID = 'institution';
export const EVERYTHING: Offer = { facts: [] };

/** The types sold at `now`. Of two facts with the same instant the later recorded one holds. */
export function soldAt(offer: Offer, now: Instant): readonly ResourceType[] {
  let latest: OfferFact | undefined;
  for (const fact of offer.facts) {
    if (fact.from <= now && (!latest || fact.from >= latest.from)) latest = fact;
  }
  return latest?.sells ?? RESOURCE_TYPES;
}

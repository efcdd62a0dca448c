import { CONSENTS, type Consent, consentStateAt } from './consents/consent.js';
import { changeAt, HOLDINGS, type Holding, lifeOf } from './holdings/holding.js';

/** A change of status that somebody brought about, now or for an instant to come. */
export interface Transition {
  readonly entity: 'consent' | 'resource';
  readonly from: string;
  readonly to: string;
}

/** The change of status behind a document that was changed; none when no fact was added to it. */
export function transitionIn(changed: {
  readonly collection: string;
  readonly before: unknown;
  readonly after: unknown;
}): Transition | undefined {
  const { collection, before, after } = changed;
  if (before === undefined) return undefined;
  if (collection === CONSENTS.name) return ofConsent(before as Consent, after as Consent);
  return collection === HOLDINGS.name ? ofHolding(before as Holding, after as Holding) : undefined;
}

function ofConsent(before: Consent, after: Consent): Transition | undefined {
  const fact = after.facts.at(before.facts.length);
  if (!fact) return undefined;
  const [from, to] = [before, after].map((consent) => consentStateAt(consent, fact.at).status);
  return from === undefined || to === undefined ? undefined : { entity: 'consent', from, to };
}

function ofHolding(before: Holding, after: Holding): Transition | undefined {
  const fact = after.facts.at(before.facts.length);
  const from = fact && changeAt(lifeOf(before), fact.at)?.status;
  return from === undefined || !fact ? undefined : { entity: 'resource', from, to: fact.to };
}

import type { Transaction } from '../../store/store.js';
import { CONSENTS, type Consent } from '../consents/consent.js';
import { readReadyAfter } from '../consents/creation.js';
import { requireConsent } from '../consents/lifecycle.js';
import type { OpenFinanceContext } from '../context.js';
import type { ConsentCase } from '../consents/case.js';
import { afterCall } from './preparation.js';

/** Changes how long the list takes, counted from the polling anchor. After a first 200 it changes nothing (RES-053). */
export async function setPreparation(
  tx: Transaction,
  consentId: string,
  preparation: { readonly readyAfter: string },
): Promise<Consent> {
  const changed = { ...(await requireConsent(tx, consentId)), readyAfter: readReadyAfter(preparation.readyAfter) };
  await tx.put(CONSENTS, consentId, changed);
  return changed;
}

/** Writes down what a call for the list changes, before it is answered. */
export async function noteCall(context: OpenFinanceContext, { consent, now }: ConsentCase): Promise<Consent> {
  if (afterCall(consent, now, context.settings) === consent) return consent;
  return context.store.transaction(async (tx) => {
    const current = await requireConsent(tx, consent.consentId);
    const noted = afterCall(current, now, context.settings);
    if (noted !== current) await tx.put(CONSENTS, noted.consentId, noted);
    return noted;
  });
}

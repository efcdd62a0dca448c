import { addDuration } from '../../core/duration.js';
import type { Instant } from '../../core/instant.js';
import { type Consent, confirmationOf } from '../consents/consent.js';
import type { OpenFinanceSettings } from '../context.js';

/** Whether the list can be answered: 200, still 202, or 504 because it took too long. RES-050 to RES-053. */
export type PreparationState = 'READY' | 'PREPARING' | 'OVERDUE';

export interface Preparation {
  readonly state: PreparationState;
  /** When the list is ready; absent when it never is, or nothing has started the window. */
  readonly readyAt?: Instant;
  /** From here on (included) 202 is no longer allowed, until the list is ready. RES-051. */
  readonly limitAt?: Instant;
}

type Settings = Pick<OpenFinanceSettings, 'pollingAnchor' | 'pollingLimit'>;

export function preparationAt(consent: Consent, now: Instant, settings: Settings): Preparation {
  const { listedAt, readyAfter } = consent;
  if (listedAt !== undefined && listedAt <= now) return { state: 'READY', readyAt: listedAt };
  const anchor = anchorOf(consent, settings);
  if (anchor === undefined || anchor > now) return { state: 'PREPARING' };
  const limitAt = addDuration(anchor, settings.pollingLimit);
  const readyAt = readyAfter === 'never' ? undefined : addDuration(anchor, readyAfter);
  if (readyAt !== undefined && readyAt <= now) return { state: 'READY', readyAt, limitAt };
  const state = now < limitAt ? 'PREPARING' : 'OVERDUE';
  return { state, limitAt, ...(readyAt !== undefined && { readyAt }) };
}

function anchorOf(consent: Consent, { pollingAnchor }: Settings): Instant | undefined {
  const anchors = {
    authorisation: confirmationOf(consent)?.authorisedAt,
    'first-call': consent.firstCallAt,
    creation: consent.createdAt,
  };
  return anchors[pollingAnchor];
}

/** The consent as it is once its list was asked for: the first call starts the window under `--polling-anchor first-call`. */
export const called = (consent: Consent, now: Instant, { pollingAnchor }: Settings): Consent =>
  pollingAnchor === 'first-call' && consent.firstCallAt === undefined ? { ...consent, firstCallAt: now } : consent;

/**
 * The consent as a call for its list at `now` leaves it: asked for, and for good ready after the first answer. The same
 * object when nothing is new.
 */
export function afterCall(consent: Consent, now: Instant, settings: Settings): Consent {
  if (consent.listedAt !== undefined) return consent;
  const asked = called(consent, now, settings);
  return preparationAt(asked, now, settings).state === 'READY' ? { ...asked, listedAt: now } : asked;
}

import { SECOND, type Instant } from '../../core/instant.js';
import { notesOf } from '../../http/notes.js';
import { CLOCKS } from '../../store/clocks.js';
import type { Response } from 'express';
import { grantOf } from '../auth/bearer.js';
import type { ConsentCase } from '../consents/case.js';
import { consentLife } from '../consents/consent.js';
import type { OpenFinanceContext } from '../context.js';
import { breakpoints, type Pair } from '../sharing/reach.js';

/** The first instant after the case's now at which its list may differ, though nobody does anything; Infinity: never. */
export function lastsUntil({ consent, deadlines, now }: ConsentCase, pairs: readonly Pair[]): Instant {
  let until = Number.POSITIVE_INFINITY;
  const meet = (at: Instant): void => {
    if (at > now && at < until) until = at;
  };
  for (const { since } of consentLife(consent, deadlines)) meet(since);
  for (const pair of pairs) for (const at of breakpoints(pair)) meet(at);
  return until;
}

/** Notes that the list answered now would be answered again, and how long. `bodyAt` is the answer at another instant. */
export async function noteLasting(
  { store }: Pick<OpenFinanceContext, 'store'>,
  res: Response,
  { subject, pairs }: { readonly subject: ConsentCase; readonly pairs: readonly Pair[] },
  bodyAt: (now: Instant) => unknown,
): Promise<void> {
  const { customer, now } = subject;
  notesOf(res).lasting = {
    clock: (await store.get(CLOCKS, customer.clock))?.value,
    from: now,
    until: lastsUntil(subject, pairs),
    credentialsFrom: grantOf(res).notBefore * SECOND,
    credentialsUntil: grantOf(res).expiresAt * SECOND,
    bodyAt,
  };
}

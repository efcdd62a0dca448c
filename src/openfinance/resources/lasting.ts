import { SECOND, type Instant } from '../../core/instant.js';
import { notesOf } from '../../http/notes.js';
import type { Response } from 'express';
import { grantOf } from '../auth/bearer.js';
import type { Grant } from '../auth/tokens.js';
import type { ConsentCase } from '../consents/case.js';
import { consentLife } from '../consents/consent.js';
import type { KeptPage } from './kept-pages.js';
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

/** Grants that were answered before. Many tokens call once: what is answered first to one is not worth remembering. */
const ANSWERED = new WeakSet<Grant>();

/** Notes that the page answered now, where one is kept, would be answered again, and how long. */
export function noteLasting(res: Response, { clock, now }: ConsentCase, page: KeptPage | undefined): void {
  const grant = grantOf(res);
  if (!ANSWERED.has(grant)) return void ANSWERED.add(grant);
  if (!page) return;
  const { notBefore, expiresAt } = grant;
  notesOf(res).lasting = {
    clock,
    from: now,
    until: page.until,
    credentialsFrom: notBefore * SECOND,
    credentialsUntil: expiresAt * SECOND,
    at: page.at,
  };
}

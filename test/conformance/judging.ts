import { expect, test } from '@jest/globals';
import { grade } from '../../src/conformance/grade.js';
import type { ReceiverFacts } from '../../src/conformance/receiver-facts.js';
import { RECEIVER_RULES } from '../../src/conformance/rules/receiver.js';
import type { Exchange } from '../../src/core/exchange.js';
import { CONSENT, journalOf, START, type Written } from './exchanges.js';

/** What nobody told the judge more about. */
export const NOTHING_KNOWN: ReceiverFacts = { consents: [], marks: [], wallNow: START, dropped: 0, others: [] };

/** A consent authorised when the journal begins. */
export const known = (more: Partial<ReceiverFacts['consents'][number]> = {}): Partial<ReceiverFacts> => ({
  consents: [
    { consentId: CONSENT, clientId: 'receiver-1', createdAt: START, authorisedAt: START, now: START + 60_000, ...more },
  ],
});

type Case = readonly [title: string, journal: readonly Written[], facts?: Partial<ReceiverFacts>];
/** The message must say this. */
type BadCase = readonly [title: string, journal: readonly Written[], message: RegExp, facts?: Partial<ReceiverFacts>];

/** Proves a rule both ways, and that it keeps silent where there is nothing to judge. */
export function judging(
  id: string,
  cases: { keeps: readonly Case[]; breaks: readonly BadCase[]; skips?: readonly Case[] },
): void {
  const rule = RECEIVER_RULES.find((candidate) => candidate.id === id)!;
  const judge = (journal: readonly Exchange[], facts?: Partial<ReceiverFacts>) =>
    grade([rule], journal, { ...NOTHING_KNOWN, ...facts })[0]!;
  const bad = rule.level === 'MUST' ? 'fail' : 'warn';
  for (const [when, journal, facts] of cases.keeps)
    test(`${id} passes when ${when}`, () => {
      const { verdict, message } = judge(journalOf(...journal), facts);
      expect({ verdict, message: message.en }).toEqual({ verdict: 'pass', message: message.en });
    });
  for (const [when, journal, told, facts] of cases.breaks)
    test(`${id} gives a ${bad} when ${when}`, () => {
      const { verdict, message } = judge(journalOf(...journal), facts);
      expect({ verdict, message: message.en }).toEqual({ verdict: bad, message: expect.stringMatching(told) });
      expect(message.pt).not.toBe(message.en);
    });
  for (const [when, journal, facts] of cases.skips ?? [])
    test(`${id} has nothing to judge when ${when}`, () => {
      expect(judge(journalOf(...journal), facts).verdict).toBe('skip');
    });
}

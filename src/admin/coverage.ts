import { type Router, Router as newRouter } from 'express';
import { within } from '../conformance/receiver-traffic.js';
import type { Judged } from '../conformance/rule.js';
import type { TransmitterFacts } from '../conformance/transmitter/facts.js';
import { inLanguage, type Language } from '../core/text.js';
import { CONSENTS } from '../openfinance/consents/consent.js';
import type { AdminHouse } from './house.js';
import { languageOf, ownScope, receiverReport, type ReportWanted } from './receiver-report.js';

/** Which rules the traffic in the journal has put to the test, and what the others lack. */
export interface Coverage {
  readonly exercised: number;
  readonly total: number;
  readonly rules: readonly CoveredRule[];
}

export interface CoveredRule {
  readonly rule: string;
  readonly judges: Judged;
  readonly title: string;
  readonly exercised: boolean;
  /** What it takes; absent once it was exercised. */
  readonly missing?: string;
}

/**
 * The rules of both sides, exercised or not; what became of them is for reports to say.
 * @throws Refusal (not-found) when there is no such consent, or it is another client's.
 */
export async function coverage(house: AdminHouse, wanted: ReportWanted = {}): Promise<Coverage> {
  const { language = 'pt' } = wanted;
  const { results } = await receiverReport(house, wanted);
  const rules = [
    ...(await ofTransmitter(house, wanted, language)),
    ...results.map(({ rule, title, verdict, message }) => covered(rule, 'receiver', title, verdict, message)),
  ];
  return { exercised: rules.filter(({ exercised }) => exercised).length, total: rules.length, rules };
}

/** How many exchanges are looked at together: some rules compare each with all before it, and a journal may be long. */
const STRETCH = 500;

/** An examination counts here: it is the transmitter's answers that are read. */
async function ofTransmitter(house: AdminHouse, wanted: ReportWanted, language: Language) {
  const scope = await ownScope(house, wanted);
  const { exchanges } = await house.journal.find();
  const isWhole = scope.consentId === undefined && scope.clientId === undefined;
  const journal = isWhole ? exchanges : within(exchanges, scope).judged;
  const facts = await knownTo(house);
  const [{ grade }, { TRANSMITTER_RULES }] = await Promise.all([
    import('../conformance/grade.js'),
    import('../conformance/rules/transmitter.js'),
  ]);
  const results = new Map(grade(TRANSMITTER_RULES, [], facts).map((result) => [result.rule.id, result]));
  for (let start = 0; start < journal.length; start += STRETCH) {
    // What was exercised once needs no second look.
    const open = TRANSMITTER_RULES.filter(({ id }) => results.get(id)?.verdict === 'skip');
    for (const result of grade(open, journal.slice(start, start + STRETCH), facts)) results.set(result.rule.id, result);
  }
  return [...results.values()].map(({ rule, verdict, message }) =>
    covered(rule.id, 'transmitter', inLanguage(rule.title, language), verdict, inLanguage(message, language)),
  );
}

const covered = (rule: string, judges: Judged, title: string, verdict: string, message: string): CoveredRule => ({
  rule,
  judges,
  title,
  exercised: verdict !== 'skip',
  ...(verdict === 'skip' && { missing: message }),
});

/** What a bystander could know of the consents in use: whose they are, and what they permit. */
async function knownTo({ store }: AdminHouse): Promise<TransmitterFacts> {
  const consents = (await store.list(CONSENTS)).map(({ value }) => value);
  return {
    resources: [],
    consents: consents.map(({ consentId, customerId, permissions, createdAt }) => ({
      consentId,
      customerId,
      permissions,
      createdAt,
      isOffered: true,
      decisions: [],
    })),
    aims: new Map(),
  };
}

export function coverageRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/coverage', async (req, res) => {
    res.vary('accept-language').json(await coverage(house, { ...req.query, language: languageOf(req) }));
  });
  return router;
}

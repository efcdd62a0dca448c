import { type Request, type Router, Router as newRouter } from 'express';
import { isExaminerId } from '../conformance/examiner.js';
import type { KnownConsent, ReceiverFacts } from '../conformance/receiver-facts.js';
import { type Scope, within } from '../conformance/receiver-traffic.js';
import { type Report, reportOf } from '../conformance/report.js';
import { Refusal } from '../core/errors.js';
import { formatInstant } from '../core/instant.js';
import type { Language } from '../core/text.js';
import { confirmationOf, CONSENTS, type Consent } from '../openfinance/consents/consent.js';
import { requireCase } from '../openfinance/consents/lifecycle.js';
import { requireCustomer } from '../openfinance/holdings/arrange.js';
import { nowOf } from '../store/clocks.js';
import type { AdminHouse } from './house.js';
import { NotAcceptable } from './problem.js';
import { readMarks } from './situations.js';

/** Whose traffic is judged: everybody's, unless it says otherwise. */
export interface ReportWanted {
  readonly consentId?: string;
  readonly clientId?: string;
  /** Of titles and messages; Portuguese by default. */
  readonly language?: Language;
}

/**
 * The verdict on a receiver, from the journal.
 * @throws Refusal (not-found) when there is no such consent, or it is another client's.
 */
export async function receiverReport(
  house: AdminHouse,
  { consentId, clientId, language = 'pt' }: ReportWanted = {},
): Promise<Report> {
  const startedAt = house.wall.now();
  const begun = house.wall.monotonic();
  const scope = await ownScope(house, { consentId, clientId });
  const { exchanges, dropped } = await house.journal.find();
  const { judged, others } = within(exchanges, scope);
  const facts: ReceiverFacts = { ...(await knownTo(house, scope)), wallNow: startedAt, dropped, others };
  // The judge and its rules are loaded by whoever asks for a verdict: a start does without.
  const [{ grade }, { RECEIVER_RULES }] = await Promise.all([
    import('../conformance/grade.js'),
    import('../conformance/rules/receiver.js'),
  ]);
  const results = grade(RECEIVER_RULES, judged, facts);
  return reportOf(results, {
    subject: 'receiver',
    target: house.publicUrl ?? house.stage.url,
    startedAt: formatInstant(startedAt),
    durationMs: house.wall.monotonic() - begun,
    language,
    ...((consentId !== undefined || clientId !== undefined) && {
      scope: { ...(consentId !== undefined && { consentId }), ...(clientId !== undefined && { clientId }) },
    }),
    journal: { exchanges: judged.length, dropped },
  });
}

/** A consent is its client's: calls without a consent are judged by whose they are. */
export async function ownScope(house: AdminHouse, { consentId, clientId }: Scope): Promise<Scope> {
  if (consentId === undefined) return { clientId };
  const { consent } = await requireCase(house.store, house, consentId);
  if (clientId === undefined || clientId === consent.clientId) return { consentId, clientId: consent.clientId };
  throw new Refusal('not-found', `consent ${consentId} is not one of client ${clientId}`, { consentId, clientId });
}

async function knownTo({ store, wall }: AdminHouse, { consentId, clientId }: Scope) {
  const where = clientId === undefined ? undefined : { index: 'clientId', equals: clientId };
  const kept = (await store.list(CONSENTS, where)).map(({ value }) => value);
  const own = kept.filter((consent) =>
    consentId === undefined
      ? clientId !== undefined || !isExaminerId(consent.clientId)
      : consent.consentId === consentId,
  );
  const consents = await Promise.all(
    own.map(async (consent) => {
      const { clock } = await requireCustomer(store, consent.customerId);
      return factsOf(consent, await nowOf(store, wall, clock));
    }),
  );
  const ids = new Set(own.map((consent) => consent.consentId));
  return { consents, marks: (await readMarks(store)).filter((mark) => ids.has(mark.consentId)) };
}

function factsOf(consent: Consent, now: number): KnownConsent {
  const authorisedAt = confirmationOf(consent)?.authorisedAt;
  return {
    consentId: consent.consentId,
    clientId: consent.clientId,
    createdAt: consent.createdAt,
    ...(authorisedAt !== undefined && { authorisedAt }),
    now,
  };
}

const FORMS = ['application/json', 'text/html', 'application/xml', 'text/xml'];

export const languageOf = (req: Request): Language => (req.acceptsLanguages('pt', 'en') === 'en' ? 'en' : 'pt');

export function receiverReportRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/receiver-report', async (req, res) => {
    const form = req.accepts(FORMS);
    if (form === false) throw new NotAcceptable(`a report is ${FORMS.join(', ')}`);
    const report = await receiverReport(house, { ...req.query, language: languageOf(req) });
    res.vary('accept').vary('accept-language');
    if (form === 'application/json') res.json(report);
    else if (form === 'text/html') {
      const { htmlOf } = await import('../conformance/reports/html.js');
      res.type('html').end(htmlOf(report));
    } else {
      const { junitOf } = await import('../conformance/reports/junit.js');
      res.type(form).end(junitOf(report));
    }
  });
  return router;
}

import express, { type Request, type Response, type Router } from 'express';
import { ApiError, Refusal } from '../../core/errors.js';
import type { Language } from '../../core/text.js';
import { decide, decideOnRegistration } from '../consents/decisions.js';
import { approvalsPage, approverLoginPage, type News, type WaitingConsent } from './approvals-view.js';
import { type ApproverSession, approverSession, startSession } from './approver-session.js';
import { type Complaint, readCpf, readForm, textOf } from './form.js';
import { sendPage } from './headers.js';
import { languageOf } from './language.js';
import { documentText, faceOf, momentText } from './names.js';
import { confirmerOf, type PendingConsent, pendingConsents } from './pending.js';
import { refusalPage } from './refusal-view.js';
import type { JourneyHouse } from './port.js';
import { renderRefusal } from './refusals.js';
import { isProof, proofOf } from './secrets.js';
import { sendStyle } from './style-route.js';
import { WORDS } from './words.js';

const TOO_LATE: News = { text: WORDS.tooLate, isGood: false };

const HERE = '/journey/approvals';

/** What the co-approvers' pages need besides what all pages do. */
export interface ApprovalsHouse extends JourneyHouse {
  /** What a receiver is called. */
  receiverName(clientId: string): Promise<string>;
}

/** The other holders' way: who are you, what waits for you, approve or refuse. Mounted at `/journey`. RES-044. */
export function approvalRoutes(house: ApprovalsHouse): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/style.css', sendStyle);

  const show = async (req: Request, res: Response, consentId: string | undefined): Promise<void> => {
    const session = approverSession(house, req, res);
    if (session.cpf === undefined) return showLogin(house, { req, res, session, to: consentId });
    await showPending(house, { req, res, session, consentId, cpf: session.cpf });
  };

  /** The session of a form of ours; `undefined` when the request is answered. */
  const submitted = (req: Request, res: Response): ApproverSession | undefined => {
    const session = approverSession(house, req, res);
    if (isProof(house.secret, session.id, textOf(req.body, 'token'))) return session;
    const language = languageOf(req, res);
    sendPage(res, refusalPage({ language, about: WORDS.forged, advice: WORDS.seeAll }), { status: 403 });
    return undefined;
  };

  router.get('/approvals', (req, res) => show(req, res, undefined));
  router.get('/approvals/:consentId', (req, res) => show(req, res, req.params.consentId));

  router.post('/approvals/login', readForm, (req, res) => {
    const session = submitted(req, res);
    if (!session) return;
    const to = textOf(req.body, 'consent') || undefined;
    const read = readCpf(req.body);
    if ('complaint' in read) return showLogin(house, { req, res, session, to, complaints: [read.complaint] });
    startSession(house, req, res, read.cpf);
    res.redirect(303, addressOf(to));
  });

  router.post('/approvals/leave', readForm, (req, res) => {
    if (!submitted(req, res)) return;
    startSession(house, req, res);
    res.redirect(303, HERE);
  });

  router.post('/approvals/decision', readForm, async (req, res) => {
    const session = submitted(req, res);
    if (!session) return;
    const [consentId, resourceId] = [textOf(req.body, 'consent'), textOf(req.body, 'resource')];
    if (session.cpf === undefined) return showLogin(house, { req, res, session, to: consentId });
    const visit = { req, res, session, consentId, cpf: session.cpf };
    const decision = textOf(req.body, 'decision');
    if (decision !== 'approve' && decision !== 'refuse') return showPending(house, visit);
    const [found] = await pendingConsents(house.store, house, consentId);
    const item = found?.waiting.find((each) => each.resourceId === resourceId);
    if (!found || !item) return showPending(house, { ...visit, news: TOO_LATE, status: 409 });
    if (confirmerOf(found.subject) === session.cpf) return showPending(house, { ...visit, status: 403 });
    const to = decision === 'approve' ? 'AVAILABLE' : 'UNAVAILABLE';
    try {
      await house.store.transaction((tx) =>
        item.holding
          ? decide(tx, house, resourceId, { consentId, to })
          : decideOnRegistration(tx, house, found.subject.customer.customerId, { consentId, to }),
      );
    } catch (error) {
      // Somebody else was quicker, or the time ran out meanwhile.
      if (!(error instanceof Refusal) && !(error instanceof ApiError)) throw error;
      return showPending(house, { ...visit, news: TOO_LATE, status: 409 });
    }
    await showPending(house, {
      ...visit,
      news: { text: decision === 'approve' ? WORDS.agreed : WORDS.refused, isGood: true },
    });
  });

  router.use((req, res, next) => {
    if (!req.path.startsWith('/approvals')) return next();
    const page = refusalPage({ language: languageOf(req, res), about: WORDS.notFound, advice: WORDS.seeAll });
    sendPage(res, page, { status: 404 });
  });
  router.use(renderRefusal(house, WORDS.seeAll));
  return router;
}

const addressOf = (consentId: string | undefined): string =>
  consentId === undefined ? HERE : `${HERE}/${encodeURIComponent(consentId)}`;

interface Visit {
  readonly req: Request;
  readonly res: Response;
  readonly session: ApproverSession;
}

function showLogin(
  { secret }: ApprovalsHouse,
  { req, res, session, to, complaints = [] }: Visit & { to: string | undefined; complaints?: readonly Complaint[] },
): void {
  const page = approverLoginPage({
    language: languageOf(req, res),
    address: addressOf(to),
    proof: proofOf(secret, session.id),
    cpf: textOf(req.body, 'cpf'),
    to,
    complaints,
  });
  sendPage(res, page, { status: complaints.length > 0 ? 422 : 200 });
}

interface PendingVisit extends Visit {
  readonly cpf: string;
  readonly consentId: string | undefined;
  readonly news?: News;
  readonly status?: number;
}

async function showPending(house: ApprovalsHouse, visit: PendingVisit): Promise<void> {
  const { req, res, session, cpf, consentId, news, status = 200 } = visit;
  const language = languageOf(req, res);
  const pending = await pendingConsents(house.store, house, consentId);
  const others = pending.filter(({ subject }) => confirmerOf(subject) !== cpf);
  const isOwn = others.length < pending.length && consentId !== undefined;
  const page = approvalsPage({
    language,
    address: addressOf(consentId),
    proof: proofOf(house.secret, session.id),
    cpf: documentText({ customerId: cpf, rel: 'CPF' }),
    consents: await Promise.all(others.map((each) => shown(house, each, language))),
    nothing: isOwn ? WORDS.ownConsent : consentId === undefined ? WORDS.nothingPending : WORDS.noSuchConsent,
    news,
    isOne: consentId !== undefined,
  });
  sendPage(res, page, { status });
}

async function shown(
  house: ApprovalsHouse,
  { subject, waiting }: PendingConsent,
  language: Language,
): Promise<WaitingConsent> {
  return {
    consentId: subject.consent.consentId,
    receiver: await house.receiverName(subject.consent.clientId),
    customer: subject.customer.name,
    items: waiting.map(({ resourceId, holding, deadline }) => ({
      resourceId,
      ...(holding ? faceOf(holding, language) : { name: WORDS.registration[language], number: '' }),
      deadline: momentText(deadline, language),
    })),
  };
}

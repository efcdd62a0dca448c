import { type Router, Router as newRouter } from 'express';
import { formatInstant, type Instant } from '../core/instant.js';
import { readMoment } from '../core/moment.js';
import type { ConsentCase } from '../openfinance/consents/case.js';
import { CONSENTS, confirmationOf } from '../openfinance/consents/consent.js';
import { createConsent, type NewConsent } from '../openfinance/consents/creation.js';
import { type Ending, endConsent, type EndingVerb } from '../openfinance/consents/ending.js';
import { authorise, requireCase, type Selection } from '../openfinance/consents/lifecycle.js';
import { type Explanation, explain } from '../openfinance/resources/explanation.js';
import { listAt, pairsOf, type ResourceItem } from '../openfinance/resources/list.js';
import { answerAt } from '../openfinance/resources/answer.js';
import { LIST_PATH } from '../openfinance/resources/api.js';
import { setPreparation } from '../openfinance/resources/prepare.js';
import { previewAt } from '../openfinance/resources/preview.js';
import { originOf } from '../openfinance/wire/origin.js';
import { MIN_PAGE_SIZE } from '../openfinance/wire/pagination.js';
import type { Reader } from '../store/store.js';
import type { AdminHouse } from './house.js';
import { issueToken } from './tokens.js';
import { consentView } from './views.js';

/** A consent as the admin API takes it; authorised at once unless told otherwise. */
export interface ConsentWanted extends NewConsent {
  readonly authorise?: boolean;
  readonly selection?: Selection;
}

const viewOf = async (reader: Reader, house: AdminHouse, consentId: string) =>
  consentView(await requireCase(reader, house, consentId), house);

export type ConsentView = Awaited<ReturnType<typeof viewOf>>;

/** A consent just made. The token is there when it was authorised; its life is in seconds of real time. */
export type CreatedConsent = ConsentView & { readonly accessToken?: string; readonly expiresIn?: number };

/** Creates a consent and, unless told otherwise, authorises it and issues a token. */
export async function addConsent(
  house: AdminHouse,
  { authorise: confirm = true, selection, ...wanted }: ConsentWanted,
): Promise<CreatedConsent> {
  const view = await house.store.transaction(async (tx) => {
    const { consentId } = await createConsent(tx, house, wanted);
    if (confirm) await authorise(tx, house, consentId, selection);
    return viewOf(tx, house, consentId);
  });
  if (!confirm) return view;
  const token = await issueToken(house, { consentId: view.consentId });
  return { ...view, accessToken: token.access_token, expiresIn: token.expires_in };
}

export const getConsent = (house: AdminHouse, consentId: string) => viewOf(house.store, house, consentId);

export async function listConsents(house: AdminHouse, customerId?: string) {
  const where = customerId === undefined ? undefined : { index: 'customerId', equals: customerId };
  const consents = await house.store.list(CONSENTS, where);
  return Promise.all(consents.map(({ id }) => getConsent(house, id)));
}

export const authoriseConsent = (
  house: AdminHouse,
  consentId: string,
  { selection }: { readonly selection?: Selection },
) =>
  house.store.transaction(async (tx) => {
    await authorise(tx, house, consentId, selection);
    return viewOf(tx, house, consentId);
  });

/** Ends a consent, as the customer would unless another reason is given. */
export const endConsentBy = (house: AdminHouse, consentId: string, verb: EndingVerb, ending: Ending = {}) =>
  house.store.transaction(async (tx) => {
    await endConsent(tx, house, consentId, { ...ending, verb });
    return viewOf(tx, house, consentId);
  });

export const prepareConsent = (house: AdminHouse, consentId: string, preparation: { readonly readyAfter: string }) =>
  house.store.transaction(async (tx) => {
    await setPreparation(tx, consentId, preparation);
    return viewOf(tx, house, consentId);
  });

/** Why each holding is or is not in the list: now, or at another instant. */
export async function explainConsent(house: AdminHouse, consentId: string, at?: string): Promise<Explanation> {
  const subject = await requireCase(house.store, house, consentId);
  return explain({ ...subject, now: instantOf(subject, at) }, house.settings);
}

const instantOf = ({ now }: ConsentCase, at: string | undefined): Instant =>
  at === undefined ? now : readMoment(at, now, 'at');

/** Which page of the list, and when. */
export interface AnswerWanted {
  readonly at?: string;
  readonly page?: number;
  readonly pageSize?: number;
}

/** What `GET /resources` would be answered, as it stands on the wire. Nothing is changed by looking. */
export async function previewAnswer(
  house: AdminHouse,
  consentId: string,
  { at, page = 1, pageSize = MIN_PAGE_SIZE }: AnswerWanted = {},
  origin = house.publicUrl ?? house.stage.url,
) {
  const subject = await requireCase(house.store, house, consentId);
  const then = instantOf(subject, at);
  const { settings } = house;
  return {
    at: formatInstant(then),
    ...previewAt(subject, then, { page, pageSize, settings, url: `${origin}${LIST_PATH}` }),
  };
}

export interface ListThen {
  readonly at: string;
  readonly status: string;
  /** What `GET /resources` would answer. */
  readonly answers: number;
  readonly resources: readonly ResourceItem[];
}

/** The list as it was or will be: the same rules read at another instant. Nothing is changed. */
export async function listThen(house: AdminHouse, consentId: string, at?: string): Promise<ListThen> {
  const subject = await requireCase(house.store, house, consentId);
  const then = instantOf(subject, at);
  const { status, answers } = answerAt(subject, then, house.settings);
  const confirmation = confirmationOf(subject.consent);
  const resources =
    answers === 200 && confirmation ? listAt(pairsOf(subject, confirmation, house.settings.retention), then) : [];
  return { at: formatInstant(then), status, answers, resources };
}

export function consentRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/consents', async (req, res) => {
    const { customerId } = req.query as { customerId?: string };
    res.json({ consents: await listConsents(house, customerId) });
  });
  router.post('/consents', async (req, res) => void res.status(201).json(await addConsent(house, req.body)));
  router.get('/consents/:id', async (req, res) => void res.json(await getConsent(house, req.params.id)));
  router.post(
    '/consents/:id/authorise',
    async (req, res) => void res.json(await authoriseConsent(house, req.params.id, req.body ?? {})),
  );
  router.post(
    '/consents/:id/reject',
    async (req, res) => void res.json(await endConsentBy(house, req.params.id, 'reject', req.body)),
  );
  router.post(
    '/consents/:id/revoke',
    async (req, res) => void res.json(await endConsentBy(house, req.params.id, 'revoke', req.body)),
  );
  router.put(
    '/consents/:id/preparation',
    async (req, res) => void res.json(await prepareConsent(house, req.params.id, req.body)),
  );
  router.get(
    '/consents/:id/explanation',
    async (req, res) => void res.json(await explainConsent(house, req.params.id, (req.query as { at?: string }).at)),
  );
  router.get('/consents/:id/answer', async (req, res) => {
    const origin = originOf(req, { publicUrl: house.publicUrl, listeningUrl: house.stage.url });
    res.json(await previewAnswer(house, req.params.id, req.query, origin));
  });
  router.get('/consents/:id/resources', async (req, res) => {
    const { at } = req.query as { at?: string };
    res.json(await listThen(house, req.params.id, at));
  });
  return router;
}

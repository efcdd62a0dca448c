import type { Request, RequestHandler, Response } from 'express';
import type { Caller } from '../core/api.js';
import { type Notes, notesOf, readerOf } from '../http/notes.js';
import { Glance } from '../store/glance.js';
import type { OpenFinanceApi } from './api.js';
import { type Credentials, keepGrant, requireGrant, supposedGrant } from './auth/bearer.js';
import { isTokenRecorded } from './auth/records.js';
import type { Grant } from './auth/tokens.js';
import { type ActiveCase, requireActiveConsent, requirePermission, requireSameConsent } from './consents/access.js';
import { type ConsentCase, caseNow, readCase, readFacts } from './consents/case.js';
import type { Foresight } from './consents/foresight.js';
import type { OpenFinanceContext } from './context.js';
import { readDeviations } from './deviations/kept.js';
import { bentFacts, deviations } from './deviations/stage.js';
import { soldAt } from './holdings/offer.js';
import { operationsOn, requireOperation, segmentOf, statusNamesOn } from './operation.js';
import { requireAcceptable } from './wire/acceptable.js';
import { readBody } from './wire/body.js';
import { refusal } from './wire/errors.js';
import { answerInteractionId, echoInteractionId, requireInteractionId } from './wire/interaction-id.js';
import { readPageRequest } from './wire/pagination.js';
import { preferredAnswer } from './wire/prefer.js';

const KEY = 'admitted';

/** The consent behind a request admitted with a consent's token. */
export const admittedOf = (res: Response): ActiveCase => res.locals[KEY] as ActiveCase;

/** The checks, in the order docs/architecture.md gives. What is wrong first is what the receiver is told. */
export function admission(
  context: OpenFinanceContext & Credentials & { readonly strict: boolean; readonly foresight: Foresight },
  api: OpenFinanceApi,
): readonly RequestHandler[] {
  const { scope: usualScope } = api;
  const bends = deviations(context, api, (req) => callerOf(context, req));
  const preferred = context.strict ? [bends] : [bends, preferredAnswer((req) => statusNamesOn(api, req))];
  if (usualScope === undefined) return [...preferred, openDoor(api)];
  const cases = new Glance(context.store, (reader, consentId) => readFacts(reader, context, consentId));
  const checks: RequestHandler = async (req, res, next) => {
    const onPath = operationsOn(api, req.path);
    const reader = readerOf(res, context.store);
    const grant = await requireGrant(context, req, reader); //                   401
    noteGrant(notesOf(res), grant);
    keepGrant(res, grant);
    // A path the API does not have takes any token the API takes.
    const candidates = onPath.length > 0 ? onPath : api.operations;
    const read = async (consentId: string): Promise<ConsentCase | undefined> => {
      const facts = cases.last(consentId)?.value ?? (await cases.read(reader, consentId));
      return facts && caseNow(facts, context);
    };
    const seen = (found: ConsentCase): Promise<ConsentCase> => bentFacts(res, found);
    const isClients = candidates.some(({ credentials }) => credentials === 'client');
    const isReceivers = isClients && grant.consentId === undefined;
    const subject = isReceivers ? undefined : await requireActiveConsent(grant, read, seen); // 401
    if (subject) notesOf(res).now = subject.now;
    if (subject && context.store.shared) context.foresight.note(grant, subject);
    requireInteractionId(req); //                                                400
    if (subject) requireSold(api, subject); //                                   404
    if (isClients && subject && onPath.length > 0) throw refusal('NOT_CUSTOMERS'); // 403
    const [operation] = onPath;
    const { scope = usualScope, permission } = operation ?? {};
    if (!grant.scopes.has(scope)) throw refusal('SCOPE'); //                     403
    if (subject && permission) requirePermission(subject.consent, permission); // 403
    if (subject && operation) requireSameConsent(subject.consent, segmentOf(operation, req.path, 'consentId')); // 403
    requireOperation(onPath, req); //                                            404, 405
    requireAcceptable(req); //                                                   406
    if (operation?.isPaged) liftPageSize(req, context.settings.maxPageSize); //    400, 422
    res.locals[KEY] = subject;
    next();
  };
  return [...preferred, checks, readBody];
}

/** The checks of a public API: nobody needs to say who they are. DIS-001, DIR-001. */
const openDoor =
  (api: OpenFinanceApi): RequestHandler =>
  (req, _res, next) => {
    requireOperation(operationsOn(api, req.path), req); //                        404, 405
    requireAcceptable(req); //                                                   406
    next();
  };

/** What every answer of an API carries, whatever happens to the request. RES-061, RES-064. */
export const wireHeaders =
  (api: OpenFinanceApi): RequestHandler =>
  (req, res, next) => {
    if (api.scope === undefined) echoInteractionId(req, res);
    else answerInteractionId(req, res);
    res.setHeader('x-v', api.version);
    next();
  };

/** What a request will make us read, as far as its token was seen before. */
export function foresee(
  { store, tokens, foresight }: OpenFinanceContext & Credentials & { readonly foresight: Foresight },
  req: Request,
  res: Response,
): readonly Promise<unknown>[] {
  const reader = readerOf(res, store);
  const grant = supposedGrant({ tokens }, req);
  const record = grant?.recordId === undefined ? [] : [isTokenRecorded(reader, grant, 0)];
  return [readDeviations(reader), ...record, ...(grant ? foresight.read(reader, grant) : [])];
}

/** Who sends a request, when its token is valid. Whatever else is wrong with it, the checks say. */
export async function callerOf(context: OpenFinanceContext & Credentials, req: Request): Promise<Caller> {
  const grant = await requireGrant(context, req).catch(() => undefined);
  if (!grant) return {};
  const { clientId, consentId } = grant;
  if (consentId === undefined) return { clientId, grant: kindOf(grant) };
  const subject = await readCase(context.store, context, consentId);
  return { clientId, consentId, grant: kindOf(grant), ...(subject && { now: subject.now }) };
}

function noteGrant(notes: Notes, grant: Grant): void {
  notes.clientId = grant.clientId;
  if (grant.consentId !== undefined) notes.consentId = grant.consentId;
  notes.grant = kindOf(grant);
}

const kindOf = ({ consentId }: Grant) => (consentId === undefined ? 'client' : 'consent');

/** @throws ApiError 404 while the institution does not sell what the API is about. PRD-004. */
function requireSold({ sells }: OpenFinanceApi, { offer, now }: ActiveCase): void {
  if (sells !== undefined && !soldAt(offer, now).includes(sells)) throw refusal('NOT_SOLD');
}

/**
 * Writes the page request that applies into the URL, so that a size under 25 reaches the document as the 25 it counts
 * as (RES-071), and one above the transmitter's maximum as that maximum (RES-073).
 */
function liftPageSize(req: Request, maximum: number): void {
  const mark = req.url.indexOf('?');
  if (mark < 0) return;
  const query = new URLSearchParams(req.url.slice(mark + 1));
  if (!query.has('page') && !query.has('page-size')) return;
  const { page, pageSize } = readPageRequest(query, maximum);
  query.set('page', String(page));
  query.set('page-size', String(pageSize));
  req.url = `${req.url.slice(0, mark)}?${query.toString()}`;
}

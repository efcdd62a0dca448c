import { isCivilDate } from '../../core/civil.js';
import { Refusal } from '../../core/errors.js';
import { nowOf } from '../../store/clocks.js';
import type { Reader, Transaction } from '../../store/store.js';
import type { OtdxUser } from '../auth/user.js';
import type { OtdxContext } from '../context.js';
import { hashtaskOf } from '../hashtask.js';
import { portfolioFor, requireServiceDay, sees } from '../portfolios/access.js';
import { type Portfolio, PORTFOLIOS, requirePortfolio } from '../portfolios/portfolio.js';
import { type FieldError, fieldRefusal, OtdxError, refusal } from '../wire/errors.js';
import type { NewRequest, RequestEdit } from './body.js';
import { type Attachment, type ReprocessingRequest, REQUESTS, statusOf, type Step } from './request.js';

/** Whom the log names for what the other side does. */
export const CONTROLLER = 'controladoria';

/** Registers a request. OTD-REP-01. @throws OtdxError naming the field. */
export async function createRequest(
  tx: Transaction,
  context: OtdxContext,
  user: OtdxUser,
  { body, attachments }: { readonly body: NewRequest; readonly attachments: readonly Attachment[] },
): Promise<ReprocessingRequest> {
  const { codigoCarteira: code, dataReprocessamento: date, motivo: reason } = body;
  if (!isCivilDate(date)) throw fieldRefusal('dataReprocessamento', 'DATE_MALFORMED');
  const portfolio = await portfolioFor(tx, user, code);
  requireServiceDay(context.calendar, portfolio, 'dataReprocessamento', date);
  const at = await nowOf(tx, context.wall, portfolio.clock);
  const hashtask = hashtaskOf(context.ids.uuid());
  const step: Step = { at, by: user.username, event: 'create', status: context.workflow.initial };
  const request: ReprocessingRequest = { hashtask, code, date, reason, additions: [], attachments, steps: [step] };
  await tx.put(REQUESTS, hashtask, request);
  return request;
}

/** A request and its portfolio. @throws OtdxError 404 when there is none, or it is another group's. OTD-TOK-04. */
export async function requestFor(
  reader: Reader,
  user: OtdxUser,
  hashtask: string,
): Promise<{ readonly request: ReprocessingRequest; readonly portfolio: Portfolio }> {
  const request = (await reader.get(REQUESTS, hashtask))?.value;
  const portfolio = request && (await reader.get(PORTFOLIOS, request.code))?.value;
  if (request && sees(user, portfolio)) return { request, portfolio };
  throw refusal('REQUEST_UNKNOWN', { hashtask });
}

/** Adds to a request while the workflow lets it be edited. OTD-REP-04. */
export async function editRequest(
  tx: Transaction,
  context: OtdxContext,
  user: OtdxUser,
  { body, attachments }: { readonly body: RequestEdit; readonly attachments: readonly Attachment[] },
): Promise<ReprocessingRequest> {
  const { request, portfolio } = await requestFor(tx, user, body.hashtask);
  requireSame(request, body);
  const { motivo, complemento } = body;
  if (motivo === undefined && complemento === undefined && attachments.length === 0)
    throw fieldRefusal('', 'NOTHING_TO_EDIT');
  const status = statusOf(request);
  const { editable, label } = context.workflow.state(status);
  if (editable !== true) throw refusal('NOT_EDITABLE', { status: label.pt.toLowerCase() });
  const at = await nowOf(tx, context.wall, portfolio.clock);
  const note = [...(motivo === undefined ? [] : ['motivo']), ...(complemento === undefined ? [] : ['complemento'])]
    .concat(attachments.length > 0 ? [`${attachments.length} anexo(s)`] : [])
    .join(', ');
  const edited: ReprocessingRequest = {
    ...request,
    reason: motivo ?? request.reason,
    additions: [...request.additions, ...(complemento === undefined ? [] : [complemento])],
    attachments: [...request.attachments, ...attachments],
    steps: [...request.steps, { at, by: user.username, event: 'edit', status, note }],
  };
  await tx.put(REQUESTS, request.hashtask, edited);
  return edited;
}

function requireSame({ code, date }: ReprocessingRequest, body: RequestEdit): void {
  const fields: Record<string, FieldError> = {};
  for (const [field, valor] of [
    ['codigoCarteira', code],
    ['dataReprocessamento', date],
  ] as const) {
    const sent = body[field];
    if (sent !== undefined && sent !== valor) fields[field] = { name: 'REQUEST_MISMATCH', values: { valor } };
  }
  if (Object.keys(fields).length > 0) throw new OtdxError('REQUEST_MISMATCH', { fields });
}

/** Takes a request back while the workflow lets it be deleted. It stays in the history. OTD-REP-06. */
export async function deleteRequest(
  tx: Transaction,
  context: OtdxContext,
  user: OtdxUser,
  hashtask: string,
): Promise<ReprocessingRequest> {
  const { request, portfolio } = await requestFor(tx, user, hashtask);
  const { workflow, wall } = context;
  const status = statusOf(request);
  const { deletable, label } = workflow.state(status);
  const to = workflow.next(status, workflow.deletion);
  if (deletable !== true || to === undefined) throw refusal('NOT_DELETABLE', { status: label.pt.toLowerCase() });
  const at = await nowOf(tx, wall, portfolio.clock);
  return moveOn(tx, request, { at, by: user.username, event: workflow.deletion, status: to });
}

/** What the controller does with a request. */
export interface ControllerEvent {
  readonly event: string;
  readonly note?: string;
}

/**
 * The controller's side. OTD-REP-08, OTD-REP-11.
 * @throws Refusal when there is no such request or event, or the workflow does not allow it now.
 */
export async function moveRequest(
  tx: Transaction,
  context: OtdxContext,
  hashtask: string,
  { event, note }: ControllerEvent,
): Promise<ReprocessingRequest> {
  const request = (await tx.get(REQUESTS, hashtask))?.value;
  if (!request) throw new Refusal('not-found', `there is no reprocessing request ${hashtask}`);
  const { workflow, wall } = context;
  const from = statusOf(request);
  const allowed = workflow.allowed(from, 'controller');
  const side = workflow.sideOf(event);
  if (side === undefined) {
    throw new Refusal('malformed', `event is "${event}"; the workflow has: ${workflow.events.join(', ')}`, {
      field: 'event',
    });
  }
  const to = side === 'controller' ? workflow.next(from, event) : undefined;
  if (to === undefined) {
    const now = allowed.length > 0 ? `now only: ${allowed.join(', ')}` : 'nothing may follow';
    const message = `the controller cannot ${event} a request that is ${from} (OTD-REP-08): ${now}`;
    throw new Refusal('conflict', message, { from, event, allowed, rule: 'OTD-REP-08' });
  }
  const at = await nowOf(tx, wall, (await requirePortfolio(tx, request.code)).clock);
  return moveOn(tx, request, { at, by: CONTROLLER, event, status: to, ...(note !== undefined && { note }) });
}

async function moveOn(tx: Transaction, request: ReprocessingRequest, step: Step): Promise<ReprocessingRequest> {
  const moved: ReprocessingRequest = { ...request, steps: [...request.steps, step] };
  await tx.put(REQUESTS, request.hashtask, moved);
  return moved;
}

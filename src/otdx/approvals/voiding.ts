import type { Transaction } from '../../store/store.js';
import type { OtdxContext } from '../context.js';
import { type ControllerEvent, moveRequest } from '../reprocessing/life.js';
import { type ReprocessingRequest, voidOf } from '../reprocessing/request.js';
import { APPROVALS } from './book.js';

/**
 * The controller's side of a request. Accepting it makes the approvals from its date on void: they must be given again,
 * in order. OTD-REP-09.
 * @throws Refusal when there is no such request or event, or the workflow does not allow it now.
 */
export async function moveAndVoid(
  tx: Transaction,
  context: OtdxContext,
  hashtask: string,
  event: ControllerEvent,
): Promise<ReprocessingRequest> {
  const request = await moveRequest(tx, context, hashtask, event);
  const made = voidOf(context.workflow, request);
  const isNew = made !== undefined && voidOf(context.workflow, withoutLast(request)) === undefined;
  if (!isNew) return request;
  for (const { id, value } of await tx.list(APPROVALS, { index: 'code', equals: request.code })) {
    if (value.date < request.date || value.deletedAt !== undefined || value.voidedAt !== undefined) continue;
    await tx.put(APPROVALS, id, { ...value, voidedAt: made.at });
  }
  return request;
}

const withoutLast = (request: ReprocessingRequest): ReprocessingRequest => {
  const [first, ...others] = request.steps;
  return { ...request, steps: [first, ...others.slice(0, -1)] };
};

import type { Exchange } from '../core/exchange.js';
import { isListCall, type ListedResource, listedIn } from './reading.js';

/** What a list last showed of a resource. */
export interface Shown extends ListedResource {
  readonly by: Exchange;
}

/** What the lists among some calls last showed of each resource, before a call; by id. */
export function shownBefore(calls: readonly Exchange[], { id }: Exchange): ReadonlyMap<string, Shown> {
  const shown = new Map<string, Shown>();
  for (const call of calls) {
    if (call.id >= id) break;
    if (isListCall(call)) for (const item of listedIn(call)) shown.set(item.resourceId, { ...item, by: call });
  }
  return shown;
}

/** The list calls that were answered with a list. */
export const listsIn = (calls: readonly Exchange[]): readonly Exchange[] =>
  calls.filter((call) => isListCall(call) && call.status === 200);

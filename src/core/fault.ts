import { createHash } from 'node:crypto';
import type { Duration } from './duration.js';
import type { Instant } from './instant.js';

/** Which calls a fault strikes. Without any field: all of them. */
export interface FaultMatch {
  /** Name of an API, e.g. `resources`. */
  readonly api?: string;
  readonly method?: string;
  /** The path called, without its query: as a whole, or how it begins when this ends in `*`. */
  readonly path?: string;
  /** The consent the caller's valid token is bound to. */
  readonly consentId?: string;
}

/** What a struck call gets. A delay is real time, and the call then goes on; bytes are counted from the body's start. */
export type FaultAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | { readonly delay: Duration }
  | { readonly reset: true }
  | { readonly truncate: number };

/** A fault as it is kept. */
export interface Fault {
  readonly id: string;
  readonly match: FaultMatch;
  readonly answer: FaultAnswer;
  /** How many calls it may still strike; any number, when absent. */
  readonly times?: number;
  /** Which part of the calls that match it strikes, from 0 to 1; all, when absent. */
  readonly ratio?: number;
  /** How often the ratio was drawn so far. */
  readonly drawn: number;
  /** When it was put, on the default clock. */
  readonly since: Instant;
}

/** A call as faults see it. */
export interface Call {
  readonly api: string;
  /** Asked when everything else fails: only a fault that names its API or a path strikes it. */
  readonly isAside: boolean;
  readonly method: string;
  readonly path: string;
}

/** Whether a fault is meant for such calls, whoever the caller is. */
export const reaches = ({ match: { api, method, path } }: Pick<Fault, 'match'>, call: Call): boolean =>
  (api === undefined || api === call.api) &&
  (method === undefined || method === call.method) &&
  (path === undefined || isOnPath(path, call.path)) &&
  (!call.isAside || api !== undefined || path !== undefined);

const isOnPath = (pattern: string, path: string): boolean =>
  pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;

export interface Strike {
  /** The first fault that strikes the call; absent when none does. */
  readonly fault?: Fault;
  /** The faults from now on: draws made are counted, a fault that struck its last call is gone. */
  readonly left: readonly Fault[];
}

/** Asks the faults in order, until one strikes. */
export function strike(faults: readonly Fault[], call: Call & { readonly consentId?: string | undefined }): Strike {
  const left = [...faults];
  for (const [index, fault] of faults.entries()) {
    const { consentId = call.consentId } = fault.match;
    if (!reaches(fault, call) || consentId !== call.consentId) continue;
    const { strikes, after } = ask(fault);
    left.splice(index, 1, ...after);
    if (strikes) return { fault, left };
  }
  return { left };
}

function ask(fault: Fault): { readonly strikes: boolean; readonly after: readonly Fault[] } {
  const { ratio, times, drawn } = fault;
  const strikes = ratio === undefined || draw(fault.id, drawn) < ratio;
  const asked = ratio === undefined ? fault : { ...fault, drawn: drawn + 1 };
  if (!strikes || times === undefined) return { strikes, after: [asked] };
  return { strikes, after: times > 1 ? [{ ...asked, times: times - 1 }] : [] };
}

/** The number, from 0 (included) to 1 (excluded), at a place in a fault's sequence: always the same one. */
function draw(id: string, place: number): number {
  const digest = createHash('sha256').update(`${id} ${place}`).digest();
  return digest.readUInt32BE() / 2 ** 32;
}

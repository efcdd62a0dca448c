import { addDuration } from '../../core/duration.js';
import type { Fault, FaultAnswer } from '../../core/fault.js';
import { type Instant, SECOND } from '../../core/instant.js';
import type { OpenFinanceApi } from '../api.js';
import { type Endpoint, endpointsOf } from '../published.js';
import { coverageOf, type Part } from './coverage.js';

/** What the same faults do to one API or several. */
export interface Failure {
  readonly code: 'UNAVAILABLE' | 'PARTIAL_FAILURE';
  readonly apis: readonly string[];
  readonly endpoints: readonly Endpoint[];
  /** When the first of the faults behind it was put, and when the last. */
  readonly since: Instant;
  readonly until: Instant;
}

/**
 * What the faults in force are to everybody, taken together: an API whose every call some fault strikes is down, however
 * many faults that takes; APIs that fail for the same faults are one failure. DIS-003.
 */
export function failuresOf(faults: readonly Fault[], apis: readonly OpenFinanceApi[]): readonly Failure[] {
  const failing = faults.filter(isPublic);
  const failures = new Map<string, Failure>();
  for (const api of apis) {
    const failure = failureOf(failing, api);
    if (!failure) continue;
    const { key, apis: names, endpoints, ...rest } = failure;
    const same = failures.get(key);
    failures.set(key, {
      ...rest,
      apis: [...(same?.apis ?? []), ...names],
      endpoints: [...(same?.endpoints ?? []), ...endpoints],
    });
  }
  return [...failures.values()];
}

/** One that strikes a single consent is nothing the public would notice. DIS-003. */
const isPublic = ({ match, answer, ratio }: Fault): boolean =>
  isFailing(answer) && match.consentId === undefined && ratio !== 0;

/** A receiver gives up after so long; who waits longer has no answer. Portal, Timeout. Milliseconds. */
const TIME_OUT = 15 * SECOND;

const isFailing = (answer: FaultAnswer): boolean =>
  ('status' in answer && answer.status >= 500) ||
  'reset' in answer ||
  'truncate' in answer ||
  ('delay' in answer && addDuration(0, answer.delay) >= TIME_OUT);

/** `key` tells apart what differs in its code or in the faults behind it. */
function failureOf(faults: readonly Fault[], api: OpenFinanceApi): (Failure & { readonly key: string }) | undefined {
  const strikes = faults
    .map((fault) => ({ fault, parts: coverageOf(fault.match, api) }))
    .filter(({ parts }) => parts.some((part) => part !== 'none'));
  if (strikes.length === 0) return undefined;
  const struckAs = (index: number, isMeant: (part: Part | undefined, fault: Fault) => boolean): boolean =>
    strikes.some(({ fault, parts }) => isMeant(parts[index], fault));
  const all = endpointsOf(api);
  const isDown = all.every((_, index) => struckAs(index, (part, { ratio = 1 }) => part === 'all' && ratio === 1));
  const code = isDown ? 'UNAVAILABLE' : 'PARTIAL_FAILURE';
  const instants = strikes.map(({ fault }) => fault.since);
  return {
    key: [code, ...strikes.map(({ fault }) => fault.id)].join(' '),
    code,
    apis: [api.name],
    endpoints: all.filter((_, index) => struckAs(index, (part) => part !== 'none')),
    since: Math.min(...instants),
    until: Math.max(...instants),
  };
}

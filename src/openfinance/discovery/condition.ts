import type { Fault } from '../../core/fault.js';
import { formatSeconds, HOUR, type Instant } from '../../core/instant.js';
import type { OpenFinanceApi } from '../api.js';
import { type Endpoint, endpointsOf } from '../published.js';
import { type Failure, failuresOf } from './failure.js';
import { isInForce, type Outage, spanOf } from './outage.js';

/** In the order of the official text. DIS-003. */
const CODES = ['OK', 'UNAVAILABLE', 'PARTIAL_FAILURE', 'SCHEDULED_OUTAGE'] as const;

/** One element of `/status`. Discovery 2.0.1. */
interface Condition {
  readonly code: (typeof CODES)[number];
  readonly explanation: string;
  readonly detectionTime?: string;
  readonly expectedResolutionTime?: string;
  readonly updateTime?: string;
  readonly unavailableEndpoints?: readonly string[];
}

/** What may be wrong with an institution, and what it offers. */
export interface Health {
  readonly faults: readonly Fault[];
  readonly outages: readonly Outage[];
  readonly apis: readonly OpenFinanceApi[];
  /** Scheme, host and port of the addresses in the answer. */
  readonly origin: string;
}

const WELL: Condition = { code: 'OK', explanation: 'Todas as APIs funcionam.' };

/** One element per condition in force; OK alone when there is none. DIS-002, DIS-003. */
export function conditionsAt(health: Health, now: Instant): readonly Condition[] {
  const conditions = [
    ...failuresOf(health.faults, health.apis).map((failure) => trouble(failure, health, now)),
    ...health.outages.filter((outage) => isInForce(outage, now)).map((outage) => stop(outage, health)),
  ];
  if (conditions.length === 0) return [WELL];
  return conditions.toSorted((one, other) => CODES.indexOf(one.code) - CODES.indexOf(other.code));
}

/** DIS-003, DIS-004. */
function trouble({ code, apis, endpoints, since, until }: Failure, health: Health, now: Instant): Condition {
  const names = apis.join(', ');
  return {
    code,
    explanation: code === 'UNAVAILABLE' ? `APIs fora do ar: ${names}.` : `Parte das chamadas falha: ${names}.`,
    detectionTime: formatSeconds(since),
    expectedResolutionTime: formatSeconds(resolutionAfter(since, now)),
    updateTime: formatSeconds(until),
    unavailableEndpoints: urlsOf(endpoints, health),
  };
}

/** Nobody says how long a fault will last; each hour another hour is hoped for. DIS-005. */
const resolutionAfter = (since: Instant, now: Instant): Instant =>
  since + HOUR * (Math.floor(Math.max(now - since, 0) / HOUR) + 1);

/** DIS-006. A partial outage that names no API does not say what it stops. */
function stop(outage: Outage, health: Health): Condition {
  const { explanation, isPartial, apis: names } = outage;
  const { start, end } = spanOf(outage);
  const stopped = health.apis.filter(({ name }) => names?.includes(name) ?? !isPartial);
  return {
    code: 'SCHEDULED_OUTAGE',
    explanation,
    expectedResolutionTime: formatSeconds(end),
    updateTime: formatSeconds(start),
    ...(stopped.length > 0 && { unavailableEndpoints: urlsOf(stopped.flatMap(endpointsOf), health) }),
  };
}

const urlsOf = (endpoints: readonly Endpoint[], { origin }: Health): readonly string[] => [
  ...new Set(endpoints.map(({ path }) => `${origin}${path}`)),
];

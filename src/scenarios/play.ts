import { randomIds } from '../core/ids.js';
import { holdingsFor } from './load.js';
import type { Expectation, Scenario, Step } from './scenario.js';

/** Where a scenario is played, and with which credentials. Everything goes over HTTP, as a receiver and an operator would. */
export interface Stage {
  readonly url: string;
  readonly adminToken?: string | undefined;
}

/** What became of one step. */
export interface Played {
  readonly step: Step;
  /** Virtual time after the step. RFC 3339. */
  readonly at: string;
  /** One line: the request, or what was moved. */
  readonly what: string;
  /** One line: what came back. */
  readonly outcome: string;
  /** Each expectation that did not hold; empty when all did. */
  readonly failures: readonly string[];
}

interface LoadedAnswer {
  readonly clock: { readonly name: string };
  readonly customers: Readonly<Record<string, { readonly customerId: string }>>;
  readonly consents: Readonly<Record<string, { readonly consentId: string; readonly accessToken?: string }>>;
}

/** Loads the scenario and takes its steps one by one. A step that cannot be made is a failure, not an error. */
export async function* playScenario(stage: Stage, scenario: Scenario): AsyncGenerator<Played> {
  const loaded = (await admin(stage, 'POST', '/scenarios', scenario)).body as LoadedAnswer;
  for (const step of scenario.steps ?? []) {
    const taken = await take(stage, loaded, step);
    const clock = (await admin(stage, 'GET', `/clocks/${loaded.clock.name}`)).body as { now: string };
    yield { step, at: clock.now, ...taken };
  }
}

type Taken = Pick<Played, 'what' | 'outcome' | 'failures'>;

async function take(stage: Stage, loaded: LoadedAnswer, step: Step): Promise<Taken> {
  if (step.get !== undefined) return call(stage, loaded, step);
  const consentId = (key = ''): string => encodeURIComponent(loaded.consents[key]?.consentId ?? key);
  const { advance, transition, close, contract, prepare } = step;
  if (advance !== undefined) {
    return move(stage, `advance ${advance}`, 'POST', `/clocks/${loaded.clock.name}/advance`, { by: advance });
  }
  if (transition) {
    const { resource, consent, ...body } = transition;
    const inConsent = consent !== undefined && { consentId: loaded.consents[consent]?.consentId };
    return move(stage, `${resource} → ${body.to}`, 'POST', `/resources/${resource}/transitions`, {
      ...body,
      ...inConsent,
    });
  }
  if (close)
    return move(
      stage,
      `close ${close.resource}`,
      'POST',
      `/resources/${close.resource}/close`,
      close.at === undefined ? {} : { at: close.at },
    );
  if (contract) {
    const { customerId } = loaded.customers[contract.customer] ?? { customerId: '' };
    const [holding] = holdingsFor(contract.resource);
    return move(stage, `contract ${contract.resource.id}`, 'POST', `/customers/${customerId}/resources`, holding);
  }
  if (prepare) {
    const path = `/consents/${consentId(prepare.consent)}/preparation`;
    return move(stage, `list ready after ${prepare.readyAfter}`, 'PUT', path, { readyAfter: prepare.readyAfter });
  }
  const [verb, key] = Object.entries(step).find(([name]) => ['authorise', 'reject', 'revoke'].includes(name)) ?? [];
  return move(stage, `${verb} ${key}`, 'POST', `/consents/${consentId(String(key))}/${verb}`, {});
}

async function move(stage: Stage, what: string, method: string, path: string, body: unknown): Promise<Taken> {
  const { status, body: answer } = await admin(stage, method, path, body);
  if (status < 300) return { what, outcome: 'done', failures: [] };
  const detail = (answer as { detail?: string } | undefined)?.detail ?? '';
  return { what, outcome: `refused (${status}) ${detail}`, failures: [`the step was refused: ${status} ${detail}`] };
}

async function admin(
  stage: Stage,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${stage.url}/__admin${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(stage.adminToken !== undefined && { authorization: `Bearer ${stage.adminToken}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

interface Listed {
  readonly data?: readonly { readonly resourceId: string; readonly status: string }[];
  readonly meta?: { readonly totalRecords?: number; readonly totalPages?: number };
  readonly errors?: readonly { readonly code: string }[];
}

async function call(stage: Stage, loaded: LoadedAnswer, { get = '', as = '', expect }: Step): Promise<Taken> {
  const response = await fetch(`${stage.url}${get}`, {
    headers: {
      authorization: `Bearer ${loaded.consents[as]?.accessToken ?? ''}`,
      'x-fapi-interaction-id': randomIds.uuid(),
    },
  });
  const text = await response.text();
  const body: Listed = text === '' ? {} : JSON.parse(text);
  const failures = expect ? compare(expect, response.status, body) : [];
  return { what: `GET ${get} as ${as}`, outcome: summary(response.status, body), failures };
}

function summary(status: number, { data, meta, errors }: Listed): string {
  if (errors) return `${status} ${errors[0]?.code ?? ''}`;
  if (!data) return String(status);
  const shown = data.slice(0, 6).map(({ resourceId, status: state }) => `${resourceId} ${state}`);
  const more = (meta?.totalRecords ?? data.length) - shown.length;
  return `${status} [${shown.join(', ')}${more > 0 ? `, +${more}` : ''}]`;
}

/** Each way in which an answer is not what the step expects. */
export function compare(expected: Expectation, status: number, { data, meta, errors }: Listed): readonly string[] {
  const failures: string[] = [];
  const check = (what: string, got: unknown, wanted: unknown): void => {
    if (wanted !== undefined && got !== wanted)
      failures.push(`${what}: expected ${String(wanted)}, got ${String(got)}`);
  };
  check('status', status, expected.status);
  check('code', errors?.[0]?.code, expected.code);
  check('total', meta?.totalRecords, expected.total);
  check('pages', meta?.totalPages, expected.pages);
  const statusOf = (id: string): string | undefined => data?.find(({ resourceId }) => resourceId === id)?.status;
  for (const [id, wanted] of Object.entries(expected.resources ?? {})) check(id, statusOf(id) ?? 'not listed', wanted);
  for (const id of expected.absent ?? []) check(id, statusOf(id) ?? 'not listed', 'not listed');
  return failures;
}

import { UsageError } from '../core/errors.js';
import { compare, compareReason, compareRefusal, type ListBody, type ProblemBody } from './check.js';
import { dueLine, type Fired } from './due.js';
import { type Cast, type Move, moveOf } from './moves.js';
import type { ExpectedRefusal, Scenario, Step, Text } from './scenario.js';
import { callAdmin, callOfficial, type Stage } from './stage.js';

/** What became of one step. */
export interface Played {
  readonly step: Step;
  /** Virtual time after the step. RFC 3339. */
  readonly at: string;
  /** One line: the request, or what was moved. */
  readonly what: Text;
  /** One line: what came back. Empty when there is nothing to add. */
  readonly outcome: Text;
  /** The list that came back, when one did. */
  readonly list?: ListBody;
  /** What came due by itself while the clock moved, a line each. */
  readonly due: readonly Text[];
  /** Each expectation that did not hold; empty when all did. */
  readonly failures: readonly Text[];
}

type Taken = Omit<Played, 'step' | 'at'>;

/**
 * Loads the scenario and takes its steps one by one. A step that cannot be made is a failure, not an error.
 * @throws UsageError when the scenario itself is refused.
 */
export async function* playScenario(stage: Stage, scenario: Scenario): AsyncGenerator<Played> {
  const cast = await load(stage, scenario);
  for (const step of scenario.steps ?? []) {
    const taken = await take(stage, cast, step);
    const clock = (await callAdmin(stage, 'GET', `/clocks/${cast.clock}`)).body as { now: string };
    yield { step, at: clock.now, ...taken };
  }
}

async function load(stage: Stage, scenario: Scenario): Promise<Cast> {
  const { status, body } = await callAdmin(stage, 'POST', '/scenarios', scenario);
  if (status !== 201)
    throw new UsageError(`scenario ${scenario.name} was refused: ${status} ${(body as ProblemBody)?.detail ?? ''}`);
  const { clock, customers, consents } = body as Omit<Cast, 'clock'> & { clock: { name: string } };
  return { clock: clock.name, customers, consents };
}

async function take(stage: Stage, cast: Cast, step: Step): Promise<Taken> {
  if (step.get !== undefined) return ask(stage, cast, step);
  if (step.explain) return explain(stage, cast, step.explain);
  const move = moveOf(step, cast);
  return move ? make(stage, cast, step, move) : { what: '', outcome: '', due: [], failures: [] };
}

async function ask(stage: Stage, cast: Cast, { get = '', as = '', expect }: Step): Promise<Taken> {
  const { status, body } = await callOfficial(stage, get, cast.consents[as]?.accessToken ?? '');
  const answer = body as ListBody | undefined;
  const failures = expect ? compare(expect, status, answer) : [];
  const what = { pt: `GET ${get} · ${as}`, en: `GET ${get} · ${as}` };
  return { what, outcome: summary(status, answer), ...(answer?.data && { list: answer }), due: [], failures };
}

function summary(status: number, body: ListBody | undefined): Text {
  if (!body) return { pt: `${status}, sem corpo`, en: `${status}, no body` };
  if (!body.data) return `${status} ${body.errors?.[0]?.code ?? ''}`.trim();
  const { totalRecords: total = body.data.length, totalPages: pages = 1 } = body.meta ?? {};
  if (pages > 1)
    return {
      pt: `${status}, ${total} recursos em ${pages} páginas`,
      en: `${status}, ${total} resources on ${pages} pages`,
    };
  const one = total === 1;
  return {
    pt: `${status}, ${total} ${one ? 'recurso' : 'recursos'}`,
    en: `${status}, ${total} ${one ? 'resource' : 'resources'}`,
  };
}

interface Reason {
  readonly resourceId: string;
  readonly listed: boolean;
  readonly rule: string;
  readonly reason: { readonly pt: string; readonly en: string };
}

async function explain(stage: Stage, cast: Cast, wanted: NonNullable<Step['explain']>): Promise<Taken> {
  const { consent, resource } = wanted;
  const consentId = cast.consents[consent]?.consentId ?? consent;
  const { body } = await callAdmin(stage, 'GET', `/consents/${encodeURIComponent(consentId)}/explanation`);
  const reasons = (body as { resources?: readonly Reason[] } | undefined)?.resources ?? [];
  const found = reasons.find(({ resourceId }) => resourceId === resource);
  return {
    what: { pt: `por quê? ${resource} · ${consent}`, en: `why? ${resource} · ${consent}` },
    outcome: found ? told(found) : '',
    due: [],
    failures: compareReason(wanted, found),
  };
}

const told = ({ reason, rule }: Reason): Text => ({ pt: `${reason.pt} (${rule})`, en: `${reason.en} (${rule})` });

async function make(stage: Stage, cast: Cast, step: Step, { what, calls }: Move): Promise<Taken> {
  const due: Text[] = [];
  for (const { method, path, body } of calls) {
    const answer = await callAdmin(stage, method, path, body);
    if (answer.status >= 300) return { what, due, ...refusal(step.refused, answer.status, answer.body as ProblemBody) };
    if (step.consent) cast.consents[step.consent.key] = answer.body as Cast['consents'][string];
    due.push(...((answer.body as { fired?: readonly Fired[] }).fired ?? []).map((fired) => dueLine(fired, cast)));
  }
  const { refused } = step;
  const failures = refused
    ? [{ pt: `era esperada a recusa ${refused.status}`, en: `expected to be refused with ${refused.status}` }]
    : [];
  return { what, outcome: '', due, failures };
}

function refusal(
  expected: ExpectedRefusal | undefined,
  status: number,
  body: ProblemBody = {},
): Pick<Taken, 'outcome' | 'failures'> {
  const { rule, code, detail = '' } = body;
  const by = [status, code ?? rule].filter((part) => part !== undefined).join(' ');
  const outcome = { pt: `recusado, ${by}`, en: `refused, ${by}` };
  if (expected) return { outcome, failures: compareRefusal(expected, status, body) };
  return { outcome, failures: [{ pt: `o passo foi recusado: ${detail}`, en: `the step was refused: ${detail}` }] };
}

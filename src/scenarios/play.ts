import type { Text } from '../core/text.js';
import { UsageError } from '../core/errors.js';
import { documentKind } from '../openfinance/holdings/customer.js';
import {
  type Check,
  checkAnswer,
  checkReason,
  checkRefusal,
  failuresIn,
  isList,
  type ListBody,
  type OfficialBody,
  type ProblemBody,
} from './check.js';
import { dueLine, type Fired } from './due.js';
import type { Cast } from './cast.js';
import { type Move, moveOf } from './moves.js';
import { outlineOf } from './outline.js';
import type { ExpectedRefusal, Scenario, Step } from './scenario.js';
import { askOtdx } from './play-otdx.js';
import { callAdmin, callOfficial, postOfficial, type Stage } from './stage.js';

/** What became of one step. */
export interface Played {
  readonly step: Step;
  /** Virtual time after the step. RFC 3339. */
  readonly at: string;
  /** One line: the request, or what was moved. */
  readonly what: Text;
  /** One line: what came back. Empty when there is nothing to add. */
  readonly outcome: Text;
  /** The Resources list that came back, when one did. */
  readonly list?: ListBody;
  /** What came due by itself while the clock moved, a line each. */
  readonly due: readonly Text[];
  /** Each expectation of the step, held against what came. */
  readonly checks: readonly Check[];
  /** Each expectation that did not hold; empty when all did. */
  readonly failures: readonly Text[];
}

type Taken = Omit<Played, 'step' | 'at' | 'failures'>;

/**
 * Loads the scenario and takes its steps one by one. A step that cannot be made is a failure, not an error.
 * @throws UsageError when the scenario itself is refused.
 */
export async function* playScenario(stage: Stage, scenario: Scenario): AsyncGenerator<Played> {
  const cast = await load(stage, scenario);
  for (const step of scenario.steps ?? []) yield playStep(stage, cast, step);
}

/** Takes one step with what loading, and the steps before it, made. A consent it makes joins the cast. */
export async function playStep(stage: Stage, cast: Cast, step: Step): Promise<Played> {
  const taken = await take(stage, cast, step);
  const clock = (await callAdmin(stage, 'GET', `/clocks/${cast.clock}`)).body as { now: string };
  return { step, at: clock.now, ...taken, failures: failuresIn(taken.checks) };
}

async function load(stage: Stage, scenario: Scenario): Promise<Cast> {
  const { status, body } = await callAdmin(stage, 'POST', '/scenarios', scenario);
  if (status !== 201)
    throw new UsageError(`scenario ${scenario.name} was refused: ${status} ${(body as ProblemBody)?.detail ?? ''}`);
  const { clock, customers, consents, otdx } = body as Omit<Cast, 'clock'> & { clock: { name: string } };
  const kept = otdx && { otdx: { tokens: otdx.tokens, kept: {} } };
  return { clock: clock.name, customers, consents, ...kept };
}

async function take(stage: Stage, cast: Cast, step: Step): Promise<Taken> {
  if (step.get !== undefined) return ask(stage, cast, step);
  if (step.otdx) return { ...(await askOtdx(stage, cast, step, step.otdx)), what: outlineOf(step), due: [] };
  if (step.explain) return explain(stage, cast, step, step.explain);
  if (step.extend) return extend(stage, cast, step, step.extend);
  const move = moveOf(step, cast);
  return move ? make(stage, cast, step, move) : { what: '', outcome: '', due: [], checks: [] };
}

async function ask(stage: Stage, cast: Cast, step: Step): Promise<Taken> {
  const { get = '', as, expect } = step;
  const token = as === undefined ? undefined : (cast.consents[as]?.accessToken ?? '');
  const { status, body } = await callOfficial(stage, get, token);
  const answer = body as OfficialBody | undefined;
  const checks = expect ? checkAnswer(expect, status, answer) : [];
  const list = isList(answer) && RESOURCES.test(get) ? answer : undefined;
  const outcome = summary(status, answer, list ? RESOURCE : ITEM);
  return { what: outlineOf(step), outcome, ...(list && { list }), due: [], checks };
}

const RESOURCES = /^\/open-banking\/resources\//;

/** What a list is a list of: one and several, in Portuguese and in English. */
const RESOURCE = { pt: ['recurso', 'recursos'], en: ['resource', 'resources'] } as const;
const ITEM = { pt: ['item', 'itens'], en: ['item', 'items'] } as const;

function summary(status: number, body: OfficialBody | undefined, { pt, en }: typeof RESOURCE | typeof ITEM): Text {
  if (!body) return { pt: `${status}, sem corpo`, en: `${status}, no body` };
  if (!isList(body)) return `${status} ${body.errors?.[0]?.code ?? ''}`.trim();
  const { totalRecords: total = body.data.length, totalPages: pages = 1 } = body.meta ?? {};
  if (pages > 1)
    return {
      pt: `${status}, ${total} ${pt[1]} em ${pages} páginas`,
      en: `${status}, ${total} ${en[1]} on ${pages} pages`,
    };
  const number = total === 1 ? 0 : 1;
  return { pt: `${status}, ${total} ${pt[number]}`, en: `${status}, ${total} ${en[number]}` };
}

/** Acts for any company whose consent is extended. Of a person's, that person asks. */
const REPRESENTATIVE = '52998224725';

async function extend(
  stage: Stage,
  cast: Cast,
  step: Step,
  { consent, expirationDateTime }: NonNullable<Step['extend']>,
): Promise<Taken> {
  const { refused } = step;
  const { consentId = consent, customerId = '', accessToken = '' } = cast.consents[consent] ?? {};
  const path = `/open-banking/consents/v3/consents/${consentId}/extends`;
  const { status, body } = await postOfficial(stage, path, accessToken, {
    ...partiesFor(customerId),
    ...(expirationDateTime !== undefined && { expirationDateTime }),
  });
  const what = outlineOf(step);
  if (status >= 300) return { what, due: [], ...refusal(refused, status, officialProblem(body)) };
  return { what, outcome: '', due: [], checks: notRefused(refused) };
}

const partiesFor = (customerId: string) =>
  documentKind(customerId) === 'CNPJ'
    ? { loggedUser: documentOf(REPRESENTATIVE, 'CPF'), businessEntity: documentOf(customerId, 'CNPJ') }
    : { loggedUser: documentOf(customerId, 'CPF') };

const documentOf = (identification: string, rel: 'CPF' | 'CNPJ') => ({ document: { identification, rel } });

function officialProblem(body: unknown): ProblemBody {
  const [error] = (body as OfficialBody | undefined)?.errors ?? [];
  return error ? { code: error.code, ...(error.detail !== undefined && { detail: error.detail }) } : {};
}

interface Reason {
  readonly resourceId: string;
  readonly listed: boolean;
  readonly rule: string;
  readonly reason: { readonly pt: string; readonly en: string };
}

async function explain(stage: Stage, cast: Cast, step: Step, wanted: NonNullable<Step['explain']>): Promise<Taken> {
  const { consent, resource } = wanted;
  const consentId = cast.consents[consent]?.consentId ?? consent;
  const { body } = await callAdmin(stage, 'GET', `/consents/${encodeURIComponent(consentId)}/explanation`);
  const reasons = (body as { resources?: readonly Reason[] } | undefined)?.resources ?? [];
  const found = reasons.find(({ resourceId }) => resourceId === resource);
  return {
    what: outlineOf(step),
    outcome: found ? told(found) : '',
    due: [],
    checks: checkReason(wanted, found),
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
  return { what, outcome: '', due, checks: notRefused(step.refused) };
}

/** What is wrong with an action that was done. */
const notRefused = (refused: ExpectedRefusal | undefined): readonly Check[] =>
  refused
    ? [failed({ pt: `era esperada a recusa ${refused.status}`, en: `expected to be refused with ${refused.status}` })]
    : [];

const failed = (text: Text): Check => ({ held: false, text });

function refusal(
  expected: ExpectedRefusal | undefined,
  status: number,
  body: ProblemBody = {},
): Pick<Taken, 'outcome' | 'checks'> {
  const { rule, code, detail = '' } = body;
  const by = [status, code ?? rule].filter((part) => part !== undefined).join(' ');
  const outcome = { pt: `recusado, ${by}`, en: `refused, ${by}` };
  if (expected) return { outcome, checks: checkRefusal(expected, status, body) };
  const text = { pt: `o passo foi recusado: ${detail}`, en: `the step was refused: ${detail}` };
  return { outcome, checks: [failed(text)] };
}

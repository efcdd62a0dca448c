import { type ClockView, clockView } from '../core/clock.js';
import { ApiError, Refusal, UsageError } from '../core/errors.js';
import { uuidFrom } from '../core/ids.js';
import { formatInstant, type Instant, parseInstant } from '../core/instant.js';
import { readMoment } from '../core/moment.js';
import { createConsent } from '../openfinance/consents/creation.js';
import { authorise } from '../openfinance/consents/lifecycle.js';
import { CONSENTS } from '../openfinance/consents/consent.js';
import type { OpenFinanceContext } from '../openfinance/context.js';
import type { OtdxContext } from '../otdx/context.js';
import { addHolding, createCustomer, type NewHolding } from '../openfinance/holdings/arrange.js';
import { CUSTOMERS } from '../openfinance/holdings/customer.js';
import { HOLDINGS } from '../openfinance/holdings/holding.js';
import { OFFER_ID, OFFERS, type OfferFact } from '../openfinance/holdings/offer.js';
import { RESOURCE_TYPES, type ResourceType } from '../openfinance/vocabulary.js';
import { loadOtdx } from './load-otdx.js';
import { beginWalk } from './walk.js';
import { CLOCKS, DEFAULT_CLOCK, nowOf } from '../store/clocks.js';
import type { Transaction } from '../store/store.js';
import {
  ORIGIN,
  type Scenario,
  type ScenarioConsent,
  type ScenarioCustomer,
  type ScenarioResource,
} from './scenario.js';

/** What loading a scenario created, by the keys of the file. */
export interface Loaded {
  readonly name: string;
  readonly clock: ClockView;
  readonly customers: Readonly<Record<string, { readonly customerId: string }>>;
  readonly consents: Readonly<Record<string, { readonly consentId: string; readonly customerId: string }>>;
  /** Tokens by username, where the scenario has OTDX users. */
  readonly otdx?: { readonly tokens: Readonly<Record<string, string>> };
}

/**
 * Puts a scenario into the store, as a whole or not at all. Customers with the same documents are replaced, with what
 * they held and consented to.
 * @throws Refusal or ApiError when the rules forbid what the file describes.
 */
export async function loadScenario(
  tx: Transaction,
  context: OpenFinanceContext & OtdxContext,
  scenario: Scenario,
): Promise<Loaded> {
  const clock = scenario.clock?.name ?? DEFAULT_CLOCK;
  await setClock(tx, context, scenario);
  const now = await nowOf(tx, context.wall, clock);
  if (scenario.sells !== undefined) await tx.put(OFFERS, OFFER_ID, { facts: offerFacts(scenario.sells, now) });
  const customers: Record<string, { customerId: string }> = {};
  for (const [key, customer] of Object.entries(scenario.customers)) {
    customers[key] = { customerId: await addCustomer(tx, context, { scenario, key, customer, clock }) };
  }
  const consents: Record<string, { consentId: string; customerId: string }> = {};
  for (const [key, consent] of Object.entries(scenario.consents ?? {})) {
    const customerId = customers[consent.customer]?.customerId ?? '';
    const consentId = await located(scenario, ['consents', key], () =>
      addConsent(tx, context, { scenario, key, consent, customerId, now }),
    );
    consents[key] = { consentId, customerId };
  }
  const { otdx } = scenario;
  const loadPart = (path: readonly (string | number)[], load: () => Promise<void>) =>
    located(scenario, ['otdx', ...path], load);
  const tokens = otdx && (await loadOtdx(tx, context, otdx, { clock, loadPart }));
  const state = (await tx.get(CLOCKS, clock))?.value;
  const made = { clock, customers, consents, ...(tokens && { otdx: { tokens, kept: {} } }) };
  await beginWalk(tx, scenario.name, made);
  return {
    name: scenario.name,
    clock: clockView(clock, state, context.wall.now()),
    customers,
    consents,
    ...(tokens && { otdx: { tokens } }),
  };
}

async function setClock(
  tx: Transaction,
  { wall }: OpenFinanceContext,
  { name: scenario, clock }: Scenario,
): Promise<void> {
  if (!clock) return;
  const now = parseInstant(clock.now);
  if (now === undefined)
    throw new UsageError(`${scenario}: clock.now is "${clock.now}"; expected an instant such as 2026-03-02T12:00:00Z`);
  const name = clock.name ?? DEFAULT_CLOCK;
  await tx.put(CLOCKS, name, { name, now, frozen: clock.frozen ?? true, setAt: wall.now() });
}

/** What is sold from the beginning, then each addition as it comes. */
function offerFacts(sells: Exclude<Scenario['sells'], undefined>, now: Instant): readonly OfferFact[] {
  if (sells === 'all') return [];
  const rows = sells.map((item) =>
    typeof item === 'string'
      ? { type: item, from: 0 }
      : { type: item.type, from: readMoment(item.from, now, 'sells.from') },
  );
  const starts = [...new Set([0, ...rows.map(({ from }) => from)])].sort((one, other) => one - other);
  const soldBy = (instant: Instant): readonly ResourceType[] =>
    RESOURCE_TYPES.filter((type) => rows.some((row) => row.type === type && row.from <= instant));
  return starts.map((from) => ({ from, sells: soldBy(from) }));
}

async function addCustomer(
  tx: Transaction,
  context: OpenFinanceContext,
  wanted: { scenario: Scenario; key: string; customer: ScenarioCustomer; clock: string },
): Promise<string> {
  const { scenario, key } = wanted;
  const { resources = [], clock = wanted.clock, ...document } = wanted.customer;
  await removeCustomer(tx, document.cpf ?? document.cnpj ?? '');
  const { customerId } = await located(scenario, ['customers', key], () =>
    createCustomer(tx, context, { ...document, clock }),
  );
  for (const [index, resource] of resources.entries()) {
    await located(scenario, ['customers', key, 'resources', index], async () => {
      for (const holding of holdingsFor(resource)) await addHolding(tx, context, customerId, holding);
    });
  }
  return customerId;
}

/** Does a part of the loading; a refusal is told with the place in the file that brought it about. */
async function located<T>(scenario: Scenario, path: readonly (string | number)[], load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const where = scenario[ORIGIN]?.(path) ?? `${scenario.name}: ${path.join('.')}`;
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    throw Object.assign(new Refusal(refusal.kind, `${where}: ${refusal.message}`, refusal.facts), { cause: error });
  }
}

/** The official refusal of a consent counts like the rules' own. */
function refusalOf(error: unknown): Pick<Refusal, 'kind' | 'message' | 'facts'> | undefined {
  if (error instanceof Refusal) return error;
  if (!(error instanceof ApiError)) return undefined;
  const { code, rule } = error.row;
  return {
    kind: 'unprocessable',
    message: `${code}: ${error.message}`,
    facts: { code, ...(rule !== undefined && { rule }) },
  };
}

/** One entry of the file, counted out. */
export function holdingsFor({ id, count, ...facts }: ScenarioResource): readonly NewHolding[] {
  if (count === undefined) return [{ ...facts, resourceId: id }];
  const template = id.includes('{n}') ? id : `${id}-{n}`;
  return Array.from({ length: count }, (_, index) => ({
    ...facts,
    resourceId: template.replaceAll('{n}', String(index + 1)),
  }));
}

/** Derived, so that loading a scenario again gives the same consents. */
export const scenarioConsentId = ({ name }: Scenario, key: string): string =>
  `urn:transmissora:${uuidFrom(`${name}/${key}`)}`;

async function removeCustomer(tx: Transaction, customerId: string): Promise<void> {
  if (!(await tx.get(CUSTOMERS, customerId))) return;
  const where = { index: 'customerId', equals: customerId };
  for (const { id } of await tx.list(HOLDINGS, where)) await tx.delete(HOLDINGS, id);
  for (const { id } of await tx.list(CONSENTS, where)) await tx.delete(CONSENTS, id);
  await tx.delete(CUSTOMERS, customerId);
}

async function addConsent(
  tx: Transaction,
  context: OpenFinanceContext,
  wanted: { scenario: Scenario; key: string; consent: ScenarioConsent; customerId: string; now: Instant },
): Promise<string> {
  const { scenario, key, consent, customerId, now } = wanted;
  const { selected, expirationDateTime, authorise: confirm = true } = consent;
  const { consentId } = await createConsent(tx, context, {
    customerId,
    permissions: consent.permissions,
    consentId: scenarioConsentId(scenario, key),
    ...(consent.preparation && { preparation: consent.preparation }),
    ...(consent.clientId !== undefined && { clientId: consent.clientId }),
    ...(expirationDateTime !== undefined && {
      expirationDateTime: formatInstant(readMoment(expirationDateTime, now, `consents.${key}.expirationDateTime`)),
    }),
  });
  if (confirm) await authorise(tx, context, consentId, selected && { resourceIds: selected });
  return consentId;
}

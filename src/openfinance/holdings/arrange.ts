import { Refusal } from '../../core/errors.js';
import { formatInstant, type Instant } from '../../core/instant.js';
import { readMoment } from '../../core/moment.js';
import { CLOCKS, DEFAULT_CLOCK, nowOf } from '../../store/clocks.js';
import type { Reader, Transaction } from '../../store/store.js';
import type { OpenFinanceContext } from '../context.js';
import { RESOURCE_ID, type ResourceType, type Status } from '../vocabulary.js';
import { CUSTOMERS, type Customer, requireDocument } from './customer.js';
import { changeAt, HOLDINGS, type Holding, lifeOf, type MoveWanted, moved, requireConsistent } from './holding.js';
import { type NewRegistration, readRegistration, registrationOf } from './registration.js';

/** A customer as the admin API takes it. Exactly one of `cpf` and `cnpj`. */
export interface NewCustomer {
  readonly cpf?: string;
  readonly cnpj?: string;
  readonly name?: string;
  /** A named clock that exists, or is created showing what `default` shows. */
  readonly clock?: string;
  /** How who they are is shared; AVAILABLE, unless told otherwise. */
  readonly registration?: NewRegistration;
}

/** @throws Refusal when the document is invalid or already a customer. */
export async function createCustomer(
  tx: Transaction,
  context: OpenFinanceContext,
  wanted: NewCustomer,
): Promise<Customer> {
  const named = readCustomer(wanted);
  if (await tx.get(CUSTOMERS, named.customerId)) {
    throw new Refusal('conflict', `customer ${named.customerId} already exists`);
  }
  await ensureClock(tx, context, named.clock);
  const { registration } = wanted;
  const now = await nowOf(tx, context.wall, named.clock);
  const customer = registration ? { ...named, registration: readRegistration(named, registration, now) } : named;
  await tx.put(CUSTOMERS, customer.customerId, customer);
  return customer;
}

function readCustomer({ cpf, cnpj, name, clock = DEFAULT_CLOCK }: NewCustomer): Customer {
  if ((cpf === undefined) === (cnpj === undefined)) {
    throw new Refusal('malformed', 'a customer has either a cpf or a cnpj', { field: 'cpf' });
  }
  const rel = cpf === undefined ? 'CNPJ' : 'CPF';
  const customerId = requireDocument(cpf ?? cnpj ?? '', rel);
  return { customerId, rel, name: name ?? (rel === 'CPF' ? 'Cliente' : 'Empresa'), clock };
}

/** A clock named for the first time starts frozen or running like `default`, at the same instant. */
async function ensureClock(tx: Transaction, { wall }: OpenFinanceContext, name: string): Promise<void> {
  if (name === DEFAULT_CLOCK || (await tx.get(CLOCKS, name))) return;
  const frozen = (await tx.get(CLOCKS, DEFAULT_CLOCK))?.value.frozen ?? false;
  const now = await nowOf(tx, wall, DEFAULT_CLOCK);
  await tx.put(CLOCKS, name, { name, frozen, now, setAt: wall.now() });
}

export async function requireCustomer(reader: Reader, customerId: string): Promise<Customer> {
  const stored = await reader.get(CUSTOMERS, customerId);
  if (!stored) throw new Refusal('not-found', `there is no customer ${customerId}`);
  return stored.value;
}

export async function requireHolding(reader: Reader, resourceId: string): Promise<Holding> {
  const stored = await reader.get(HOLDINGS, resourceId);
  if (!stored) throw new Refusal('not-found', `there is no resource ${resourceId}`);
  return stored.value;
}

export const holdingsOf = async (reader: Reader, customerId: string): Promise<readonly Holding[]> =>
  (await reader.list(HOLDINGS, { index: 'customerId', equals: customerId })).map(({ value }) => value);

/** A holding as the admin API and scenarios take it. Instants are RFC 3339, or durations from now. */
export interface NewHolding {
  readonly type: ResourceType;
  readonly resourceId?: string;
  /** The status it has now, or, when `timeline` reaches into the past, had before the first entry. */
  readonly status?: Status;
  readonly contractedAt?: string;
  readonly closedAt?: string;
  readonly shareable?: boolean;
  readonly timeline?: readonly { readonly at: string; readonly to: Status; readonly cause?: string }[];
}

/** @throws Refusal when the id is taken or malformed, or the facts contradict each other. */
export async function addHolding(
  tx: Transaction,
  context: OpenFinanceContext,
  customerId: string,
  wanted: NewHolding,
): Promise<Holding> {
  const customer = await requireCustomer(tx, customerId);
  const now = await nowOf(tx, context.wall, customer.clock);
  const resourceId = wanted.resourceId ?? context.ids.uuid();
  if (!RESOURCE_ID.test(resourceId)) {
    throw new Refusal('malformed', `resourceId "${resourceId}" must match ${RESOURCE_ID.source} (RES-004)`, {
      field: 'resourceId',
    });
  }
  if (await tx.get(HOLDINGS, resourceId)) throw new Refusal('conflict', `resource ${resourceId} already exists`);
  const holding = readHolding(wanted, { resourceId, customerId, now });
  requireConsistent(holding);
  await tx.put(HOLDINGS, resourceId, holding);
  return holding;
}

function readHolding(
  wanted: NewHolding,
  { resourceId, customerId, now }: { resourceId: string; customerId: string; now: Instant },
): Holding {
  const timeline = (wanted.timeline ?? []).map(({ at, to, cause }, index) => ({
    at: readMoment(at, now, `timeline[${index}].at`),
    to,
    cause: cause ?? 'timeline',
  }));
  const closedAt = wanted.closedAt === undefined ? undefined : readMoment(wanted.closedAt, now, 'closedAt');
  const earliest = Math.min(now, closedAt ?? now, ...timeline.map(({ at }) => at));
  const contractedAt =
    wanted.contractedAt === undefined ? earliest : readMoment(wanted.contractedAt, now, 'contractedAt');
  const status = wanted.status ?? 'AVAILABLE';
  const base = {
    resourceId,
    customerId,
    type: wanted.type,
    contractedAt,
    shareable: wanted.shareable ?? true,
    ...(closedAt !== undefined && { closedAt }),
  };
  const statusFrom = Math.max(contractedAt, Math.min(now, ...timeline.map(({ at }) => at)));
  if (status === 'PENDING_AUTHORISATION' || statusFrom === contractedAt || status === 'AVAILABLE') {
    return { ...base, initial: status, facts: timeline };
  }
  return { ...base, initial: 'AVAILABLE', facts: [{ at: statusFrom, to: status, cause: 'arranged' }, ...timeline] };
}

/** The status a holding has now, and the facts behind it. */
export interface HoldingNow {
  readonly holding: Holding;
  readonly now: Instant;
  /** Absent before the product is contracted. */
  readonly status: Status | undefined;
}

/**
 * Records that the holding takes a status, now or at `at`, in every consent. Asking for the status it already has
 * changes nothing.
 * @throws Refusal (conflict) when the machine forbids it, or it would make a scheduled fact illegal.
 */
export async function moveHolding(
  tx: Transaction,
  context: OpenFinanceContext,
  resourceId: string,
  move: MoveWanted,
): Promise<HoldingNow> {
  const holding = await requireHolding(tx, resourceId);
  const now = await nowOfHolding(tx, context, holding);
  return save(tx, moved(holding, move, now), now);
}

/** The same for who a customer is. PRD-014. @throws Refusal (conflict) as `moveHolding` does. */
export async function moveRegistration(
  tx: Transaction,
  context: OpenFinanceContext,
  customerId: string,
  move: MoveWanted,
): Promise<{ readonly customer: Customer; readonly now: Instant }> {
  const customer = await requireCustomer(tx, customerId);
  const now = await nowOf(tx, context.wall, customer.clock);
  const { initial, facts } = moved(registrationOf(customer), move, now);
  const after = { ...customer, registration: { initial, facts } };
  await tx.put(CUSTOMERS, customerId, after);
  return { customer: after, now };
}

/**
 * Closes the product while the customer still sees it: AVAILABLE for twelve more months, then UNAVAILABLE (RES-038).
 * @throws Refusal (conflict) when it is closed already, or what is scheduled after the twelve months becomes illegal.
 */
export async function closeHolding(
  tx: Transaction,
  context: OpenFinanceContext,
  resourceId: string,
  closing: { readonly at?: string },
): Promise<HoldingNow> {
  const holding = await requireHolding(tx, resourceId);
  const now = await nowOfHolding(tx, context, holding);
  if (holding.closedAt !== undefined) {
    throw new Refusal('conflict', `${resourceId} was closed already`, { closedAt: formatInstant(holding.closedAt) });
  }
  return save(tx, { ...holding, closedAt: closing.at === undefined ? now : readMoment(closing.at, now, 'at') }, now);
}

async function save(tx: Transaction, holding: Holding, now: Instant): Promise<HoldingNow> {
  requireConsistent(holding);
  await tx.put(HOLDINGS, holding.resourceId, holding);
  return { holding, now, status: statusNow(holding, now) };
}

async function nowOfHolding(tx: Transaction, { wall }: OpenFinanceContext, holding: Holding): Promise<Instant> {
  return nowOf(tx, wall, (await requireCustomer(tx, holding.customerId)).clock);
}

export const statusNow = (holding: Holding, now: Instant): Status | undefined => changeAt(lifeOf(holding), now)?.status;

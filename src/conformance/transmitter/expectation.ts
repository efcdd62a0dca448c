import { addDays, addMonths } from '../../core/duration.js';
import { DAY, type Instant } from '../../core/instant.js';
import type { ArrangedConsent, ArrangedResource } from './facts.js';
import { type ProductRow, productRow } from '../products.js';

/** How long a closed product stays AVAILABLE. Civil months. RES-038, RES-039. */
const EXPOSURE = 12;
/** How long an UNAVAILABLE resource must stay listed. Civil months. RES-037. */
const RETENTION = 3;
/** How long further approvers have. Civil days. RES-044. */
const APPROVAL = 15;

/** What the texts ask of one resource on one list, each with the rule that asks it. */
export interface Expected {
  readonly presence: { readonly must: 'listed' | 'absent' | 'free'; readonly rule: string };
  /** The statuses it may have; any, when absent. */
  readonly status?: { readonly among: readonly string[]; readonly rule: string };
}

const listed = (rule: string): Expected['presence'] => ({ must: 'listed', rule });
const absent = (rule: string): Expected => ({ presence: { must: 'absent', rule } });
const FREE: Expected = { presence: { must: 'free', rule: 'RES-037' } };

/** Why a resource of each kind may not be shared at all. */
const UNSHAREABLE: Readonly<Record<ProductRow['kind'], string>> = {
  account: 'RES-031',
  card: 'RES-042',
  credit: 'RES-040',
  exchange: 'RES-041',
  investment: 'RES-024',
};

/** The rule by which what closed within twelve months is AVAILABLE, and what closed before stays out. */
const CLOSED: Readonly<Record<ProductRow['kind'], string>> = {
  account: 'RES-031',
  card: 'RES-031',
  credit: 'RES-040',
  exchange: 'RES-041',
  investment: 'RES-031',
};

/** A status a resource took, and by what. */
interface State {
  readonly status: string;
  readonly since: Instant;
  readonly by: 'contract' | 'move' | 'closing' | 'approvers' | 'lapse';
}

/** What a list of an authorised consent must say of a resource; read from the texts, not from any server. */
export function expectedOf(
  consent: ArrangedConsent & { readonly authorisedAt: Instant },
  resource: ArrangedResource,
  at: Instant,
  siblings: readonly ArrangedResource[] = [],
): Expected {
  const row = productRow(resource.type);
  if (!row) return FREE;
  if (!consent.permissions.includes(row.permission)) return absent('RES-027');
  if (resource.contractedAt > at) return absent('RES-009');
  if (!resource.shareable) return absent(UNSHAREABLE[row.kind]);
  if (isLongClosed(resource, consent.authorisedAt)) return absent('RES-038');
  const states = statesOf(consent, resource, at);
  const state = states.at(-1);
  if (!state) return FREE;
  if (row.mode === 'picked' && !isPicked(consent, resource))
    return absent(resource.contractedAt > consent.authorisedAt ? 'RES-010' : 'RES-001');
  if (state.status === 'UNAVAILABLE' && at > addMonths(state.since, RETENTION)) return FREE;
  const hasWaitingSibling = siblings.some((one) => one !== resource && isWaiting(consent, one, at));
  return {
    presence: listed(presenceRule(row, consent, resource, state, at)),
    status: statusAsked(row, resource, states, { at, hasWaitingSibling }),
  };
}

const isPicked = (
  consent: ArrangedConsent & { readonly authorisedAt: Instant },
  resource: ArrangedResource,
): boolean =>
  consent.selection ? consent.selection.includes(resource.resourceId) : resource.contractedAt <= consent.authorisedAt;

const isLongClosed = ({ closedAt, moves }: ArrangedResource, start: Instant): boolean =>
  closedAt !== undefined &&
  addMonths(closedAt, EXPOSURE) < start &&
  !moves.some(({ at, to }) => to === 'AVAILABLE' && at > addMonths(closedAt, EXPOSURE));

function isWaiting(
  consent: ArrangedConsent & { readonly authorisedAt: Instant },
  resource: ArrangedResource,
  at: Instant,
): boolean {
  return statesOf(consent, resource, at).at(-1)?.status === 'PENDING_AUTHORISATION';
}

/** Every status so far, oldest first. */
function statesOf(
  consent: ArrangedConsent & { readonly authorisedAt: Instant },
  resource: ArrangedResource,
  at: Instant,
): readonly State[] {
  const { contractedAt, closedAt, isJoint, moves } = resource;
  const states: State[] = [
    { status: isJoint ? 'PENDING_AUTHORISATION' : 'AVAILABLE', since: contractedAt, by: 'contract' },
    ...moves.map(({ at: since, to }): State => ({ status: to, since, by: 'move' })),
  ];
  if (closedAt !== undefined)
    states.push({ status: 'UNAVAILABLE', since: addMonths(closedAt, EXPOSURE), by: 'closing' });
  if (isJoint) states.push(approvalOf(consent, resource));
  return states.filter(({ since }) => since <= at).toSorted((one, other) => one.since - other.since);
}

function approvalOf(
  { authorisedAt, decisions }: ArrangedConsent & { readonly authorisedAt: Instant },
  { resourceId, contractedAt }: ArrangedResource,
): State {
  const decided = decisions.find((decision) => decision.resourceId === resourceId);
  if (decided) return { status: decided.to, since: decided.at, by: 'approvers' };
  const since = addDays(Math.max(authorisedAt, contractedAt), APPROVAL);
  return { status: 'UNAVAILABLE', since, by: 'lapse' };
}

function presenceRule(
  row: ProductRow,
  { authorisedAt }: { readonly authorisedAt: Instant },
  { contractedAt }: ArrangedResource,
  { status, since, by }: State,
  at: Instant,
): string {
  if (status === 'UNAVAILABLE') {
    if (at > since + DAY) return 'RES-037';
    return by === 'closing' ? 'RES-038' : 'RES-033';
  }
  if (row.mode === 'picked') return 'RES-021';
  if (status !== 'AVAILABLE') return 'RES-024';
  if (by === 'move' && row.returns) return 'RES-036';
  if (contractedAt > authorisedAt) return 'RES-009';
  return row.kind === 'exchange' ? 'RES-022' : 'RES-023';
}

function statusAsked(
  row: ProductRow,
  { closedAt }: ArrangedResource,
  states: readonly State[],
  { at, hasWaitingSibling }: { readonly at: Instant; readonly hasWaitingSibling: boolean },
): NonNullable<Expected['status']> {
  const state = states.at(-1);
  const { status = '', by, since = at } = state ?? {};
  const exactly = (rule: string): NonNullable<Expected['status']> => ({ among: [status], rule });
  // Only that the wait ends is written; that it ends as a refusal is an inference (RES-045).
  if (by === 'lapse') return { among: ['UNAVAILABLE', 'TEMPORARILY_UNAVAILABLE'], rule: 'RES-044' };
  if (status === 'TEMPORARILY_UNAVAILABLE') return exactly('RES-032');
  if (status === 'PENDING_AUTHORISATION' || by === 'approvers') return exactly('RES-034');
  if (status === 'UNAVAILABLE') {
    if (by === 'closing') return exactly('RES-038');
    return exactly(at >= since + DAY ? 'RES-035' : 'RES-033');
  }
  if (by === 'move' && states.some((one) => one.status === 'UNAVAILABLE')) return exactly('RES-036');
  if (closedAt !== undefined && closedAt <= at) return exactly(CLOSED[row.kind]);
  return exactly(hasWaitingSibling ? 'RES-008' : 'RES-031');
}

import { Refusal } from '../../core/errors.js';
import type { Holding } from '../holdings/holding.js';
import type { ResourceType } from '../vocabulary.js';
import { TYPES } from '../vocabulary.js';
import type { Confirmation } from './confirmation.js';
import { outcomeAt, pairOf } from './reach.js';

type World = Parameters<typeof pairOf>[2];

/** The accounts and cards the customer may tick on the confirmation page: what would be listed, were it chosen. */
export function eligibleForSelection(
  holdings: readonly Holding[],
  confirmation: Omit<Confirmation, 'selection' | 'decisions'>,
  world: World,
): readonly Holding[] {
  return holdings.filter((holding) => {
    if (TYPES[holding.type].mode !== 'individual') return false;
    const ticked = { ...confirmation, selection: [holding.resourceId], decisions: {} };
    return outcomeAt(pairOf(ticked, holding, world), confirmation.authorisedAt).listed;
  });
}

/**
 * What the customer's ticks amount to. Nothing said: everything eligible, as the page preselects it.
 * @throws Refusal (unprocessable) for an id that cannot be ticked, or a product with eligible resources and none ticked.
 */
export function requireSelection(
  wanted: readonly string[] | undefined,
  eligible: readonly Holding[],
): readonly string[] {
  if (wanted === undefined) return eligible.map(({ resourceId }) => resourceId);
  const ids = eligible.map(({ resourceId }) => resourceId);
  const foreign = wanted.find((id) => !ids.includes(id));
  if (foreign !== undefined) {
    throw new Refusal(
      'unprocessable',
      `${foreign} cannot be selected: only eligible accounts and cards of the customer are chosen one by one (RES-020)`,
      { rule: 'RES-020', resourceId: foreign, eligible: ids },
    );
  }
  requireOneOfEach(wanted, eligible);
  return [...new Set(wanted)];
}

function requireOneOfEach(wanted: readonly string[], eligible: readonly Holding[]): void {
  const ticked = new Set(eligible.filter(({ resourceId }) => wanted.includes(resourceId)).map(({ type }) => type));
  const missing: ResourceType | undefined = eligible.find(({ type }) => !ticked.has(type))?.type;
  if (missing === undefined) return;
  const ids = eligible.filter(({ type }) => type === missing).map(({ resourceId }) => resourceId);
  throw new Refusal('unprocessable', `select at least one ${missing} of ${ids.join(', ')} (RES-020)`, {
    rule: 'RES-020',
    type: missing,
    eligible: ids,
  });
}

import type { Bilingual } from '../core/text.js';
import { requireCustomer, requireHolding, statusNow } from '../openfinance/holdings/arrange.js';
import { statusRule } from '../openfinance/holdings/holding.js';
import { forbiddingRule, mayMove } from '../openfinance/holdings/status-machine.js';
import { STATUSES, type Status } from '../openfinance/vocabulary.js';
import { nowOf } from '../store/clocks.js';
import type { AdminHouse } from './house.js';

/** A move between two statuses, as the machine sees it for one type of resource. */
export interface MoveSeen {
  readonly from: Status;
  readonly to: Status;
  readonly allowed: boolean;
  /** The rule the move follows, or the one that forbids it. */
  readonly rule: string;
  /** Why it is forbidden. */
  readonly reason?: Bilingual;
}

/** Why the machine forbids a move, by the rule that does. */
const FORBIDDEN: Readonly<Record<string, Bilingual>> = {
  'RES-034': {
    pt: 'PENDING_AUTHORISATION é só um status inicial: nada volta a ele.',
    en: 'PENDING_AUTHORISATION is only ever the first status: nothing goes back to it.',
  },
  'RES-033': {
    pt: 'UNAVAILABLE é definitivo para este tipo; só fundos e renda variável voltam, e a AVAILABLE.',
    en: 'UNAVAILABLE is final for this type; only funds and variable income return, and to AVAILABLE.',
  },
};

/** The machine of a resource: every move between two statuses, possible or not, and where it stands now. */
export async function movesOf({ store, wall }: AdminHouse, resourceId: string) {
  const holding = await requireHolding(store, resourceId);
  const { clock } = await requireCustomer(store, holding.customerId);
  return {
    resourceId,
    type: holding.type,
    status: statusNow(holding, await nowOf(store, wall, clock)) ?? null,
    statuses: STATUSES,
    moves: STATUSES.flatMap((from) =>
      STATUSES.filter((to) => to !== from).map((to): MoveSeen => {
        if (mayMove(holding.type, from, to)) return { from, to, allowed: true, rule: statusRule(to) };
        const rule = forbiddingRule(from, to);
        const reason = FORBIDDEN[rule];
        return { from, to, allowed: false, rule, ...(reason && { reason }) };
      }),
    ),
  };
}

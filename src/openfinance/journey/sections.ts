import type { Duration } from '../../core/duration.js';
import type { Bilingual, Language } from '../../core/text.js';
import type { ConsentCase } from '../consents/case.js';
import { groupsIn } from '../consents/groups.js';
import type { Holding } from '../holdings/holding.js';
import { type Outcome, outcomeAt, pairOf } from '../sharing/reach.js';
import { eligibleForSelection } from '../sharing/selection.js';
import { type Permission, type ResourceType, TYPES } from '../vocabulary.js';
import { faceOf, groupName, TYPE_NAMES } from './names.js';
import { WORDS } from './words.js';

/** An account or card that can be ticked. */
export interface Choice {
  readonly resourceId: string;
  readonly name: string;
  readonly number: string;
  /** What the customer should know of it, such as that others have to approve. */
  readonly notes: readonly string[];
}

/** One part of what the receiver asks for, as the customer sees it. RES-020, RES-022, RES-023, RES-027. */
export type Section = {
  readonly id: string;
  readonly title: string;
  /** The data asked for in it. */
  readonly data: readonly string[];
} & (
  | { readonly mode: 'registration' }
  | {
      readonly mode: 'individual';
      readonly choices: readonly Choice[];
      readonly hint: string;
      /** What is said when none of them is ticked. */
      readonly unpicked: Bilingual;
    }
  | { readonly mode: 'grouped'; readonly products: readonly { readonly name: string; readonly held: string }[] }
);

interface Row {
  readonly id: string;
  readonly title: Bilingual;
  readonly types: readonly ResourceType[];
  /** How to tick, and what is said when nothing was. Present where things are ticked one by one. */
  readonly ticks?: { readonly hint: Bilingual; readonly unpicked: Bilingual };
  /** What one of them is called, and several. */
  readonly unit?: readonly [one: Bilingual, several: Bilingual];
}

/** The parts, in the order they are shown, with the products of each. */
const ROWS: readonly Row[] = [
  {
    id: 'accounts',
    title: WORDS.accounts,
    types: ['ACCOUNT'],
    ticks: { hint: WORDS.chooseAccounts, unpicked: WORDS.pickAccount },
  },
  {
    id: 'cards',
    title: WORDS.cards,
    types: ['CREDIT_CARD_ACCOUNT'],
    ticks: { hint: WORDS.chooseCards, unpicked: WORDS.pickCard },
  },
  {
    id: 'credit',
    title: WORDS.credit,
    unit: [WORDS.contract, WORDS.contracts],
    types: ['LOAN', 'FINANCING', 'UNARRANGED_ACCOUNT_OVERDRAFT', 'INVOICE_FINANCING'],
  },
  {
    id: 'investments',
    title: WORDS.investments,
    unit: [WORDS.investment, WORDS.investmentsHeld],
    types: ['BANK_FIXED_INCOME', 'CREDIT_FIXED_INCOME', 'VARIABLE_INCOME', 'TREASURE_TITLE', 'FUND'],
  },
  { id: 'exchange', title: WORDS.exchange, types: ['EXCHANGE'], unit: [WORDS.operation, WORDS.operations] },
];

/** What the receiver asked for and nothing else, with what the customer holds of it now. */
export function sectionsOf(subject: ConsentCase, retention: Duration, language: Language): readonly Section[] {
  const { permissions } = subject.consent;
  const isAsked = ({ types }: Row): boolean => types.some((type) => permissions.includes(TYPES[type].permission));
  const data = dataNames(permissions, (permission) => permission.startsWith('CUSTOMERS_'), language);
  const registration: Section = { id: 'registration', title: WORDS.registration[language], data, mode: 'registration' };
  return [
    ...(data.length > 0 ? [registration] : []),
    ...ROWS.filter(isAsked).map((row) => sectionOf(row, subject, retention, language)),
  ];
}

function sectionOf(row: Row, subject: ConsentCase, retention: Duration, language: Language): Section {
  const { id, title, types, ticks } = row;
  const ours = types.map((type) => TYPES[type].permission);
  const data = dataNames(subject.consent.permissions, (permission) => ours.includes(permission), language);
  const part = { id, title: title[language], data };
  const reached = reachOf(subject, retention);
  if (ticks) {
    const choices = reached.eligible
      .filter(({ type }) => types.includes(type))
      .map((holding) => choiceOf(holding, reached.outcome(holding), subject, language));
    return { ...part, mode: 'individual', choices, hint: ticks.hint[language], unpicked: ticks.unpicked };
  }
  const products = types.map((type) => ({
    name: TYPE_NAMES[type][language],
    held: heldText(
      subject.holdings.filter((holding) => holding.type === type && reached.outcome(holding).listed).length,
      row,
      language,
    ),
  }));
  return { ...part, mode: 'grouped', products };
}

function heldText(count: number, { unit }: Row, language: Language): string {
  if (count === 0 || !unit) return WORDS.nothingHeld[language];
  return `${count} ${unit[count === 1 ? 0 : 1][language]}`;
}

/** What would be shared if the customer confirmed now, all ticked. */
function reachOf({ consent, holdings, offer, now }: ConsentCase, retention: Duration) {
  const world = { offer, retention };
  const eligible = eligibleForSelection(holdings, { permissions: consent.permissions, authorisedAt: now }, world);
  const confirmation = {
    permissions: consent.permissions,
    authorisedAt: now,
    selection: eligible.map(({ resourceId }) => resourceId),
    decisions: {},
  };
  return { eligible, outcome: (holding: Holding): Outcome => outcomeAt(pairOf(confirmation, holding, world), now) };
}

function choiceOf(holding: Holding, outcome: Outcome, { now }: ConsentCase, language: Language): Choice {
  const { resourceId, closedAt } = holding;
  const status = outcome.listed ? outcome.status : undefined;
  const notes = [
    closedAt !== undefined && closedAt <= now && WORDS.closed,
    status === 'PENDING_AUTHORISATION' && WORDS.joint,
    status === 'TEMPORARILY_UNAVAILABLE' && WORDS.blocked,
    status === 'UNAVAILABLE' && WORDS.unavailable,
  ].filter((note) => note !== false);
  return { resourceId, ...faceOf(holding, language), notes: notes.map((note) => note[language]) };
}

/** The names of the permission groups asked for that have such a permission. */
const dataNames = (
  permissions: readonly Permission[],
  isOurs: (permission: Permission) => boolean,
  language: Language,
): readonly string[] =>
  groupsIn(permissions)
    .filter((group) => group.permissions.some(isOurs))
    .map(({ name }) => groupName(name, language));

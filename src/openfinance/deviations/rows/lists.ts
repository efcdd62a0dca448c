import { createHash } from 'node:crypto';
import { addMonths } from '../../../core/duration.js';
import { eachHolding, eachItem, isObject, itemsOf, partOf, withChosen, withItems, withoutHoldings } from '../bends.js';
import { exposureEnd, type Holding } from '../../holdings/holding.js';
import { TYPES } from '../../vocabulary.js';
import type { Deviation } from '../deviation.js';

const LIST = { api: 'resources', method: 'GET' } as const;
const GROUPED = (holding: Holding): boolean => TYPES[holding.type].mode !== 'individual';

/** Shares what an institution never does, when it is of these types. */
const shared = (...types: readonly Holding['type'][]): NonNullable<Deviation['facts']> => {
  const open = eachHolding((holding) =>
    types.includes(holding.type) && !holding.shareable ? { ...holding, shareable: true } : holding,
  );
  const choose = withChosen((holding) => types.includes(holding.type) && holding.shareable);
  return (subject) => {
    const opened = open(subject);
    return opened === subject ? subject : choose(opened);
  };
};

/** How long an ended contract is kept by one that purges too early. Civil months. */
const EARLY_PURGE = 2;

/** What is on the list, and what is not. */
export const LISTS: readonly Deviation[] = [
  {
    id: 'unchosen-account-listed',
    breaks: ['RES-001'],
    about: {
      pt: 'Contas e cartões que o cliente não escolheu entram na lista.',
      en: 'Accounts and cards the customer did not choose enter the list.',
    },
    scope: {},
    facts: withChosen(
      (holding, { authorisedAt }) => !GROUPED(holding) && holding.shareable && holding.contractedAt <= authorisedAt,
    ),
  },
  {
    id: 'later-account-listed',
    breaks: ['RES-010'],
    about: {
      pt: 'Conta aberta depois da confirmação entra sem que ninguém a escolha.',
      en: 'An account opened after the confirmation enters without anybody choosing it.',
    },
    scope: {},
    facts: withChosen(
      (holding, { authorisedAt }) => !GROUPED(holding) && holding.shareable && holding.contractedAt > authorisedAt,
    ),
  },
  {
    id: 'blocked-account-hidden',
    breaks: ['RES-021'],
    about: { pt: 'Conta bloqueada some da lista.', en: 'A blocked account leaves the list.' },
    scope: LIST,
    answer: eachItem((item) =>
      item.type === 'ACCOUNT' && item.status === 'TEMPORARILY_UNAVAILABLE' ? undefined : item,
    ),
  },
  {
    id: 'exchange-in-part',
    breaks: ['RES-022'],
    about: {
      pt: 'De câmbio, só a primeira operação entra na lista.',
      en: 'Of exchange, the first operation alone enters the list.',
    },
    scope: {},
    facts: (subject) => {
      const operations = subject.holdings.filter(({ type }) => type === 'EXCHANGE').slice(1);
      return withoutHoldings((holding) => operations.includes(holding))(subject);
    },
  },
  {
    id: 'group-in-part',
    breaks: ['RES-023'],
    about: {
      pt: 'Do grupo de crédito, os direitos creditórios ficam de fora.',
      en: 'Of the credit group, invoice financings are left out.',
    },
    scope: {},
    facts: withoutHoldings(({ type }) => type === 'INVOICE_FINANCING'),
  },
  {
    id: 'blocked-investment-hidden',
    breaks: ['RES-024'],
    about: { pt: 'Investimento bloqueado some da lista.', en: 'A blocked investment leaves the list.' },
    scope: LIST,
    answer: eachItem((item, { holding }) =>
      GROUPED(holding) && item.status === 'TEMPORARILY_UNAVAILABLE' ? undefined : item,
    ),
  },
  {
    id: 'later-contract-hidden',
    breaks: ['RES-009'],
    about: {
      pt: 'Contrato posterior à confirmação não entra na lista.',
      en: 'A contract later than the confirmation does not enter the list.',
    },
    scope: {},
    facts: withoutHoldings(
      (holding, { authorisedAt }, now) =>
        GROUPED(holding) && holding.contractedAt > authorisedAt && holding.contractedAt <= now,
    ),
  },
  {
    id: 'ended-contract-vanishes',
    breaks: ['RES-033', 'RES-037', 'RES-038'],
    about: {
      pt: 'O que se encerra some da lista sem passar por UNAVAILABLE.',
      en: 'What ends leaves the list without having been UNAVAILABLE.',
    },
    scope: LIST,
    answer: eachItem((item) => (item.status === 'UNAVAILABLE' ? undefined : item)),
  },
  {
    id: 'purged-after-two-months',
    breaks: ['RES-037'],
    about: {
      pt: 'O encerrado some da lista depois de dois meses.',
      en: 'What ended leaves the list after two months.',
    },
    scope: LIST,
    answer: eachItem((item, { since, now }) =>
      item.status === 'UNAVAILABLE' && addMonths(since, EARLY_PURGE) < now ? undefined : item,
    ),
  },
  {
    id: 'registration-data-listed',
    breaks: ['RES-011'],
    about: { pt: 'Dados cadastrais entram como recurso.', en: 'Registration data enter as a resource.' },
    scope: LIST,
    answer: (answer, { subject }) => {
      const items = itemsOf(answer);
      const permissions = subject?.consent.permissions ?? [];
      const isOnlyCustomers = permissions.every((name) => name.startsWith('CUSTOMERS_') || name === 'RESOURCES_READ');
      if (!items || permissions.length === 0 || !isOnlyCustomers) return answer;
      return withItems(answer, [...items, { resourceId: 'cadastro', type: 'ACCOUNT', status: 'AVAILABLE' }]);
    },
  },
  {
    id: 'unasked-type-listed',
    breaks: ['RES-027'],
    about: {
      pt: 'Um fundo aparece em consentimento que não pede investimentos.',
      en: 'A fund appears in a consent that does not ask for investments.',
    },
    scope: LIST,
    answer: (answer, { subject }) => {
      const items = itemsOf(answer);
      const permissions = subject?.consent.permissions ?? [];
      const asksForProducts = permissions.some((name) => !name.startsWith('CUSTOMERS_') && name !== 'RESOURCES_READ');
      const isWhole = partOf(answer, 'meta')['totalRecords'] === items?.length;
      if (!items || !isWhole || !asksForProducts || permissions.includes('FUNDS_READ')) return answer;
      return withItems(answer, [...items, { resourceId: 'fundo-nao-pedido', type: 'FUND', status: 'AVAILABLE' }]);
    },
  },
  {
    id: 'directory-lacks-family',
    breaks: ['RES-012'],
    about: {
      pt: 'O diretório não registra empréstimos, que estão nas listas.',
      en: 'The directory does not register loans, which are on the lists.',
    },
    scope: { api: 'participants' },
    answer: (answer) =>
      Array.isArray(answer.body) ? { ...answer, body: withoutFamily(answer.body, 'loans') } : answer,
  },
  {
    id: 'cancelled-credit-listed',
    breaks: ['RES-040'],
    about: { pt: 'Crédito cancelado ou portado entra na lista.', en: 'Cancelled or ported credit enters the list.' },
    scope: {},
    facts: shared('LOAN', 'FINANCING', 'UNARRANGED_ACCOUNT_OVERDRAFT', 'INVOICE_FINANCING'),
  },
  {
    id: 'annulled-exchange-listed',
    breaks: ['RES-041'],
    about: { pt: 'Operação de câmbio anulada entra na lista.', en: 'An annulled exchange operation enters the list.' },
    scope: {},
    facts: shared('EXCHANGE'),
  },
  {
    id: 'dormant-card-listed',
    breaks: ['RES-042'],
    about: { pt: 'Conta de cartão dormente entra na lista.', en: 'A dormant card account enters the list.' },
    scope: {},
    facts: shared('CREDIT_CARD_ACCOUNT'),
  },
  {
    id: 'long-closed-listed',
    breaks: ['RES-038'],
    about: {
      pt: 'O que se encerrou mais de 12 meses antes do consentimento entra na lista.',
      en: 'What closed more than 12 months before the consent enters the list.',
    },
    scope: {},
    facts: eachHolding((holding, { authorisedAt }) =>
      holding.closedAt !== undefined && exposureEnd(holding.closedAt) < authorisedAt
        ? { ...holding, closedAt: addMonths(authorisedAt, -1) }
        : holding,
    ),
  },
  {
    id: 'id-per-consent',
    breaks: ['RES-005', 'RES-023', 'PRD-001', 'PRD-002'],
    about: {
      pt: 'O mesmo título de crédito tem outro id em cada consentimento.',
      en: 'The same credit security has another id in each consent.',
    },
    scope: LIST,
    answer: eachItem((item, { subject }) =>
      item.type === 'CREDIT_FIXED_INCOME'
        ? { ...item, resourceId: `${item.resourceId.slice(0, 80)}-${digest(subject.consent.consentId)}` }
        : item,
    ),
  },
  {
    id: 'id-malformed',
    breaks: ['RES-004', 'RES-023', 'PRD-001', 'PRD-002'],
    about: { pt: 'Ids de adiantamentos trazem um sublinhado.', en: 'Ids of overdrafts have an underscore.' },
    scope: LIST,
    answer: eachItem((item) =>
      item.type === 'UNARRANGED_ACCOUNT_OVERDRAFT' ? { ...item, resourceId: `${item.resourceId}_` } : item,
    ),
  },
  {
    id: 'extra-member',
    breaks: ['RES-006'],
    about: { pt: 'Cada item traz um campo a mais.', en: 'Each item has a member too many.' },
    scope: LIST,
    answer: eachItem((item) => ({ ...item, brandName: 'Instituição' })),
  },
];

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** The participants without the family's addresses. */
const withoutFamily = (participants: readonly unknown[], family: string): unknown =>
  JSON.parse(
    JSON.stringify(participants, (name, value: unknown) =>
      name === 'ApiResources' && Array.isArray(value)
        ? value.filter((one) => !isObject(one) || one['ApiFamilyType'] !== family)
        : value,
    ),
  );

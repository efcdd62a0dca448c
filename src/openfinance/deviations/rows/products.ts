import { PERMISSIONS } from '../../vocabulary.js';
import { codeOf, eachHolding, isObject, itemsOf, partOf, recode, restatus, withItems, withPart } from '../bends.js';
import type { Deviation } from '../deviation.js';

const LOAN_LIST = { api: 'loans', method: 'GET', path: '/open-banking/loans/v2/contracts' } as const;
const LOAN_DETAILS = { api: 'loans', method: 'GET', path: '/open-banking/loans/v2/contracts/*' } as const;

/** As if it had never been blocked. */
const unblocked = eachHolding((holding) => {
  const facts = holding.facts.filter(({ to }) => to !== 'TEMPORARILY_UNAVAILABLE');
  return facts.length === holding.facts.length ? holding : { ...holding, facts };
});

/** The product APIs, as they answer for what the list shows. */
export const PRODUCT_ANSWERS: readonly Deviation[] = [
  {
    id: 'product-list-shows-blocked',
    breaks: ['PRD-001'],
    about: { pt: 'A lista de empréstimos mostra o bloqueado.', en: 'The list of loans shows the blocked one.' },
    scope: LOAN_LIST,
    facts: unblocked,
  },
  {
    id: 'product-list-hides-one',
    breaks: ['PRD-001'],
    about: { pt: 'Falta um empréstimo na lista do produto.', en: "A loan is missing from the product's list." },
    scope: LOAN_LIST,
    answer: (answer) => {
      const items = itemsOf(answer);
      return items && items.length > 0 ? withItems(answer, items.slice(1)) : answer;
    },
  },
  {
    id: 'blocked-detail-served',
    breaks: ['PRD-002'],
    about: { pt: 'O detalhe de um empréstimo bloqueado é servido.', en: 'The detail of a blocked loan is served.' },
    scope: LOAN_DETAILS,
    facts: unblocked,
  },
  {
    id: 'legacy-status-codes',
    breaks: ['PRD-002', 'PRD-014'],
    about: {
      pt: 'Os códigos do 403 têm a grafia antiga, status_RESOURCE_….',
      en: 'The codes of the 403 are spelt the old way, status_RESOURCE_….',
    },
    scope: {},
    answer: recode(/^STATUS_RESOURCE_/, (code) => code.replace(/^STATUS/, 'status')),
  },
  {
    id: 'temporary-status-code',
    breaks: ['PRD-002', 'PRD-014'],
    about: {
      pt: 'O código do bloqueio é STATUS_RESOURCE_TEMPORARY_UNAVAILABLE.',
      en: 'The code of a block is STATUS_RESOURCE_TEMPORARY_UNAVAILABLE.',
    },
    scope: {},
    answer: recode('STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE', () => 'STATUS_RESOURCE_TEMPORARY_UNAVAILABLE'),
  },
  {
    id: 'awaiting-status-code',
    breaks: ['PRD-002'],
    about: {
      pt: 'O código da espera é STATUS_RESOURCE_AWAITING_AUTHORIZATION.',
      en: 'The code of the wait is STATUS_RESOURCE_AWAITING_AUTHORIZATION.',
    },
    scope: {},
    answer: recode('STATUS_RESOURCE_PENDING_AUTHORISATION', () => 'STATUS_RESOURCE_AWAITING_AUTHORIZATION'),
  },
  {
    id: 'unknown-id-404',
    breaks: ['PRD-003'],
    about: { pt: 'Id que não existe recebe 404.', en: 'An id that does not exist gets 404.' },
    scope: {},
    answer: restatus((answer) => answer.status === 403 && codeOf(answer) === 'RESOURCE_FORBIDDEN', 404),
  },
  {
    id: 'permission-ignored',
    breaks: ['PRD-005'],
    about: {
      pt: 'Saldos são servidos sem a permissão de saldos.',
      en: 'Balances are served without the permission for balances.',
    },
    scope: { api: 'accounts' },
    facts: (subject) =>
      subject.consent.permissions.includes('ACCOUNTS_BALANCES_READ')
        ? subject
        : { ...subject, consent: { ...subject.consent, permissions: PERMISSIONS } },
  },
  {
    id: 'foreign-registration-data',
    breaks: ['PRD-009'],
    about: { pt: 'Vêm os dados cadastrais de outra pessoa.', en: 'Registration data of somebody else come.' },
    scope: { api: 'customers' },
    answer: (answer) => {
      const items = itemsOf(answer);
      if (!items?.some(({ documents }) => isObject(documents) && documents['cpfNumber'] !== undefined)) return answer;
      const bent = items.map((item) => ({ ...item, documents: { cpfNumber: '00000000191' } }));
      return withPart(answer, 'data', bent);
    },
  },
  {
    id: 'pagination-key-missing',
    breaks: ['PRD-010'],
    about: {
      pt: 'Os links das listas de produto não trazem pagination-key.',
      en: 'The links of product lists carry no pagination-key.',
    },
    scope: {},
    answer: (answer) => {
      const links = partOf(answer, 'links');
      if (!Object.values(links).some((link) => String(link).includes('pagination-key='))) return answer;
      const bent = Object.entries(links).map(([name, link]) => [
        name,
        String(link).replace(/&pagination-key=[^&]*/, ''),
      ]);
      return withPart(answer, 'links', Object.fromEntries(bent));
    },
  },
  {
    id: 'blocked-registration-served',
    breaks: ['PRD-014'],
    about: {
      pt: 'Dados cadastrais sob bloqueio são servidos.',
      en: 'Registration data that are blocked are served.',
    },
    scope: { api: 'customers' },
    facts: (subject) => {
      const { registration, ...customer } = subject.customer;
      return registration ? { ...subject, customer } : subject;
    },
  },
  {
    id: 'blocked-registration-404',
    breaks: ['PRD-014'],
    about: {
      pt: 'Dados cadastrais sob bloqueio recebem 404.',
      en: 'Registration data that are blocked get 404.',
    },
    scope: { api: 'customers' },
    answer: restatus((answer) => codeOf(answer)?.startsWith('STATUS_RESOURCE_') === true, 404),
  },
];

import { DAY } from '../../../core/instant.js';
import { exposureEnd } from '../../holdings/holding.js';
import { type About, eachItem, type Item, itemsOf, withItems } from '../bends.js';
import type { Deviation } from '../deviation.js';

const LIST = { api: 'resources', method: 'GET' } as const;

/** Shows another status where a claim is true of an item. */
const shown = (status: string, claim: (item: Item, about: About) => boolean): NonNullable<Deviation['answer']> =>
  eachItem((item, about) => (claim(item, about) ? { ...item, status } : item));

const isClosed = ({ holding, now }: About): boolean => holding.closedAt !== undefined && holding.closedAt <= now;
const isPastExposure = ({ holding, now }: About): boolean =>
  holding.closedAt !== undefined && exposureEnd(holding.closedAt) < now;
const needsApprovers = ({ holding }: About): boolean => holding.initial === 'PENDING_AUTHORISATION';
/** It came back after it had been UNAVAILABLE. */
const hasReturned = ({ holding, now }: About): boolean =>
  holding.facts.some(({ at, to }) => to === 'UNAVAILABLE' && at <= now) &&
  holding.facts.some(({ at, to }) => to === 'AVAILABLE' && at <= now);

/** The status a resource is shown with. */
export const STATUSES_SHOWN: readonly Deviation[] = [
  {
    id: 'status-misspelt',
    breaks: ['RES-030', 'RES-032'],
    about: { pt: 'O bloqueio se chama TEMPORARY_UNAVAILABLE.', en: 'The block is called TEMPORARY_UNAVAILABLE.' },
    scope: LIST,
    answer: shown('TEMPORARY_UNAVAILABLE', ({ status }) => status === 'TEMPORARILY_UNAVAILABLE'),
  },
  {
    id: 'blocked-shown-available',
    breaks: ['RES-032', 'PRD-001', 'PRD-002'],
    about: { pt: 'O recurso bloqueado aparece AVAILABLE.', en: 'A blocked resource is shown AVAILABLE.' },
    scope: LIST,
    answer: shown('AVAILABLE', ({ status }) => status === 'TEMPORARILY_UNAVAILABLE'),
  },
  {
    id: 'ended-shown-blocked',
    breaks: ['RES-033', 'RES-035', 'PRD-002'],
    about: {
      pt: 'O encerrado em definitivo aparece como bloqueio passageiro.',
      en: 'What ended for good is shown as a passing block.',
    },
    scope: LIST,
    answer: shown(
      'TEMPORARILY_UNAVAILABLE',
      ({ status }, about) => status === 'UNAVAILABLE' && !isPastExposure(about) && !needsApprovers(about),
    ),
  },
  {
    id: 'pending-shown-available',
    breaks: ['RES-034', 'PRD-002'],
    about: {
      pt: 'O que espera por aprovadores aparece AVAILABLE.',
      en: 'What waits for its approvers is shown AVAILABLE.',
    },
    scope: LIST,
    answer: shown('AVAILABLE', ({ status }) => status === 'PENDING_AUTHORISATION'),
  },
  {
    id: 'pending-re-entered',
    breaks: ['RES-034'],
    about: {
      pt: 'Um dia depois de aprovado, o recurso volta a esperar.',
      en: 'A day after its approval, a resource waits again.',
    },
    scope: LIST,
    answer: shown(
      'PENDING_AUTHORISATION',
      ({ status }, about) => needsApprovers(about) && status === 'AVAILABLE' && about.now >= about.since + DAY,
    ),
  },
  {
    id: 'loan-resurrected',
    breaks: ['RES-035'],
    about: {
      pt: 'Um dia depois de UNAVAILABLE, o empréstimo volta a AVAILABLE.',
      en: 'A day after it was UNAVAILABLE, a loan is AVAILABLE again.',
    },
    scope: LIST,
    answer: shown(
      'AVAILABLE',
      ({ type, status }, about) =>
        type === 'LOAN' && status === 'UNAVAILABLE' && !isClosed(about) && about.now >= about.since + DAY,
    ),
  },
  {
    id: 'siblings-wait-together',
    breaks: ['RES-008', 'PRD-002'],
    about: {
      pt: 'Enquanto um recurso espera por aprovadores, todos esperam.',
      en: 'While one resource waits for approvers, all do.',
    },
    scope: LIST,
    answer: (answer) => {
      const items = itemsOf(answer);
      if (!items?.some(({ status }) => status === 'PENDING_AUTHORISATION')) return answer;
      return withItems(
        answer,
        items.map((item) => ({ ...item, status: 'PENDING_AUTHORISATION' })),
      );
    },
  },
  {
    id: 'closed-ends-at-once',
    breaks: ['RES-031', 'RES-040', 'RES-041'],
    about: {
      pt: 'O que se encerra fica UNAVAILABLE na hora, sem os 12 meses.',
      en: 'What closes is UNAVAILABLE at once, without the 12 months.',
    },
    scope: LIST,
    answer: shown('UNAVAILABLE', ({ status }, about) => status === 'AVAILABLE' && isClosed(about)),
  },
  {
    id: 'closed-never-ends',
    breaks: ['RES-038'],
    about: {
      pt: 'Passados 12 meses do encerramento, o recurso segue AVAILABLE.',
      en: 'Twelve months after closing, a resource is still AVAILABLE.',
    },
    scope: LIST,
    answer: shown('AVAILABLE', ({ status }, about) => status === 'UNAVAILABLE' && isPastExposure(about)),
  },
  {
    id: 'returned-fund-unavailable',
    breaks: ['RES-036'],
    about: {
      pt: 'O fundo com movimento novo continua UNAVAILABLE.',
      en: 'A fund with new movement stays UNAVAILABLE.',
    },
    scope: LIST,
    answer: shown(
      'UNAVAILABLE',
      ({ status, type }, about) => type === 'FUND' && status === 'AVAILABLE' && hasReturned(about),
    ),
  },
  {
    id: 'returned-fund-with-new-id',
    breaks: ['RES-036'],
    about: { pt: 'O fundo volta com outro id.', en: 'A fund returns under another id.' },
    scope: LIST,
    answer: eachItem((item, about) =>
      item.type === 'FUND' && item.status === 'AVAILABLE' && hasReturned(about)
        ? { ...item, resourceId: `${item.resourceId.slice(0, 90)}-novo` }
        : item,
    ),
  },
  {
    id: 'approval-never-lapses',
    breaks: ['RES-044'],
    about: {
      pt: 'Passados os 15 dias, o recurso segue esperando por aprovadores.',
      en: 'After the 15 days, a resource goes on waiting for its approvers.',
    },
    scope: LIST,
    answer: shown('PENDING_AUTHORISATION', ({ status }, about) => needsApprovers(about) && status === 'UNAVAILABLE'),
  },
];

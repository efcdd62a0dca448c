import { MINUTE } from '../../../core/instant.js';
import { bodiless, codeOf, recode, restatus } from '../bends.js';
import type { Answer, Deviation } from '../deviation.js';

const LIST = { api: 'resources', method: 'GET' } as const;
const isOverdue = (answer: Answer): boolean => answer.status === 504 && codeOf(answer) === 'RETRY_EXCEDIDO';

/** While the list is prepared, and when that takes too long. */
export const PREPARATION: readonly Deviation[] = [
  {
    id: 'body-with-202',
    breaks: ['RES-053'],
    about: { pt: 'O 202 vem com um corpo.', en: 'The 202 comes with a body.' },
    scope: LIST,
    answer: (answer) =>
      answer.status === 202
        ? { ...answer, headers: { ...answer.headers, 'content-type': 'application/json' }, body: { data: [] } }
        : answer,
  },
  {
    id: '202-after-200',
    breaks: ['RES-053'],
    about: {
      pt: 'No minuto que segue ao primeiro 200, a lista volta a responder 202.',
      en: 'In the minute after the first 200, the list answers 202 again.',
    },
    scope: LIST,
    facts: (subject) => {
      const { listedAt, ...consent } = subject.consent;
      if (listedAt === undefined || subject.now <= listedAt || subject.now > listedAt + MINUTE) return subject;
      return { ...subject, consent: { ...consent, readyAfter: 'never' } };
    },
  },
  {
    id: '202-past-limit',
    breaks: ['RES-051'],
    about: { pt: 'Passado o limite, o 202 continua.', en: 'Past the limit, the 202 goes on.' },
    scope: LIST,
    answer: (answer) => (isOverdue(answer) ? bodiless(answer, 202) : answer),
  },
  {
    id: '504-with-another-code',
    breaks: ['RES-052'],
    about: { pt: 'O 504 traz outro código.', en: 'The 504 has another code.' },
    scope: LIST,
    answer: recode('RETRY_EXCEDIDO', () => 'TEMPO_ESGOTADO'),
  },
  {
    id: '503-for-504',
    breaks: ['RES-052'],
    about: { pt: 'Passado o limite, vem 503.', en: 'Past the limit, a 503 comes.' },
    scope: LIST,
    answer: restatus(isOverdue, 503),
  },
  {
    id: '202-elsewhere',
    breaks: ['RES-053'],
    about: { pt: 'A lista de empréstimos responde 202.', en: 'The list of loans answers 202.' },
    scope: { api: 'loans', method: 'GET', path: '/open-banking/loans/v2/contracts' },
    answer: (answer) => (answer.status === 200 ? bodiless(answer, 202) : answer),
  },
];

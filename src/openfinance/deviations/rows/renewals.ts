import { codeOf, errorAnswer, isObject, recode, restatus, withPart } from '../bends.js';
import type { Answer, Deviation } from '../deviation.js';

const BELOW = '/open-banking/consents/v3/consents/*';
const RENEWAL = { api: 'consents', method: 'POST', path: BELOW } as const;

const isRefused = ({ status }: Answer): boolean => status === 401 || status === 403;

/** The extension of a consent. */
export const RENEWALS: readonly Deviation[] = [
  {
    id: 'joint-renewal-generic-code',
    breaks: ['CON-4.2.1'],
    about: {
      pt: 'Renovar o que depende de vários aprovadores recebe código genérico.',
      en: 'Extending what depends on several approvers gets a generic code.',
    },
    scope: RENEWAL,
    answer: recode('DEPENDE_MULTIPLA_ALCADA', () => 'ERRO_NAO_MAPEADO'),
  },
  {
    id: 'renewal-to-the-past-400',
    breaks: ['CON-4.2.2'],
    about: { pt: 'Renovar para o passado recebe 400.', en: 'Extending into the past gets 400.' },
    scope: RENEWAL,
    answer: restatus((answer) => codeOf(answer) === 'DATA_EXPIRACAO_INVALIDA', 400),
  },
  {
    id: 'stranger-renewal-422',
    breaks: ['CON-4.2.3'],
    about: { pt: 'A renovação por outra pessoa recebe 422.', en: 'An extension by somebody else gets 422.' },
    scope: RENEWAL,
    answer: (answer, { headers }) =>
      answer.status === 403 && headers['x-fapi-customer-ip-address'] !== undefined
        ? errorAnswer(answer, 422, 'ERRO_NAO_MAPEADO', 'Erro não mapeado.')
        : answer,
  },
  {
    id: 'renewal-headers-optional',
    breaks: ['CON-4.2.4'],
    about: {
      pt: 'A renovação dispensa os cabeçalhos do cliente.',
      en: "An extension does without the customer's headers.",
    },
    scope: RENEWAL,
    request: (req) => {
      const given = { 'x-fapi-customer-ip-address': '198.51.100.7', 'x-customer-user-agent': 'app' };
      if (Object.keys(given).every((name) => req.headers[name] !== undefined)) return false;
      req.headers = { ...given, ...req.headers };
      return true;
    },
  },
  {
    id: 'renewals-oldest-first',
    breaks: ['CON-4.2.5'],
    about: {
      pt: 'O histórico de renovações começa pela mais antiga.',
      en: 'The history of extensions begins with the oldest.',
    },
    scope: { api: 'consents', method: 'GET', path: BELOW },
    answer: (answer) => {
      const list = isObject(answer.body) ? answer.body['data'] : undefined;
      return Array.isArray(list) && list.length > 1 ? withPart(answer, 'data', list.toReversed()) : answer;
    },
  },
  {
    id: 'client-renewal-422',
    breaks: ['CON-4.2.6'],
    about: {
      pt: 'A renovação com o token da receptora recebe 422.',
      en: "An extension with the receiver's own token gets 422.",
    },
    scope: RENEWAL,
    answer: (answer, { subject }) =>
      subject === undefined && isRefused(answer)
        ? errorAnswer(answer, 422, 'ERRO_NAO_MAPEADO', 'Erro não mapeado.')
        : answer,
  },
];

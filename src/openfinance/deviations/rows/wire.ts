import { isUuid, uuidFrom } from '../../../core/ids.js';
import { bodiless, codeOf, eachError, errorAnswer, isObject, restatus, withHeader } from '../bends.js';
import type { Answer, Deviation, Heard } from '../deviation.js';

const RESOURCES = { api: 'resources' } as const;
const INTERACTION = 'x-fapi-interaction-id';

const hasSentId = ({ headers }: Heard): boolean => isUuid(String(headers[INTERACTION] ?? ''));
const isSuccess = ({ status }: Answer): boolean => status < 300;

/** Headers, media types, credentials and the shape of errors. */
export const WIRE: readonly Deviation[] = [
  {
    id: 'interaction-id-not-echoed',
    breaks: ['RES-061'],
    about: {
      pt: 'O x-fapi-interaction-id recebido não volta.',
      en: 'The x-fapi-interaction-id received does not come back.',
    },
    scope: {},
    answer: withHeader(INTERACTION, (before, heard) => (hasSentId(heard) ? undefined : before)),
  },
  {
    id: 'interaction-id-replaced',
    breaks: ['RES-061'],
    about: { pt: 'Volta outro x-fapi-interaction-id.', en: 'Another x-fapi-interaction-id comes back.' },
    scope: {},
    answer: withHeader(INTERACTION, (before, heard) => (hasSentId(heard) ? uuidFrom(String(before)) : before)),
  },
  {
    id: 'interaction-id-optional',
    breaks: ['RES-062'],
    about: {
      pt: 'Chamada sem x-fapi-interaction-id válido é atendida.',
      en: 'A call without a valid x-fapi-interaction-id is served.',
    },
    scope: RESOURCES,
    request: (req) => {
      if (isUuid(String(req.headers[INTERACTION] ?? ''))) return false;
      req.headers = { ...req.headers, [INTERACTION]: uuidFrom(req.originalUrl) };
      return true;
    },
  },
  {
    id: 'interaction-id-not-generated',
    breaks: ['RES-062'],
    about: {
      pt: 'O 400 por falta de x-fapi-interaction-id não traz um valor gerado.',
      en: 'The 400 for a missing x-fapi-interaction-id carries no generated one.',
    },
    scope: RESOURCES,
    answer: withHeader(INTERACTION, (before, heard) => (hasSentId(heard) ? before : undefined)),
  },
  {
    id: 'x-v-missing',
    breaks: ['RES-064'],
    about: { pt: 'Falta o x-v nas respostas.', en: 'The answers lack x-v.' },
    scope: RESOURCES,
    answer: withHeader('x-v', () => undefined),
  },
  {
    id: 'x-v-major-only',
    breaks: ['RES-064'],
    about: { pt: 'O x-v traz só a versão maior.', en: 'The x-v tells the major version alone.' },
    scope: RESOURCES,
    answer: withHeader('x-v', (before) => before?.split('.')[0]),
  },
  {
    id: 'date-missing',
    breaks: ['RES-067'],
    about: { pt: 'Falta o cabeçalho Date.', en: 'The Date header is missing.' },
    scope: RESOURCES,
    answer: withHeader('date', () => undefined),
  },
  {
    id: 'json-as-text',
    breaks: ['RES-067'],
    about: { pt: 'A lista vem como text/plain.', en: 'The list comes as text/plain.' },
    scope: RESOURCES,
    answer: (answer) =>
      answer.status === 200 ? { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } } : answer,
  },
  {
    id: 'error-in-html',
    breaks: ['RES-067', 'RES-100'],
    about: { pt: 'O 404 vem em HTML.', en: 'The 404 comes in HTML.' },
    scope: RESOURCES,
    answer: (answer) =>
      answer.status === 404
        ? {
            ...answer,
            headers: { ...answer.headers, 'content-type': 'text/html' },
            body: '<!DOCTYPE html><title>404</title>',
          }
        : answer,
  },
  {
    id: 'error-without-title',
    breaks: ['RES-100'],
    about: { pt: 'Falta o title nos erros.', en: 'The errors lack their title.' },
    scope: RESOURCES,
    answer: (answer) =>
      codeOf(answer) === undefined ? answer : eachError(answer, ({ title: _gone, ...rest }) => rest),
  },
  {
    id: 'wildcard-refused',
    breaks: ['RES-068'],
    about: { pt: 'Accept com */* recebe 406.', en: 'An Accept with */* gets 406.' },
    scope: RESOURCES,
    answer: (answer, { headers }) =>
      isSuccess(answer) && headers.accept?.includes('*/*') === true
        ? errorAnswer(answer, 406, 'FORMATO_NAO_ACEITO', 'Formato não aceito.')
        : answer,
  },
  {
    id: 'unacceptable-served',
    breaks: ['RES-105'],
    about: { pt: 'Quem só aceita outro formato é atendido.', en: 'Whoever takes another format alone is served.' },
    scope: RESOURCES,
    request: (req) => {
      const { accept, ...rest } = req.headers;
      if (accept === undefined || /json|\*\/\*/.test(accept)) return false;
      req.headers = rest;
      return true;
    },
  },
  {
    id: 'content-type-refused',
    breaks: ['RES-069'],
    about: { pt: 'Um GET com Content-Type recebe 415.', en: 'A GET with a Content-Type gets 415.' },
    scope: { ...RESOURCES, method: 'GET' },
    answer: (answer, { headers }) =>
      isSuccess(answer) && headers['content-type'] !== undefined
        ? errorAnswer(answer, 415, 'TIPO_NAO_SUPORTADO', 'Tipo de conteúdo não suportado.')
        : answer,
  },
  {
    id: 'token-in-query-accepted',
    breaks: ['RES-101'],
    about: { pt: 'O token é aceito na URL.', en: 'The token is accepted in the URL.' },
    scope: RESOURCES,
    request: (req) => {
      const [path = '', text = ''] = req.url.split('?');
      const query = new URLSearchParams(text);
      const token = query.get('access_token');
      if (token === null) return false;
      query.delete('access_token');
      req.headers = { ...req.headers, authorization: `Bearer ${token}` };
      req.url = query.size > 0 ? `${path}?${query.toString()}` : path;
      return true;
    },
  },
  {
    id: 'no-token-403',
    breaks: ['RES-101'],
    about: { pt: 'Chamada sem token recebe 403.', en: 'A call without a token gets 403.' },
    scope: RESOURCES,
    answer: restatus((answer, { headers }) => answer.status === 401 && headers.authorization === undefined, 403),
  },
  {
    id: 'scope-401',
    breaks: ['RES-102'],
    about: { pt: 'Token sem o escopo resources recebe 401.', en: 'A token without the scope resources gets 401.' },
    scope: RESOURCES,
    answer: restatus(({ status }) => status === 403, 401),
  },
  {
    id: 'unknown-path-400',
    breaks: ['RES-103'],
    about: { pt: 'Caminho que não existe recebe 400.', en: 'A path that does not exist gets 400.' },
    scope: RESOURCES,
    answer: restatus(({ status }) => status === 404, 400),
  },
  {
    id: 'other-method-404',
    breaks: ['RES-104'],
    about: { pt: 'Método diferente de GET recebe 404.', en: 'A method other than GET gets 404.' },
    scope: RESOURCES,
    answer: restatus(({ status }) => status === 405, 404),
  },
  {
    id: 'operational-limit-on-resources',
    breaks: ['RES-107'],
    about: {
      pt: 'A partir da 41ª chamada do consentimento, vem 423.',
      en: 'From the 41st call of a consent on, a 423 comes.',
    },
    scope: RESOURCES,
    after: 40,
    answer: (answer) =>
      answer.status === 200 ? errorAnswer(answer, 423, 'LIMITE_OPERACIONAL', 'Limite operacional excedido.') : answer,
  },
  {
    id: 'traffic-limit-on-resources',
    breaks: ['RES-108'],
    about: {
      pt: 'A partir da 41ª chamada do consentimento, vem 429.',
      en: 'From the 41st call of a consent on, a 429 comes.',
    },
    scope: RESOURCES,
    after: 40,
    answer: (answer) =>
      answer.status === 200 ? errorAnswer(answer, 429, 'LIMITE_DE_REQUISICOES', 'Muitas requisições.') : answer,
  },
  {
    id: 'error-without-body',
    breaks: ['RES-100'],
    about: { pt: 'O 405 vem sem corpo.', en: 'The 405 comes without a body.' },
    scope: RESOURCES,
    answer: (answer) => (answer.status === 405 && isObject(answer.body) ? bodiless(answer, 405) : answer),
  },
];

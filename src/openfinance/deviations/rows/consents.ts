import { bodiless, consentData, isObject, restatus, withHeader } from '../bends.js';
import type { Deviation } from '../deviation.js';

const CONSENTS = { api: 'consents' } as const;
const READING = { api: 'consents', method: 'GET' } as const;

/** An access the consent no longer, or not yet, gives. */
const served = (id: string, about: Deviation['about'], facts: NonNullable<Deviation['facts']>): Deviation => ({
  id,
  breaks: ['RES-002'],
  about,
  scope: {},
  facts,
});

/** The consents API, and what a consent gives access to. */
export const CONSENT_LIFE: readonly Deviation[] = [
  served(
    'revoked-consent-served',
    { pt: 'O token de um consentimento revogado ainda vale.', en: 'The token of a revoked consent still serves.' },
    (subject) => {
      const facts = subject.consent.facts.filter(({ event }) => event !== 'REVOKED');
      return facts.length === subject.consent.facts.length
        ? subject
        : { ...subject, consent: { ...subject.consent, facts } };
    },
  ),
  served(
    'expired-consent-served',
    { pt: 'O token de um consentimento vencido ainda vale.', en: 'The token of an expired consent still serves.' },
    (subject) => {
      const { expiresAt, ...consent } = subject.consent;
      return expiresAt === undefined || expiresAt > subject.now ? subject : { ...subject, consent };
    },
  ),
  served(
    'awaiting-consent-served',
    {
      pt: 'O consentimento que espera autorização já serve a lista.',
      en: 'A consent that awaits authorisation already serves the list.',
    },
    (subject) =>
      subject.consent.facts.length > 0
        ? subject
        : {
            ...subject,
            consent: { ...subject.consent, facts: [{ at: subject.consent.createdAt, event: 'AUTHORISED' }] },
          },
  ),
  {
    id: 'consent-awaits-for-ever',
    breaks: ['CON-4.1'],
    about: {
      pt: 'Passados 60 minutos, o consentimento ainda espera.',
      en: 'After 60 minutes, a consent still waits.',
    },
    scope: READING,
    answer: consentData(({ rejection, ...consent }) =>
      isObject(rejection) && isObject(rejection['reason']) && rejection['reason']['code'] === 'CONSENT_EXPIRED'
        ? { ...consent, status: 'AWAITING_AUTHORISATION' }
        : { ...consent, ...(rejection !== undefined && { rejection }) },
    ),
  },
  {
    id: 'rejection-unexplained',
    breaks: ['CON-4.1.1'],
    about: { pt: 'O REJECTED não diz o motivo.', en: 'A REJECTED does not tell its reason.' },
    scope: READING,
    answer: consentData((consent) => {
      const { rejection, ...rest } = consent;
      return rejection === undefined ? consent : rest;
    }),
  },
  {
    id: 'revocation-blamed-on-aspsp',
    breaks: ['CON-4.1.1'],
    about: {
      pt: 'A revogação do cliente aparece como obra da transmissora.',
      en: "The customer's revocation is shown as the transmitter's doing.",
    },
    scope: READING,
    answer: consentData((consent) => {
      const { rejection } = consent;
      return isObject(rejection) && rejection['rejectedBy'] === 'USER'
        ? { ...consent, rejection: { ...rejection, rejectedBy: 'ASPSP' } }
        : consent;
    }),
  },
  {
    id: 'status-instant-frozen',
    breaks: ['CON-4.1.1'],
    about: {
      pt: 'statusUpdateDateTime não muda com o status.',
      en: 'statusUpdateDateTime does not change with the status.',
    },
    scope: READING,
    answer: consentData((consent) => ({ ...consent, statusUpdateDateTime: consent['creationDateTime'] })),
  },
  {
    id: 'foreign-consent-404',
    breaks: ['CON-4.1.2'],
    about: {
      pt: 'Consentimento de outra receptora recebe 404.',
      en: "Another receiver's consent gets 404.",
    },
    scope: READING,
    answer: restatus(({ status }) => status === 403, 404),
  },
  {
    id: 'ended-again-204',
    breaks: ['CON-4.1.3'],
    about: {
      pt: 'Encerrar o que já está encerrado recebe 204.',
      en: 'Ending what has ended already gets 204.',
    },
    scope: { ...CONSENTS, method: 'DELETE' },
    answer: (answer) => (answer.status === 422 ? bodiless(answer, 204) : answer),
  },
  {
    id: 'deletion-answers-200',
    breaks: ['CON-4.1.3'],
    about: { pt: 'O DELETE responde 200 com corpo.', en: 'The DELETE answers 200 with a body.' },
    scope: { ...CONSENTS, method: 'DELETE' },
    answer: (answer) =>
      answer.status === 204
        ? { status: 200, headers: { ...answer.headers, 'content-type': 'application/json' }, body: {} }
        : answer,
  },
  {
    id: 'logged-user-returned',
    breaks: ['CON-4.1.4'],
    about: { pt: 'A criação devolve loggedUser.', en: 'The creation returns loggedUser.' },
    scope: { ...CONSENTS, method: 'POST', path: '/open-banking/consents/v3/consents' },
    answer: consentData((consent) => ({
      ...consent,
      loggedUser: { document: { identification: '76109277673', rel: 'CPF' } },
    })),
  },
  {
    id: 'consent-version-missing',
    breaks: ['CON-4.1.4'],
    about: { pt: 'Falta o x-v nas respostas de consentimentos.', en: 'The answers on consents lack x-v.' },
    scope: CONSENTS,
    answer: withHeader('x-v', () => undefined),
  },
];

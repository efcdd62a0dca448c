import { codeOf, consentData, recode, restatus } from '../bends.js';
import type { Deviation } from '../deviation.js';

const CREATION = { api: 'consents', method: 'POST', path: '/open-banking/consents/v3/consents' } as const;

const permissionsIn = (consent: Readonly<Record<string, unknown>>): readonly string[] =>
  Array.isArray(consent['permissions']) ? consent['permissions'].map(String) : [];

/** Takes permissions out of what was granted. */
const without = (pattern: RegExp): NonNullable<Deviation['answer']> =>
  consentData((consent) => {
    const permissions = permissionsIn(consent);
    const left = permissions.filter((name) => !pattern.test(name));
    return left.length === permissions.length ? consent : { ...consent, permissions: left };
  });

/** A deviation that answers a refusal with a code of its own. */
const generic = (id: string, rule: string, code: string, about: Deviation['about']): Deviation => ({
  id,
  breaks: [rule],
  about,
  scope: CREATION,
  answer: recode(code, () => 'ERRO_NAO_MAPEADO'),
});

/** The request for a consent. */
export const CREATIONS: readonly Deviation[] = [
  {
    id: 'unknown-permission-500',
    breaks: ['CON-4.3.1'],
    about: { pt: 'Permissão desconhecida recebe 500.', en: 'An unknown permission gets 500.' },
    scope: CREATION,
    answer: restatus((answer) => answer.status === 400 && codeOf(answer) === 'PARAMETRO_INVALIDO', 500),
  },
  generic('pf-pj-generic-code', 'CON-4.3.2', 'PERMISSAO_PF_PJ_EM_CONJUNTO', {
    pt: 'Dados de pessoa e de empresa juntos recebem código genérico.',
    en: 'Data of a person and of a company together get a generic code.',
  }),
  generic('pj-unnamed-generic-code', 'CON-4.3.3', 'INFORMACOES_PJ_NAO_INFORMADAS', {
    pt: 'Dados de empresa sem a empresa recebem código genérico.',
    en: 'Data of a company without the company get a generic code.',
  }),
  generic('pf-with-company-generic-code', 'CON-4.3.4', 'PERMISSOES_PJ_INCORRETAS', {
    pt: 'Dados de pessoa com uma empresa recebem código genérico.',
    en: 'Data of a person with a company get a generic code.',
  }),
  generic('incomplete-group-generic-code', 'CON-4.3.5', 'COMBINACAO_PERMISSOES_INCORRETA', {
    pt: 'Agrupamento incompleto recebe código genérico.',
    en: 'An incomplete group gets a generic code.',
  }),
  generic('past-expiry-generic-code', 'CON-4.3.6', 'DATA_EXPIRACAO_INVALIDA', {
    pt: 'Expiração no passado recebe código genérico.',
    en: 'An expiry in the past gets a generic code.',
  }),
  {
    id: 'permissions-widened',
    breaks: ['CON-4.3.7'],
    about: { pt: 'São dadas permissões que ninguém pediu.', en: 'Permissions nobody asked for are granted.' },
    scope: CREATION,
    answer: consentData((consent) => {
      const permissions = permissionsIn(consent);
      return permissions.includes('EXCHANGES_READ')
        ? consent
        : { ...consent, permissions: [...permissions, 'EXCHANGES_READ'] };
    }),
  },
  {
    id: 'credit-group-stripped',
    breaks: ['RES-025', 'RES-027'],
    about: {
      pt: 'O grupo de crédito sai do consentimento de quem não tem crédito.',
      en: 'The credit group leaves the consent of somebody without credit.',
    },
    scope: CREATION,
    answer: without(/^(LOANS|FINANCINGS|UNARRANGED|INVOICE)/),
  },
  {
    id: 'account-group-stripped',
    breaks: ['RES-026', 'RES-027'],
    about: {
      pt: 'As permissões de contas saem do consentimento de quem não tem conta.',
      en: 'The permissions on accounts leave the consent of somebody without an account.',
    },
    scope: CREATION,
    answer: without(/^ACCOUNTS_/),
  },
  {
    id: 'resources-permission-dropped',
    breaks: ['RES-003'],
    about: { pt: 'RESOURCES_READ sai do consentimento.', en: 'RESOURCES_READ leaves the consent.' },
    scope: CREATION,
    answer: without(/^RESOURCES_READ$/),
  },
];

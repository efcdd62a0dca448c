import { describe, expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../../src/index.js';
import { PERMISSIONS, RESOURCE_TYPES } from '../../../src/openfinance/vocabulary.js';
import { ANA, admin, listOf, NOW, PADARIA } from '../../support/receiver.js';

const CREDIT = ['LOANS', 'FINANCINGS', 'UNARRANGED_ACCOUNTS_OVERDRAFT', 'INVOICE_FINANCINGS'].flatMap((product) =>
  ['READ', 'WARRANTIES_READ', 'SCHEDULED_INSTALMENTS_READ', 'PAYMENTS_READ'].map((what) => `${product}_${what}`),
);
const INVESTMENTS = ['BANK_FIXED_INCOMES', 'CREDIT_FIXED_INCOMES', 'VARIABLE_INCOMES', 'TREASURE_TITLES', 'FUNDS'].map(
  (product) => `${product}_READ`,
);
const CARDS = 'CREDIT_CARDS_ACCOUNTS';

/** The thirteen groups, besides RESOURCES_READ, and whose they are. */
const GROUPS: readonly [name: string, permissions: readonly string[], who: 'person' | 'company'][] = [
  ['Dados Cadastrais PF', ['CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ'], 'person'],
  ['Informações complementares PF', ['CUSTOMERS_PERSONAL_ADITTIONALINFO_READ'], 'person'],
  ['Dados Cadastrais PJ', ['CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ'], 'company'],
  ['Informações complementares PJ', ['CUSTOMERS_BUSINESS_ADITTIONALINFO_READ'], 'company'],
  ['Contas, Saldos', ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ'], 'person'],
  ['Contas, Limites', ['ACCOUNTS_READ', 'ACCOUNTS_OVERDRAFT_LIMITS_READ'], 'person'],
  ['Contas, Extratos', ['ACCOUNTS_READ', 'ACCOUNTS_TRANSACTIONS_READ'], 'person'],
  ['Cartão, Limites', [`${CARDS}_READ`, `${CARDS}_LIMITS_READ`], 'person'],
  ['Cartão, Transações', [`${CARDS}_READ`, `${CARDS}_TRANSACTIONS_READ`], 'person'],
  ['Cartão, Faturas', [`${CARDS}_READ`, `${CARDS}_BILLS_READ`, `${CARDS}_BILLS_TRANSACTIONS_READ`], 'person'],
  ['Operações de Crédito', CREDIT, 'person'],
  ['Investimentos', INVESTMENTS, 'person'],
  ['Câmbio', ['EXCHANGES_READ'], 'person'],
];

const CUSTOMERS = { person: ANA.cpf, company: PADARIA.cnpj };
const sorted = (texts: readonly string[]): readonly string[] => texts.toSorted();

async function bankWithBoth() {
  const bank = await startTransmissora({ now: NOW });
  await bank.customers.create(ANA);
  await bank.customers.create(PADARIA);
  return bank;
}

type Wanted = { permissions: readonly string[] | 'all'; expirationDateTime?: string };

/** What `POST /__admin/consents` answers: the status, and the code or the permissions granted. */
async function ask(bank: Bank, who: 'person' | 'company', wanted: Wanted) {
  const { status, body } = await admin(bank, 'POST', '/consents', { customerId: CUSTOMERS[who], ...wanted });
  return { status, code: body['code'], rule: body['rule'], permissions: body['permissions'] as readonly string[] };
}

const consentCount = async (bank: Bank): Promise<number> =>
  ((await admin(bank, 'GET', '/consents')).body['consents'] as unknown[]).length;

describe('the order of the checks', () => {
  /** Breaks every rule from the second on; each line repairs one more. */
  const broken = ['CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ', 'CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ'];
  const personal = ['CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ'];
  const business = ['CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ'];
  const accounts = ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'];
  const past = '2026-03-02T11:59:59Z';

  test.each([
    ['CON-4.3.1', 'an unknown permission', 'person', [...broken, 'PIX_READ'], past, 400, 'PARAMETRO_INVALIDO'],
    ['CON-4.3.2', 'PF and PJ together', 'person', broken, past, 422, 'PERMISSAO_PF_PJ_EM_CONJUNTO'],
    ['CON-4.3.2', 'PF and PJ together', 'company', broken, past, 422, 'PERMISSAO_PF_PJ_EM_CONJUNTO'],
    ['CON-4.3.3', 'PJ without a company', 'person', business, past, 422, 'INFORMACOES_PJ_NAO_INFORMADAS'],
    ['CON-4.3.4', 'PF with a company', 'company', personal, past, 422, 'PERMISSOES_PJ_INCORRETAS'],
    ['CON-4.3.5', 'an incomplete group', 'person', personal, past, 422, 'COMBINACAO_PERMISSOES_INCORRETA'],
    ['CON-4.3.6', 'an expiry in the past', 'person', accounts, past, 422, 'DATA_EXPIRACAO_INVALIDA'],
    ['CON-4.3.7', 'nothing that is offered', 'person', accounts, undefined, 422, 'SEM_PERMISSOES_FUNCIONAIS_RESTANTES'],
  ] as const)('%s refuses %s (%s)', async (_rule, _what, who, permissions, expires, status, code) => {
    await using bank = await bankWithBoth();
    await bank.offer.put({ sells: RESOURCE_TYPES.filter((type) => type !== 'ACCOUNT') });
    const wanted = { permissions, ...(expires !== undefined && { expirationDateTime: expires }) };
    expect(await ask(bank, who, wanted)).toMatchObject({ status, code });
    expect(await consentCount(bank)).toBe(0);
  });
});

describe('groups', () => {
  test('CON-4.3.5 each of the thirteen is granted alone, exactly as asked', async () => {
    await using bank = await bankWithBoth();
    for (const [name, members, who] of GROUPS) {
      const asked = [...members, 'RESOURCES_READ'];
      const { status, permissions } = await ask(bank, who, { permissions: asked });
      expect([name, status, sorted(permissions)]).toEqual([name, 201, sorted(asked)]);
    }
  });

  test('CON-4.3.5 none may lack a member, RESOURCES_READ least of all (RES-003)', async () => {
    await using bank = await bankWithBoth();
    for (const [name, members, who] of GROUPS) {
      const asked = [...members, 'RESOURCES_READ'];
      for (const missing of asked) {
        const { status, code } = await ask(bank, who, { permissions: asked.filter((each) => each !== missing) });
        expect([name, missing, status, code]).toEqual([name, missing, 422, 'COMBINACAO_PERMISSOES_INCORRETA']);
      }
    }
    expect(await consentCount(bank)).toBe(0);
  });

  test('CON-4.3.5 any union of them is granted, never more than was asked', async () => {
    await using bank = await bankWithBoth();
    const ofPeople = GROUPS.filter(([, , who]) => who === 'person').map(([, members]) => members);
    for (const one of ofPeople) {
      for (const other of ofPeople) {
        const asked = [...new Set([...one, ...other, 'RESOURCES_READ'])];
        const { status, permissions } = await ask(bank, 'person', { permissions: asked });
        expect([status, sorted(permissions)]).toEqual([201, sorted(asked)]);
      }
    }
  });

  test('CON-4.3.5 "all" is everything the customer may be asked for', async () => {
    await using bank = await bankWithBoth();
    const person = PERMISSIONS.filter((permission) => !permission.startsWith('CUSTOMERS_BUSINESS'));
    const company = PERMISSIONS.filter((permission) => !permission.startsWith('CUSTOMERS_PERSONAL'));
    expect((await ask(bank, 'person', { permissions: 'all' })).permissions).toEqual(person);
    expect((await ask(bank, 'company', { permissions: 'all' })).permissions).toEqual(company);
  });

  test('CON-4.3.1 a permission sent twice is malformed', async () => {
    await using bank = await bankWithBoth();
    const { status } = await ask(bank, 'person', {
      permissions: ['EXCHANGES_READ', 'RESOURCES_READ', 'EXCHANGES_READ'],
    });
    expect(status).toBe(400);
  });
});

describe('the expiry', () => {
  const permissions = ['EXCHANGES_READ', 'RESOURCES_READ'];

  test('CON-4.3.6 lies after now and at most a year ahead', async () => {
    await using bank = await bankWithBoth();
    const answers = async (expirationDateTime: string) => {
      const { status, code, rule } = await ask(bank, 'person', { permissions, expirationDateTime });
      return status === 201 ? 'granted' : [status, code, rule].join(' ');
    };
    const refused = '422 DATA_EXPIRACAO_INVALIDA CON-4.3.6';
    expect(await answers('2026-03-02T12:00:00Z')).toBe(refused);
    expect(await answers('2026-03-02T12:00:01Z')).toBe('granted');
    expect(await answers('2027-03-02T12:00:00Z')).toBe('granted');
    expect(await answers('2027-03-02T12:00:01Z')).toBe(refused);
  });

  test('CON-4.3.6 is malformed when it is no instant', async () => {
    await using bank = await bankWithBoth();
    for (const text of ['tomorrow', '2026-13-01T00:00:00Z', '2026-03-03']) {
      expect((await ask(bank, 'person', { permissions, expirationDateTime: text })).status).toBe(400);
    }
    expect(await consentCount(bank)).toBe(0);
  });
});

describe('what the transmitter does not offer', () => {
  test.each([
    ['ACCOUNT', /^ACCOUNTS_/],
    ['CREDIT_CARD_ACCOUNT', /^CREDIT_CARDS_/],
  ] as const)('RES-026 takes away the groups of %s, and only those', async (type, gone) => {
    await using bank = await bankWithBoth();
    await bank.offer.put({ sells: RESOURCE_TYPES.filter((sold) => sold !== type) });
    const { status, permissions } = await ask(bank, 'person', { permissions: 'all' });
    const person = PERMISSIONS.filter((permission) => !permission.startsWith('CUSTOMERS_BUSINESS'));
    expect([status, permissions]).toEqual([201, person.filter((permission) => !gone.test(permission))]);
  });

  test('RES-025 leaves credit, investments and exchange alone: they can be confirmed, and their list is empty', async () => {
    await using bank = await bankWithBoth();
    await bank.offer.put({ sells: [] });
    const grouped = [...CREDIT, ...INVESTMENTS, 'EXCHANGES_READ', 'RESOURCES_READ'];
    const consent = await bank.consents.create({ customerId: ANA.cpf, permissions: grouped });
    expect(sorted(consent.permissions)).toEqual(sorted(grouped));
    expect(await listOf(bank, consent)).toEqual([]);
  });

  test('RES-026 keeps the permissions of a product on offer, even when the customer holds none', async () => {
    await using bank = await bankWithBoth();
    const permissions = ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'];
    expect(await ask(bank, 'person', { permissions })).toMatchObject({ status: 201, permissions });
  });
});

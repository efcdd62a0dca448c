import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cnpj, cpf } from 'cpf-cnpj-validator';
import { type Opened, opened } from '../../http/calls.js';
import { ANA, askResources, PADARIA } from '../../support/receiver.js';
import { ask, type Json } from './shelf.js';

const BASE = '/open-banking/customers/v2';
const PARTS = ['identifications', 'qualifications', 'financial-relations'] as const;

let bank: Opened;
let ana: string;
let padaria: string;

beforeAll(async () => {
  bank = await opened();
  ana = await tokenFor(ANA);
  padaria = await tokenFor(PADARIA);
});
afterAll(async () => bank[Symbol.asyncDispose]());

async function tokenFor(customer: { cpf: string; name: string } | { cnpj: string; name: string }): Promise<string> {
  const customerId = 'cpf' in customer ? customer.cpf : customer.cnpj;
  await bank.bank.customers.create(customer);
  for (const [type, closedAt] of [['ACCOUNT'], ['LOAN'], ['ACCOUNT', '-P1M']] as const) {
    await bank.bank.resources.create(customerId, { type, contractedAt: '-P2Y', ...(closedAt && { closedAt }) });
  }
  return (await bank.bank.consents.create({ customerId, permissions: 'all' })).accessToken ?? '';
}

const get = (token: string, path: string) => ask(bank.bank, token, `${BASE}${path}`);

describe.each([
  ['personal', 'business', () => ana, () => padaria, 'personalId'],
  ['business', 'personal', () => padaria, () => ana, 'businessId'],
] as const)('the %s data', (kind, otherKind, own, other, idField) => {
  test.each(PARTS)('%s are the customer’s, with x-v (PRD-009, RES-064)', async (part) => {
    const { status, headers, body } = await get(own(), `/${kind}/${part}`);
    expect([status, headers.get('x-v')]).toEqual([200, '2.2.1']);
    expect(body.links.self).toMatch(`${bank.bank.url}${BASE}/${kind}/${part}`);
    expect(Object.keys(body.meta)).toEqual(['requestDateTime']);
    expect((await get(own(), `/${kind}/${part}`)).body.data).toEqual(datesAside(body.data));
  });

  test.each(PARTS)('%s are refused without their permission: 403 (PRD-005)', async (part) => {
    expect((await get(other(), `/${kind}/${part}`)).status).toBe(403);
    expect((await get(own(), `/${otherKind}/${part}`)).status).toBe(403);
  });

  test('are no resources (PRD-009)', async () => {
    const { body } = await get(own(), `/${kind}/identifications`);
    const listed = await askResources(bank.bank, { accessToken: own() });
    expect(listed.body.data?.map(({ resourceId }) => resourceId)).not.toContain(body.data[0][idField]);
  });

  test('list the accounts in force as the Accounts API does (PRD-009)', async () => {
    const { body } = await get(own(), `/${kind}/financial-relations`);
    const accounts = await ask(bank.bank, own(), '/open-banking/accounts/v2/accounts');
    const known = accounts.body.data.map(({ number }: Json) => number);
    expect(body.data.accounts).toHaveLength(1);
    expect(known).toContain(body.data.accounts[0].number);
    expect(body.data.productsServicesType).toEqual(
      expect.arrayContaining([body.data.accounts[0].type, 'OPERACAO_CREDITO']),
    );
  });

  test('come in pages that end (RES-072, RES-074)', async () => {
    expect((await get(own(), `/${kind}/identifications?page-size=1000`)).status).toBe(200);
    expect((await get(own(), `/${kind}/identifications?page-size=1001`)).status).toBe(422);
    expect((await get(own(), `/${kind}/identifications?page=2`)).body.errors[0].code).toBe('PAGE_NOT_FOUND');
  });
});

/** Real time runs on here: what was updated, was so now. */
const datesAside = (data: Json): Json =>
  Array.isArray(data) ? data.map(datesAside) : { ...data, updateDateTime: expect.any(String) };

test('a person is known by the CPF and the name of the consent’s customer (PRD-009)', async () => {
  const [one] = (await get(ana, '/personal/identifications')).body.data;
  expect([one.documents.cpfNumber, one.civilName, cpf.isValid(one.documents.cpfNumber)]).toEqual([
    ANA.cpf,
    ANA.name,
    true,
  ]);
});

test('a company is known by its CNPJ and name, and those behind it by valid CPFs (PRD-009)', async () => {
  const [one] = (await get(padaria, '/business/identifications')).body.data;
  expect([one.cnpjNumber, one.companyName, cnpj.isValid(one.cnpjNumber)]).toEqual([PADARIA.cnpj, PADARIA.name, true]);
  expect(one.parties.every(({ documentNumber }: Json) => cpf.isValid(documentNumber))).toBe(true);
});

test('somebody without any product is known all the same (PRD-009)', async () => {
  await bank.bank.customers.create({ cpf: '11144477735' });
  const { accessToken = '' } = await bank.bank.consents.create({ customerId: '11144477735', permissions: 'all' });
  const { status, body } = await get(accessToken, '/personal/financial-relations');
  expect([status, body.data.accounts, body.data.productsServicesType]).toEqual([200, [], ['OUTROS']]);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type Bank, startTransmissora } from '../../../src/index.js';
import { RESOURCE_TYPES, TYPES } from '../../../src/openfinance/vocabulary.js';
import { specFile } from '../../../src/paths.js';
import { call, CPF, headersFor, LIST, NOW } from '../../http/calls.js';

interface ApiResource {
  readonly ApiResourceId: string;
  readonly ApiFamilyType: string;
  readonly ApiVersion: string;
  readonly ApiDiscoveryEndpoints: readonly { readonly ApiDiscoveryId: string; readonly ApiEndpoint: string }[];
}

interface Participant {
  readonly OrganisationId: string;
  readonly AuthorisationServers: readonly { readonly Issuer: string; readonly ApiResources: readonly ApiResource[] }[];
}

const ALWAYS = ['consents', 'resources', 'customers-personal', 'customers-business', 'discovery'];

const bankAtNoon = (): Promise<Bank> => startTransmissora({ now: NOW, logLevel: 'silent' });

async function participantsOf({ url }: Bank): Promise<readonly Participant[]> {
  const { status, body } = await call(`${url}/participants`);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as unknown as readonly Participant[];
}

async function apisOf(bank: Bank): Promise<readonly ApiResource[]> {
  const [participant] = await participantsOf(bank);
  return participant?.AuthorisationServers[0]?.ApiResources ?? [];
}

const familiesOf = async (bank: Bank): Promise<readonly string[]> =>
  (await apisOf(bank)).map(({ ApiFamilyType }) => ApiFamilyType);

describe('the directory', () => {
  test('DIR-001 asks for neither token nor interaction id', async () => {
    await using bank = await bankAtNoon();
    const { status, headers } = await call(`${bank.url}/participants`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
  });

  test('DIR-001 has one path, for GET alone', async () => {
    await using bank = await bankAtNoon();
    const statuses = await Promise.all(
      (['/participants/', '/participants/x', '/Participants'] as const).map(
        async (path) => (await call(`${bank.url}${path}`)).status,
      ),
    );
    expect(statuses).toEqual([404, 404, 404]);
    expect((await call(`${bank.url}/participants`, { method: 'POST' })).status).toBe(405);
    expect((await call(`${bank.url}/participants?any=thing`)).status).toBe(200);
  });

  test('DIR-002 is one organisation with one authorisation server, as real answers have them', async () => {
    await using bank = await bankAtNoon();
    expect(await participantsOf(bank)).toEqual([
      expect.objectContaining({
        OrganisationId: expect.any(String),
        Status: 'Active',
        RegistrationNumber: '11222333000181',
        OrgDomainRoleClaims: [expect.objectContaining({ Role: 'DADOS', Status: 'Active' })],
        AuthorisationServers: [
          expect.objectContaining({
            AuthorisationServerId: expect.any(String),
            Issuer: `${bank.url}/auth`,
            OpenIDDiscoveryDocument: `${bank.url}/auth/.well-known/openid-configuration`,
            AuthorisationServerCertifications: [],
            SupportsRedirect: true,
            DeprecatedDate: null,
          }),
        ],
      }),
    ]);
  });

  test('DIR-003 has the families that are always there, and each product family that is sold', async () => {
    await using bank = await bankAtNoon();
    const products = RESOURCE_TYPES.map((type) => TYPES[type].family);
    expect((await familiesOf(bank)).toSorted()).toEqual([...ALWAYS, ...products].toSorted());
    await bank.offer.put({ sells: ['FUND'] });
    expect((await familiesOf(bank)).toSorted()).toEqual([...ALWAYS, 'funds'].toSorted());
    await bank.offer.put({ sells: [] });
    expect((await familiesOf(bank)).toSorted()).toEqual(ALWAYS.toSorted());
  });

  test('RES-012 DIR-003 registers a product from the instant it is sold, and no list shows one before', async () => {
    await using bank = await bankAtNoon();
    await bank.offer.put({ sells: ['ACCOUNT'] });
    await bank.customers.create({ cpf: CPF });
    await bank.resources.create(CPF, { type: 'ACCOUNT', resourceId: 'acc-1', contractedAt: '-P1Y' });
    const { accessToken = '' } = await bank.consents.create({ customerId: CPF, permissions: 'all' });
    await bank.offer.put({ sells: ['ACCOUNT', 'LOAN'], from: 'PT1H' });
    await bank.resources.create(CPF, { type: 'LOAN', resourceId: 'loan-1', contractedAt: 'PT1H' });
    const shown = async () => {
      const { body } = await call(`${bank.url}${LIST}`, { headers: headersFor(accessToken) });
      const isListed = body.data.some(({ resourceId }) => resourceId === 'loan-1');
      return [(await familiesOf(bank)).includes('loans'), isListed];
    };
    expect(await shown()).toEqual([false, false]);
    await bank.clock.advance('PT59M59.999S');
    expect(await shown()).toEqual([false, false]);
    await bank.clock.advance('PT0.001S');
    expect(await shown()).toEqual([true, true]);
  });

  test('DIR-004 lists every path of every API served, with placeholders', async () => {
    await using bank = await bankAtNoon();
    const listed = (await apisOf(bank)).flatMap(({ ApiDiscoveryEndpoints }) =>
      ApiDiscoveryEndpoints.map(({ ApiEndpoint }) => ApiEndpoint.replace(bank.url, '')),
    );
    expect(listed).toContain('/open-banking/accounts/v2/accounts/{accountId}/balances');
    expect(listed.filter((path) => path.includes('//') || path.startsWith('http'))).toEqual([]);
    const documented = pathsOf('accounts-2.4.2.yaml', '/open-banking/accounts/v2');
    expect(listed.filter((path) => path.startsWith('/open-banking/accounts/')).toSorted()).toEqual(documented);
  });

  test('DIR-004 each address answers', async () => {
    await using bank = await bankAtNoon();
    await bank.customers.create({ cpf: CPF });
    const { accessToken = '' } = await bank.consents.create({ customerId: CPF, permissions: 'all' });
    const urls = (await apisOf(bank)).flatMap(({ ApiDiscoveryEndpoints }) =>
      ApiDiscoveryEndpoints.map(({ ApiEndpoint }) => ApiEndpoint),
    );
    const plain = urls.filter((url) => !url.includes('{'));
    expect(plain.length).toBeGreaterThan(15);
    const lost: string[] = [];
    for (const url of plain) {
      const { status } = await call(url, { headers: headersFor(accessToken) });
      if (status === 404 || status >= 500) lost.push(`${status} ${url}`);
    }
    expect(lost).toEqual([]);
  });

  test('DIR-005 gives versions as text, as the answers announce them', async () => {
    await using bank = await startTransmissora({ now: NOW, apiVersion: 'accounts=2.4.9' });
    const versions = new Map((await apisOf(bank)).map((api) => [api.ApiFamilyType, api.ApiVersion]));
    expect([versions.get('resources'), versions.get('discovery'), versions.get('accounts')]).toEqual([
      '3.1.0',
      '2.0.1',
      '2.4.9',
    ]);
  });

  test('DIR-006 gives everything an id of its own, the same in every bank', async () => {
    await using one = await bankAtNoon();
    await using other = await bankAtNoon();
    const idsOf = async (bank: Bank) =>
      (await apisOf(bank)).flatMap(({ ApiResourceId, ApiDiscoveryEndpoints }) => [
        ApiResourceId,
        ...ApiDiscoveryEndpoints.map(({ ApiDiscoveryId }) => ApiDiscoveryId),
      ]);
    const ids = await idsOf(one);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await idsOf(other)).toEqual(ids);
  });

  test('its logo and key set can be fetched', async () => {
    await using bank = await bankAtNoon();
    const [server] = (await participantsOf(bank))[0]?.AuthorisationServers ?? [];
    const { CustomerFriendlyLogoUri, PayloadSigningCertLocationUri } = server as unknown as Record<string, string>;
    const answers = await Promise.all(
      [CustomerFriendlyLogoUri, PayloadSigningCertLocationUri].map((url) => fetch(url!)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.headers.get('content-type')).toContain('image/svg+xml');
  });

  test('is one of the documents on the documentation page, as Discovery is', async () => {
    await using bank = await bankAtNoon();
    const titles = await Promise.all(
      ['participants', 'discovery'].map(async (name) => {
        const { info } = (await (await fetch(`${bank.url}/docs/${name}.json`)).json()) as { info: { title: string } };
        return info.title;
      }),
    );
    expect(titles).toEqual(['Participantes 1.0.0 — transmissora', 'Discovery 2.0.1 — transmissora']);
  });
});

/** The paths of a contract document, below its base. */
function pathsOf(file: string, base: string): readonly string[] {
  const { paths } = parse(readFileSync(specFile(`openfinance/${file}`), 'utf8')) as { paths: object };
  return Object.keys(paths)
    .map((path) => `${base}${path}`)
    .toSorted();
}

import { afterEach, describe, expect, test } from '@jest/globals';
import type { Router } from 'express';
import type { AdminHouse } from '../../src/admin/house.js';
import { adminRouter } from '../../src/admin/router.js';
import { type Bank, startTransmissora } from '../../src/index.js';
import { specFile } from '../../src/paths.js';
import { type AdminCall, CALLS, ofWrongType, type Place, placesIn, sampleOf, withValue } from './document.js';

const NOW = '2026-03-02T12:00:00Z';
const CPF = '76109277673';
const MIB = 1024 * 1024;

/** A bank with a customer in many situations, and the ids to call it with. */
interface World {
  readonly bank: Bank;
  readonly authorised: string;
  readonly waiting: string;
  readonly snapshot: string;
  /** A reprocessing request nobody looked at yet. */
  readonly hashtask: string;
}

let open: Bank | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function emptyWorld(options: { readonly adminToken?: string } = {}): Promise<Bank> {
  open = await startTransmissora({ now: NOW, ...options });
  return open;
}

async function richWorld(): Promise<World> {
  const bank = await emptyWorld();
  await bank.customers.create({ cpf: CPF, name: 'Helena Prado' });
  await bank.resources.create(CPF, { type: 'ACCOUNT', resourceId: 'conta-1', contractedAt: '-P2Y' });
  await bank.resources.create(CPF, { type: 'ACCOUNT', resourceId: 'conjunta-1', status: 'PENDING_AUTHORISATION' });
  await bank.resources.create(CPF, { type: 'ACCOUNT', resourceId: 'conjunta-2', status: 'PENDING_AUTHORISATION' });
  await bank.resources.create(CPF, { type: 'LOAN', resourceId: 'futuro-1', contractedAt: 'P1D' });
  await bank.resources.create(CPF, { type: 'FUND', resourceId: 'fundo-1', contractedAt: '-P3Y', closedAt: '-P1M' });
  const wanted = { customerId: CPF, permissions: 'all' } as const;
  const { consentId: authorised, accessToken } = await bank.consents.create({
    ...wanted,
    expirationDateTime: '2026-06-01T00:00:00Z',
    preparation: { readyAfter: 'PT1M' },
  });
  const { consentId: waiting } = await bank.consents.create({ ...wanted, authorise: false });
  const { consentId: revoked } = await bank.consents.create({ ...wanted, preparation: { readyAfter: 'never' } });
  await bank.resources.transition('conjunta-1', 'UNAVAILABLE', { consentId: authorised });
  await bank.consents.revoke(revoked);
  await bank.offer.put({ sells: ['ACCOUNT'], from: 'P30D' });
  for (const authorization of [`Bearer ${accessToken}`, 'Bearer nobody']) {
    await fetch(`${bank.url}/open-banking/resources/v3/resources`, { headers: { authorization } });
  }
  const hashtask = await fundWorld(bank);
  return { bank, authorised, waiting, hashtask, snapshot: await bank.snapshot() };
}

const PORTFOLIO = { code: '43421', name: 'Fundo', cnpj: '11222333000181', group: 'azul', serviceStart: '2026-02-27' };
const QUOTA = { value: '1.5', netWorth: '150.00', quantity: '100' };

/** A fund with quotas in every situation, and a request to have one reprocessed. */
async function fundWorld(bank: Bank): Promise<string> {
  await bank.otdx.createPortfolio({ ...PORTFOLIO, liquid: true });
  await bank.otdx.release('43421', { date: '2026-02-27', ...QUOTA });
  await bank.otdx.release('43421', { date: '2026-03-02', ...QUOTA, at: 'PT10H' });
  const { token } = await bank.otdx.createUser({ username: 'ana', password: 'senha', group: 'azul' });
  const headers = { authorization: `Token ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ codigoCarteira: '43421', dataReprocessamento: '2026-02-27', motivo: 'Preço errado.' });
  const answer = await fetch(`${bank.url}/service/reprocessamento`, { method: 'POST', headers, body });
  return ((await answer.json()) as { hashtask: string }).hashtask;
}

interface Sent {
  readonly path: string;
  readonly body?: unknown;
}

const scenario = (name: string) => ({ name, about: 'A company.', customers: { loja: { cnpj: '11222333000181' } } });
const consent = (id: string, rest = ''): string => `/consents/${encodeURIComponent(id)}${rest}`;

/** Who plays the demo, had it been loaded. */
const castOf = (consentId: string) => ({
  clock: 'default',
  customers: { ana: { customerId: CPF } },
  consents: { ana: { consentId, customerId: CPF, accessToken: 'nobody' } },
});

/** The least one can send to each operation, by its operationId. */
const LEAST: Readonly<Record<string, (world: World) => Sent>> = {
  streamChanges: () => ({ path: '/changes' }),
  getHealth: () => ({ path: '/health' }),
  getSettings: () => ({ path: '/settings' }),
  reset: () => ({ path: '/reset' }),
  listClocks: () => ({ path: '/clocks' }),
  getClock: () => ({ path: '/clocks/default' }),
  putClock: () => ({ path: '/clocks/side', body: {} }),
  advanceClock: () => ({ path: '/clocks/default/advance', body: { by: 'P2D' } }),
  listEvents: () => ({ path: `/clocks/default/events?since=-P1D&until=${NOW}&limit=5` }),
  listSnapshots: () => ({ path: '/snapshots' }),
  takeSnapshot: () => ({ path: '/snapshots' }),
  restoreSnapshot: ({ snapshot }) => ({ path: `/snapshots/${snapshot}/restore` }),
  listCustomers: () => ({ path: '/customers' }),
  createCustomer: () => ({ path: '/customers', body: { cnpj: '11222333000181' } }),
  getCustomer: () => ({ path: `/customers/${CPF}` }),
  removeCustomer: () => ({ path: `/customers/${CPF}` }),
  moveRegistration: () => ({ path: `/customers/${CPF}/registration/transitions`, body: { to: 'UNAVAILABLE' } }),
  createResource: () => ({ path: `/customers/${CPF}/resources`, body: { type: 'EXCHANGE' } }),
  getResource: () => ({ path: '/resources/futuro-1' }),
  listMoves: () => ({ path: '/resources/conta-1/transitions' }),
  moveResource: () => ({ path: '/resources/conjunta-2/transitions', body: { to: 'UNAVAILABLE' } }),
  closeResource: () => ({ path: '/resources/conta-1/close' }),
  listConsents: () => ({ path: `/consents?customerId=${CPF}` }),
  createConsent: () => ({ path: '/consents', body: { customerId: CPF, permissions: 'all' } }),
  getConsent: ({ authorised }) => ({ path: consent(authorised) }),
  authoriseConsent: ({ waiting }) => ({ path: consent(waiting, '/authorise') }),
  rejectConsent: ({ waiting }) => ({ path: consent(waiting, '/reject') }),
  revokeConsent: ({ authorised }) => ({ path: consent(authorised, '/revoke') }),
  putPreparation: ({ authorised }) => ({ path: consent(authorised, '/preparation'), body: { readyAfter: 'never' } }),
  explainConsent: ({ authorised }) => ({ path: consent(authorised, '/explanation') }),
  previewAnswer: ({ authorised }) => ({ path: consent(authorised, '/answer?at=P1D&page=1&pageSize=25') }),
  getPolling: ({ authorised }) => ({ path: consent(authorised, '/polling') }),
  listConsentResources: ({ authorised }) => ({ path: consent(authorised, '/resources?at=2026-03-04T12:00:00Z') }),
  issueToken: () => ({ path: '/tokens', body: {} }),
  listScenarios: () => ({ path: '/scenarios' }),
  loadScenario: () => ({ path: '/scenarios', body: scenario('loja-nova') }),
  getScenario: () => ({ path: '/scenarios/demo' }),
  takeStep: ({ authorised }) => ({ path: '/scenarios/demo/steps/1', body: castOf(authorised) }),
  loadNamedScenario: () => ({ path: '/scenarios/demo/load' }),
  listRequests: ({ authorised }) => ({ path: `/requests?consentId=${authorised}&api=resources&since=${NOW}&limit=1` }),
  clearRequests: () => ({ path: '/requests' }),
  streamRequests: () => ({ path: '/requests/stream' }),
  countRequests: () => ({ path: '/requests/count', body: {} }),
  getOffer: () => ({ path: '/offer' }),
  putOffer: () => ({ path: '/offer', body: { sells: 'all' } }),
  listFaults: () => ({ path: '/faults' }),
  putFaults: () => ({ path: '/faults', body: [] }),
  clearFaults: () => ({ path: '/faults' }),
  listDeviations: () => ({ path: '/deviations' }),
  putDeviations: () => ({ path: '/deviations', body: [] }),
  clearDeviations: () => ({ path: '/deviations' }),
  listDeviationCatalogue: () => ({ path: '/deviations/catalogue' }),
  listOutages: () => ({ path: '/outages' }),
  putOutages: () => ({ path: '/outages', body: { outages: [] } }),
  clearOutages: () => ({ path: '/outages' }),
  createOtdxUser: () => ({ path: '/otdx/users', body: { username: 'bia', password: 'senha', group: 'azul' } }),
  listOtdxPortfolios: () => ({ path: '/otdx/portfolios' }),
  createOtdxPortfolio: () => ({ path: '/otdx/portfolios', body: { ...PORTFOLIO, code: '11111' } }),
  releaseOtdxQuota: () => ({ path: '/otdx/portfolios/43421/releases', body: { date: '2026-03-03', ...QUOTA } }),
  explainOtdxPortfolio: () => ({ path: '/otdx/portfolios/43421/explanation' }),
  moveOtdxRequest: ({ hashtask }) => ({ path: `/otdx/reprocessing/${hashtask}/events`, body: { event: 'analyse' } }),
  createSituation: ({ authorised }) => ({
    path: '/situations',
    body: { consentId: authorised, what: 'redirect-failed' },
  }),
  getReceiverReport: ({ authorised }) => ({ path: `/receiver-report?consentId=${authorised}` }),
  getCoverage: ({ authorised }) => ({ path: `/coverage?consentId=${authorised}` }),
};

/** Every field a body may have, by operationId; several bodies where fields exclude each other. */
const MOST: Readonly<Record<string, (world: World) => readonly object[]>> = {
  putClock: () => [{ now: NOW, frozen: true }],
  advanceClock: () => [{ by: 'PT5M' }, { to: '2026-03-03T12:00:00.5-03:00' }, { toNextEvent: true }],
  createCustomer: () => [
    { cnpj: '11222333000181', name: 'Loja Exemplo Ltda', clock: 'side' },
    {
      cpf: '52998224725',
      name: 'Bruno',
      registration: { status: 'AVAILABLE', timeline: [{ at: 'P1D', to: 'UNAVAILABLE', cause: 'óbito' }] },
    },
  ],
  moveRegistration: () => [{ to: 'TEMPORARILY_UNAVAILABLE', at: 'PT1H' }],
  createResource: () => [
    {
      type: 'LOAN',
      resourceId: 'emprestimo-1',
      status: 'AVAILABLE',
      contractedAt: '-P2Y',
      closedAt: '2026-01-15T00:00:00Z',
      shareable: false,
      timeline: [{ at: 'P1D', to: 'UNAVAILABLE', cause: 'migrated' }],
    },
  ],
  moveResource: ({ authorised }) => [{ to: 'UNAVAILABLE', at: 'PT1H', consentId: authorised }],
  closeResource: () => [{ at: 'P1D' }],
  createConsent: () => [
    {
      customerId: CPF,
      permissions: ['RESOURCES_READ', 'EXCHANGES_READ'],
      expirationDateTime: '2026-12-31T23:59:59Z',
      authorise: false,
      selection: { resourceIds: [] },
      preparation: { readyAfter: 'never' },
      clientId: 'receptora-teste',
    },
  ],
  authoriseConsent: () => [{ selection: { resourceIds: ['conta-1'] } }],
  putPreparation: () => [{ readyAfter: 'PT1M' }],
  issueToken: ({ authorised }) => [
    {
      consentId: authorised,
      clientId: 'receptora-teste',
      scope: 'resources',
      grantType: 'authorization_code',
      expiresIn: 2_592_000,
      certificateThumbprint: 'A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0',
    },
    { grantType: 'client_credentials', expiresIn: 1 },
  ],
  takeStep: ({ authorised }) => [castOf(authorised)],
  countRequests: ({ authorised }) => [{ consentId: authorised, api: 'resources', since: NOW, limit: 1_000_000 }],
  putOffer: () => [{ sells: ['ACCOUNT', 'FUND'], from: 'P1D' }, { sells: [] }],
  putDeviations: ({ authorised }) => [
    [
      {
        id: 'extra-member',
        match: { api: 'resources', method: 'GET', path: '/open-banking/*', consentId: authorised },
        times: 3,
      },
    ],
  ],
  putFaults: ({ authorised }) => [
    [
      {
        match: { api: 'resources', method: 'GET', path: '/open-banking/*', consentId: authorised },
        answer: { status: 503, headers: { 'retry-after': '30' }, body: { any: ['thing'] } },
        times: 3,
        ratio: 0.5,
      },
      { match: {}, answer: { delay: 'PT0.05S' } },
      { answer: { reset: true } },
      { answer: { truncate: 10 } },
    ],
  ],
  putOutages: () => [
    {
      outages: [
        { outageTime: 'P7D', duration: 'PT2H30M', isPartial: true, explanation: 'Manutenção.', apis: ['accounts'] },
      ],
    },
  ],
  createSituation: ({ authorised }) => [{ consentId: authorised, what: 'user-revoked-at-receiver' }],
  createOtdxUser: () => [{ username: 'bia', password: 'senha', group: 'azul' }],
  createOtdxPortfolio: () => [
    {
      ...PORTFOLIO,
      code: '11111',
      quotaTypes: ['F', 'A'],
      liquid: true,
      deadline: { filing: 'GALGO', time: '09:30', businessDaysAfter: 0 },
      clock: 'fundos',
    },
    { ...PORTFOLIO, code: '22222', liquid: true, deadline: [{ time: '09:30', businessDaysAfter: 2 }] },
  ],
  releaseOtdxQuota: () => [{ date: '2026-03-03', quotaType: 'F', ...QUOTA, at: 'P1D' }],
  moveOtdxRequest: () => [{ event: 'refuse', note: 'Sem evidência.' }],
};

/** What may not be left out, by operationId. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  createResource: ['type', 'timeline.0.at', 'timeline.0.to'],
  moveRegistration: ['to'],
  moveResource: ['to'],
  createConsent: ['customerId', 'permissions', 'preparation.readyAfter'],
  putPreparation: ['readyAfter'],
  takeStep: ['clock', 'customers', 'consents'],
  putOffer: ['sells'],
  putDeviations: ['0.id'],
  putFaults: ['0.answer'],
  putOutages: ['outages', 'outages.0.outageTime', 'outages.0.duration', 'outages.0.isPartial', 'outages.0.explanation'],
  createSituation: ['consentId', 'what'],
  createOtdxUser: ['username', 'password', 'group'],
  createOtdxPortfolio: ['code', 'name', 'cnpj', 'group', 'serviceStart', 'deadline.time', 'deadline.businessDaysAfter'],
  releaseOtdxQuota: ['date', 'value', 'netWorth', 'quantity'],
  moveOtdxRequest: ['event'],
};

const LONG = 'x'.repeat(2_001);

/** Values that go too far, by operationId and field. */
const TOO_FAR: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  putClock: { now: [LONG] },
  advanceClock: { by: [LONG], to: [LONG], toNextEvent: [false] },
  createCustomer: {
    cpf: ['761092776731234567890'],
    cnpj: ['112223330001812345678'],
    name: ['', LONG],
    clock: ['', 'a b', '-a', 'a'.repeat(61)],
  },
  createResource: {
    type: ['CHECKING', 'account', ''],
    status: ['BLOCKED'],
    resourceId: ['', '-a', 'a_b', 'a/b', 'a'.repeat(101)],
    'timeline.0.to': ['BLOCKED'],
    'timeline.0.at': [LONG],
    'timeline.0.cause': ['', LONG],
  },
  moveRegistration: { to: ['BLOCKED'], at: [LONG], consentId: ['', LONG] },
  moveResource: { to: ['BLOCKED'], at: [LONG], consentId: ['', LONG] },
  closeResource: { at: [LONG] },
  createConsent: {
    permissions: [[], 'some'],
    'permissions.0': [LONG],
    clientId: ['', LONG],
    'selection.resourceIds.0': [LONG],
    'preparation.readyAfter': [LONG],
  },
  putPreparation: { readyAfter: [LONG] },
  takeStep: { clock: ['', 'a b', LONG] },
  issueToken: { grantType: ['password'], expiresIn: [0, -1, 1.5, 2_592_001], scope: [LONG], clientId: ['', LONG] },
  countRequests: { limit: [0, 1.5, 1_000_001], api: [LONG], since: [LONG] },
  putOffer: { sells: ['some'], 'sells.0': ['CHECKING'], from: [LONG] },
  putDeviations: {
    '0.id': [LONG],
    '0.match.api': ['', 'Resources', LONG],
    '0.match.method': ['get', 'TRACE'],
    '0.match.path': [LONG],
    '0.match.consentId': ['', LONG],
    '0.times': [0, -1, 1.5],
  },
  putFaults: {
    '0.match.api': ['', 'Resources', LONG],
    '0.match.method': ['get', 'TRACE'],
    '0.match.path': [LONG],
    '0.match.consentId': ['', LONG],
    '0.answer.status': [0, 199, 600, 503.5],
    '0.answer.delay': [LONG],
    '0.answer.reset': [false],
    '0.answer.truncate': [-1, 1.5],
    '0.times': [0, -1, 1.5],
    '0.ratio': [-0.1, 1.1],
  },
  putOutages: {
    'outages.0.duration': [LONG],
    'outages.0.explanation': ['', ' ', ' x', 'x ', LONG],
    'outages.0.apis': [[]],
    'outages.0.apis.0': ['', 'Accounts'],
  },
  createOtdxUser: { username: ['', LONG], password: ['', LONG], group: ['', LONG] },
  createOtdxPortfolio: {
    code: ['', LONG],
    name: ['', LONG],
    cnpj: ['', LONG],
    group: ['', LONG],
    serviceStart: ['', LONG],
    quotaTypes: [[]],
    'quotaTypes.0': ['', LONG],
    clock: ['', LONG],
  },
  releaseOtdxQuota: {
    date: ['', LONG],
    quotaType: ['', LONG],
    value: ['', LONG],
    netWorth: ['', LONG],
    quantity: ['', LONG],
    at: [LONG],
  },
  moveOtdxRequest: { event: ['', LONG], note: ['', LONG] },
  createSituation: { what: ['', 'data-deleted', LONG], consentId: ['', LONG] },
};

function leastFor({ id }: AdminCall, world: World): Sent {
  const least = LEAST[id];
  if (!least) throw new Error(`spec/admin.yaml has ${id}, which this test does not know how to call`);
  return least(world);
}

/** A path of the document with something in each parameter's place: enough for what is refused before it is looked up. */
const filled = ({ path }: AdminCall): string => path.replaceAll(/\{\w+\}/g, 'nobody');

interface Answer {
  /** What was asked. */
  readonly call: string;
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends one call. Whatever it answers, it may not be a bug, nor show the inside of the server. */
async function send(
  { url }: Bank,
  method: string,
  path: string,
  { body, headers = {} }: { readonly body?: string; readonly headers?: Record<string, string> } = {},
): Promise<Answer> {
  const leave = new AbortController();
  const response = await fetch(`${url}/__admin${path}`, {
    method,
    headers,
    signal: leave.signal,
    ...(body !== undefined && { body }),
  });
  const type = response.headers.get('content-type') ?? '';
  const endless = type.startsWith('text/event-stream');
  const text = endless ? '' : await response.text();
  if (endless) leave.abort();
  if (response.status >= 500 || /\n\s+at |node_modules|\.ts:\d/.test(text)) {
    throw new Error(`${method} ${path} with ${body?.slice(0, 200) ?? 'no body'} answered ${response.status} ${text}`);
  }
  return { call: `${method} ${path}`, status: response.status, type, headers: response.headers, text };
}

const sendJson = (bank: Bank, method: string, path: string, body: unknown): Promise<Answer> =>
  send(bank, method, path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

const sendLeast = (bank: Bank, { method }: AdminCall, { path, body }: Sent): Promise<Answer> =>
  body === undefined ? send(bank, method, path) : sendJson(bank, method, path, body);

/** The detail of a complete problem with this status; fails for any other answer. */
function problemOf({ call, status, type, text }: Answer, expected: number): string {
  const problem = type === 'application/problem+json' ? JSON.parse(text) : { answered: type, text };
  expect({ call, status, problem }).toEqual({
    call,
    status: expected,
    problem: expect.objectContaining({
      type: expect.any(String),
      title: expect.any(String),
      status: expected,
      detail: expect.any(String),
    }),
  });
  return problem.detail;
}

const withBody = CALLS.filter(({ body }) => body !== undefined);
/** Whose bodies the document describes field by field; a scenario is held to its own schema. */
const described = withBody.filter(({ id }) => id !== 'loadScenario');
const nameOf = (keys: Place['keys']): string => keys.join('.') || 'the body';

interface Case {
  readonly call: AdminCall;
  readonly body: unknown;
  readonly field: string;
}

/** Sends each body to its operation and keeps those that are not answered by a 400 naming the field. */
async function unnamed(cases: readonly Case[]): Promise<readonly string[]> {
  const bank = await emptyWorld();
  const wrong: string[] = [];
  for (const { call, body, field } of cases) {
    const detail = problemOf(await sendJson(bank, call.method, filled(call), body), 400);
    const named = field.replaceAll(/(^|\.)(\d+)/g, '[$2]');
    if (!` ${detail}`.includes(` ${named} `)) wrong.push(`${call.id}: ${field}: ${detail}`);
  }
  return wrong;
}

/** A full body for an operation with one value replaced, or left out. */
function caseOf(id: string, field: string, value: unknown): Case {
  const call = CALLS.find((candidate) => candidate.id === id);
  if (!call?.body) throw new Error(`spec/admin.yaml has no ${id} with a body`);
  const keys = field.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  return { call, body: withValue(sampleOf(call.body.schema), keys, value), field };
}

/** `METHOD /path` of every route, parameters without their names. */
function routesOf(router: Router): readonly string[] {
  return router.stack.flatMap(({ route, handle }) => {
    if (!route) return 'stack' in handle ? routesOf(handle as unknown as Router) : [];
    const methods = [...new Set(route.stack.map(({ method }) => method.toUpperCase()))];
    return methods.map((method) => `${method} ${route.path.replaceAll(/:\w+/g, '{}')}`);
  });
}

describe('spec/admin.yaml', () => {
  test('has every route of the admin router, and no other', () => {
    const options = {
      specFile: specFile('admin.yaml'),
      validator: 'eov' as const,
      adminToken: undefined,
      publicUrl: undefined,
      report: () => undefined,
    };
    const routes = routesOf(adminRouter({} as AdminHouse, options));
    const documented = CALLS.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(routes).not.toEqual([]);
    expect(documented.toSorted()).toEqual(routes.toSorted());
  });

  test('gives each operation a name of its own', () => {
    const ids = CALLS.map(({ id }) => id);
    expect(ids.filter((id, index) => !/^[a-z][a-zA-Z]+$/.test(id) || ids.indexOf(id) !== index)).toEqual([]);
  });

  test('says of every operation with a body that it may be malformed, too large, or of another media type', () => {
    const silent = withBody.filter(({ statuses }) => !['400', '413', '415'].every((code) => statuses.includes(code)));
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  test('shows an example of every body, and each fits', async () => {
    const bank = await emptyWorld();
    expect(withBody.filter(({ body }) => body?.examples.length === 0).map(({ id }) => id)).toEqual([]);
    const examples = withBody.flatMap((call) => (call.body?.examples ?? []).map((example) => ({ call, ...example })));
    const refused: string[] = [];
    for (const { call, type, value } of examples) {
      const body = typeof value === 'string' ? value : JSON.stringify(value);
      const { status, text } = await send(bank, call.method, filled(call), { body, headers: { 'content-type': type } });
      // Only the document's own complaints come as a list: there is nobody in this world to arrange anything for.
      if (status >= 400 && (status === 415 || 'errors' in JSON.parse(text))) refused.push(`${call.id}: ${text}`);
    }
    expect(refused).toEqual([]);
  });
});

describe('every operation', () => {
  test('is served, and answers as documented', async () => {
    const world = await richWorld();
    // The reset goes last: no snapshot outlives it.
    for (const call of CALLS.toSorted((one, other) => Number(one.id === 'reset') - Number(other.id === 'reset'))) {
      await world.bank.restore(world.snapshot);
      const { status, text } = await sendLeast(world.bank, call, leastFor(call, world));
      const documented = call.statuses.filter((code) => code.startsWith('2'));
      expect({ id: call.id, status: String(status), text }).toEqual({ id: call.id, status: documented.at(0), text });
    }
  });

  test('takes every field it has', async () => {
    const world = await richWorld();
    const undescribed = described.map(({ id }) => id).filter((id) => !(id in MOST) && !/^(reject|revoke)/.test(id));
    expect(undescribed).toEqual([]);
    for (const call of described) {
      for (const body of MOST[call.id]?.(world) ?? []) {
        await world.bank.restore(world.snapshot);
        const { status, text } = await sendLeast(world.bank, call, { ...leastFor(call, world), body });
        expect({ id: call.id, text, isDone: status < 300 }).toEqual({ id: call.id, text, isDone: true });
      }
    }
  });

  test('takes an empty object where a body is optional', async () => {
    const world = await richWorld();
    for (const call of withBody.filter(({ body }) => body?.required === false)) {
      await world.bank.restore(world.snapshot);
      const { status, text } = await sendLeast(world.bank, call, { ...leastFor(call, world), body: {} });
      expect({ id: call.id, status, text }).toEqual({ id: call.id, status: 200, text });
    }
  });

  test('takes a scenario as JSON and as YAML, up to 1 MiB', async () => {
    const bank = await emptyWorld();
    const types = ['application/json', 'application/yaml', 'text/yaml', 'application/x-yaml; charset=utf-8'];
    for (const type of types) {
      const headers = { 'content-type': type };
      const body = JSON.stringify(scenario('loja-nova')).padEnd(MIB);
      expect([type, (await send(bank, 'POST', '/scenarios', { body, headers })).status]).toEqual([type, 201]);
    }
  });

  test('asks for the admin token where one is set', async () => {
    const bank = await emptyWorld({ adminToken: 'segredo' });
    for (const call of [...CALLS, { method: 'GET', path: '/nowhere' } as AdminCall]) {
      for (const headers of [{}, { authorization: 'Bearer outro' }] as Record<string, string>[]) {
        const answer = await send(bank, call.method, filled(call), { headers });
        problemOf(answer, 401);
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      }
    }
    const { status } = await send(bank, 'GET', '/health', { headers: { authorization: 'Bearer segredo' } });
    expect(status).toBe(200);
  });
});

describe('a body', () => {
  test('with an unknown field, at any depth, is refused with the name of the field', async () => {
    const cases = described.flatMap((call) => {
      const { schema } = call.body!;
      const objects = placesIn(schema).filter((place) => place.schema['type'] === 'object');
      return objects.map(({ keys }) => {
        const field = [...keys, 'surplus'];
        return { call, body: withValue(sampleOf(schema), field, 1), field: nameOf(field) };
      });
    });
    expect(cases.length).toBeGreaterThan(described.length);
    expect(await unnamed(cases)).toEqual([]);
  });

  test('with a value of the wrong type is refused with the name of the field', async () => {
    const cases = described.flatMap((call) => {
      const { schema } = call.body!;
      return placesIn(schema).flatMap((place) =>
        ofWrongType(place.schema).map((value) => ({
          call,
          body: withValue(sampleOf(schema), place.keys, value),
          field: nameOf(place.keys),
        })),
      );
    });
    expect(await unnamed(cases)).toEqual([]);
  });

  test('with a value out of bounds is refused with the name of the field', async () => {
    const cases = Object.entries(TOO_FAR).flatMap(([id, fields]) =>
      Object.entries(fields).flatMap(([field, values]) => values.map((value) => caseOf(id, field, value))),
    );
    expect(await unnamed(cases)).toEqual([]);
  });

  test('without a required field is refused with the name of the field', async () => {
    const cases = Object.entries(REQUIRED).flatMap(([id, fields]) =>
      fields.map((field) => caseOf(id, field, undefined)),
    );
    expect(await unnamed(cases)).toEqual([]);
  });

  test.each([
    ['application/json', JSON.stringify({ ...scenario('loja-nova'), surplus: 1 })],
    ['application/yaml', 'name: loja-nova\nabout: x\nsurplus: 1\ncustomers: { loja: { cnpj: "11222333000181" } }\n'],
  ])('that is a scenario in %s with an unknown key is refused with the name of the key', async (type, body) => {
    const answer = await send(await emptyWorld(), 'POST', '/scenarios', { body, headers: { 'content-type': type } });
    expect(problemOf(answer, 400)).toContain('surplus');
  });

  test('of malformed JSON is refused', async () => {
    const bank = await emptyWorld();
    const headers = { 'content-type': 'application/json' };
    for (const call of withBody) {
      for (const body of ['{"by":', 'by: PT5M', '{"by":"PT5M"} {}']) {
        expect(problemOf(await send(bank, call.method, filled(call), { body, headers }), 400)).toMatch(/JSON/);
      }
    }
  });

  test('of another kind than the document has is refused', async () => {
    const bank = await emptyWorld();
    for (const call of withBody) {
      const other = Array.isArray(sampleOf(call.body?.schema)) ? {} : [];
      for (const body of [null, 5, 'PT5M', other, true]) {
        problemOf(await sendJson(bank, call.method, filled(call), body), 400);
      }
    }
  });

  test('over 1 MiB is refused', async () => {
    const bank = await emptyWorld();
    const large = JSON.stringify({ now: NOW }).padEnd(MIB + 1);
    const headers = { 'content-type': 'application/json' };
    for (const call of withBody) {
      problemOf(await send(bank, call.method, filled(call), { body: large, headers }), 413);
    }
    const yaml = { 'content-type': 'application/yaml' };
    problemOf(await send(bank, 'POST', '/scenarios', { body: large, headers: yaml }), 413);
  });

  test('of a media type that is not taken is refused', async () => {
    const bank = await emptyWorld();
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/xml',
      'application/merge-patch+json',
    ];
    for (const call of withBody) {
      for (const type of types) {
        const headers = { 'content-type': type };
        problemOf(await send(bank, call.method, filled(call), { body: '{}', headers }), 415);
      }
    }
  });

  test.each([
    ['without a media type', {}],
    ['as application/json', { 'content-type': 'application/json' }],
  ])('that is missing where one is required is refused as malformed, %s', async (_as, headers) => {
    const bank = await emptyWorld();
    const answers: [string, number][] = [];
    const required = withBody.filter(({ body }) => body?.required);
    for (const call of required) {
      const { status } = await send(bank, call.method, filled(call), { headers: headers as Record<string, string> });
      answers.push([call.id, status]);
    }
    expect(answers).toEqual(required.map(({ id }) => [id, 400]));
  });
});

describe('a query', () => {
  test('with a wrong value is refused with the name of the parameter', async () => {
    const { bank, authorised } = await richWorld();
    const wrong = {
      '/requests?limit=0': 'limit',
      '/requests?limit=1000001': 'limit',
      '/requests?limit=many': 'limit',
      '/requests?since=yesterday': 'since',
      '/requests?consentId=one&consentId=other': 'consentId',
      '/requests/stream?since=2026-02-30T12:00:00Z': 'since',
      '/requests/stream?api=resources&api=consents': 'api',
      '/consents?customerId=one&customerId=other': 'customerId',
      [consent(authorised, '/resources?at=soon')]: 'at',
    };
    for (const [path, name] of Object.entries(wrong)) {
      expect(problemOf(await send(bank, 'GET', path), 400)).toMatch(new RegExp(`^${name} `));
    }
  });

  test('may hold a consent id or an instant as they are written', async () => {
    const { bank, authorised } = await richWorld();
    const paths = [`/requests?consentId=${authorised}&since=${NOW}`, consent(authorised, `/resources?at=${NOW}`)];
    for (const path of paths) expect([path, (await send(bank, 'GET', path)).status]).toEqual([path, 200]);
  });
});

describe('a path', () => {
  test('that is none of the admin API is not found', async () => {
    const bank = await emptyWorld();
    const paths = ['/nowhere', '', '/', '/Clocks', '/clocks/default/advance/now', '/requests/streams', '/faults/x'];
    for (const path of paths) problemOf(await send(bank, 'GET', path), 404);
  });

  test('that names nothing there is is not found', async () => {
    const bank = await emptyWorld();
    for (const call of CALLS.filter(({ id, path }) => path.includes('{') && id !== 'putClock')) {
      const nobody = { authorised: 'nobody', waiting: 'nobody', snapshot: 'nobody', hashtask: 'nobody' };
      const { body } = leastFor(call, { bank, ...nobody });
      const sent = { path: filled(call), body: call.body && (body ?? {}) };
      expect(problemOf(await sendLeast(bank, call, sent), 404)).toContain('nobody');
    }
  });

  test('that is not well encoded is refused', async () => {
    problemOf(await send(await emptyWorld(), 'GET', '/consents/%E0%A4%A'), 400);
  });

  test('called with a method it does not have says which it has', async () => {
    const bank = await emptyWorld();
    for (const path of new Set(CALLS.map((call) => call.path))) {
      const methods = CALLS.filter((call) => call.path === path);
      const answer = await send(bank, 'PATCH', filled(methods[0]!));
      problemOf(answer, 405);
      const allowed = answer.headers.get('allow')?.split(', ').toSorted();
      expect([path, allowed]).toEqual([path, methods.map(({ method }) => method).toSorted()]);
    }
  });
});

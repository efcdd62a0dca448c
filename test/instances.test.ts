import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { builtCommand } from './cli/command.js';
import { approvalOf, RELEASED } from './otdx/administrator.js';
import { Balancer } from './support/balancer.js';
import { postgresServer, type PostgresServer } from './support/postgres.js';

/** Three instances of the command on one database, behind a balancer that gives every request to the next of them. */
const NAMES = ['one', 'two', 'three'];
const CPF = '52998224725';
const RESOURCES = '/open-banking/resources/v3/resources';
const CONSENTS = '/open-banking/consents/v3/consents';

let database: PostgresServer;
let url: string;
let command: Awaited<ReturnType<typeof builtCommand>>;
let balancer: Balancer;
const instances = new Map<string, Instance>();
type Instance = Awaited<ReturnType<typeof command.start>>;

beforeAll(async () => {
  [database, command] = await Promise.all([postgresServer(), builtCommand()]);
  url = await database.newDatabase();
  balancer = new Balancer();
  await balancer.listen();
  await Promise.all(NAMES.map(start));
});

afterAll(async () => {
  await balancer.close();
  await Promise.all([...instances.values()].map((instance) => instance.stop('SIGKILL')));
  await command[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function start(name: string): Promise<void> {
  const args = ['--store', url, '--port', '0', '--public-url', `http://127.0.0.1:${balancer.port}`];
  const instance = await command.start(args);
  instances.set(name, instance);
  balancer.add(name, Number(new URL(instance.url).port));
}

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every kind
  readonly body: any;
}

/** One request on a connection of its own, and so to the next instance. */
function call(
  method: string,
  path: string,
  options: { body?: object; token?: string; scheme?: string } = {},
): Promise<Answer> {
  const { body, token, scheme = 'Bearer' } = options;
  const headers = {
    'x-fapi-interaction-id': randomUUID(),
    ...(token !== undefined && { authorization: `${scheme} ${token}` }),
    ...(body && { 'content-type': 'application/json' }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: balancer.port, path, method, headers, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.once('error', reject);
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, body: text === '' ? {} : JSON.parse(text) }),
        );
      },
    );
    sent.once('error', reject).end(body && JSON.stringify(body));
  });
}

const admin = (method: string, path: string, body?: object): Promise<Answer> =>
  call(method, `/__admin${path}`, body ? { body } : {});

/** Which requests went to the instance the one before had gone to. */
const inARow = (): readonly string[] => balancer.taken.filter((name, index, all) => name === all[index - 1]);

test('what one instance writes, the next request finds on any other: consent, clock, list, journal, faults, snapshots', async () => {
  await admin('DELETE', '/requests');
  await admin('PUT', '/clocks/default', { now: '2026-03-02T12:00:00Z', frozen: true });
  expect((await admin('POST', '/customers', { cpf: CPF })).status).toBe(201);
  for (const resourceId of ['acc-1', 'acc-2'])
    expect((await admin('POST', `/customers/${CPF}/resources`, { type: 'ACCOUNT', resourceId })).status).toBe(201);

  const own = (await admin('POST', '/tokens', { grantType: 'client_credentials' })).body.access_token;
  const data = {
    loggedUser: { document: { identification: CPF, rel: 'CPF' } },
    permissions: ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'],
    expirationDateTime: '2026-06-02T12:00:00Z',
  };
  const asked = await call('POST', CONSENTS, { token: own, body: { data } });
  expect(asked.status).toBe(201);
  const { consentId } = asked.body.data;
  const path = `/consents/${consentId}`;
  expect((await admin('PUT', `${path}/preparation`, { readyAfter: 'PT2M' })).status).toBe(200);
  expect((await admin('POST', `${path}/authorise`, { selection: { resourceIds: ['acc-1'] } })).status).toBe(200);
  const token = (await admin('POST', '/tokens', { consentId })).body.access_token;
  expect((await call('GET', `${CONSENTS}/${consentId}`, { token: own })).body.data.status).toBe('AUTHORISED');

  const list = () => call('GET', RESOURCES, { token });
  const statuses = async () =>
    (await list()).body.data.map(({ resourceId, status }: Record<string, string>) => [resourceId, status]);
  expect((await list()).status).toBe(202);
  expect((await admin('POST', '/clocks/default/advance', { by: 'PT2M' })).body.after).toBe('2026-03-02T12:02:00Z');
  for (const _ of NAMES) expect(await statuses()).toEqual([['acc-1', 'AVAILABLE']]);
  const { id: snapshot } = (await admin('POST', '/snapshots')).body;
  await admin('POST', '/resources/acc-1/transitions', { to: 'TEMPORARILY_UNAVAILABLE' });
  for (const _ of NAMES) expect(await statuses()).toEqual([['acc-1', 'TEMPORARILY_UNAVAILABLE']]);
  expect((await admin('POST', `/snapshots/${snapshot}/restore`)).status).toBe(204);
  for (const _ of NAMES) expect(await statuses()).toEqual([['acc-1', 'AVAILABLE']]);

  const fault = { match: { api: 'resources' }, answer: { status: 529 }, times: 4 };
  await call('PUT', '/__admin/faults', { body: [fault] });
  const struck = await Promise.all(Array.from({ length: 9 }, list));
  expect(struck.filter(({ status }) => status === 529)).toHaveLength(4);
  expect(struck.filter(({ status }) => status === 200)).toHaveLength(5);

  expect((await call('DELETE', `${CONSENTS}/${consentId}`, { token: own })).status).toBe(204);
  for (const _ of NAMES) expect((await list()).status).toBe(401);

  // The same journal wherever it is asked, once the last exchange has arrived.
  const journals = await Promise.all(NAMES.map(() => untilJournalHas(25)));
  expect(new Set(journals.map((journal) => JSON.stringify(journal))).size).toBe(1);
  const [{ requests, dropped }] = journals as [
    { requests: readonly { api: string; status: number }[]; dropped: number },
  ];
  expect(dropped).toBe(0);
  expect(requests.filter(({ api }) => api === 'consents').map(({ status }) => status)).toEqual([201, 200, 204]);
  expect([new Set(balancer.taken).size, inARow()]).toEqual([NAMES.length, []]);
});

async function untilJournalHas(count: number): Promise<unknown> {
  for (;;) {
    const { body } = await admin('GET', '/requests');
    if (body.requests.length >= count) return body;
  }
}

test('OTDX: token, approval, edit, reprocessing and silence that approves, every request on another instance', async () => {
  await admin('PUT', '/clocks/default', { now: '2026-04-02T23:00:00Z', frozen: true });
  const portfolio = { code: '43421', name: 'Fundo Exemplo', cnpj: '11222333000181', group: 'azul', liquid: true };
  expect((await admin('POST', '/otdx/portfolios', { ...portfolio, serviceStart: '2026-04-01' })).status).toBe(201);
  for (const date of ['2026-04-01', '2026-04-02'])
    expect((await admin('POST', '/otdx/portfolios/43421/releases', { date, ...RELEASED })).status).toBe(201);
  const ana = { username: 'ana', password: 'senha' };
  await admin('POST', '/otdx/users', { ...ana, group: 'azul' });
  const { token } = (await call('POST', '/api-token-auth/', { body: ana })).body;
  const otdx = (method: string, path: string, body?: object) =>
    call(method, path, { token, scheme: 'Token', ...(body && { body }) });
  const approvals = async () =>
    (await otdx('GET', '/nav/approval/all')).body.results.map((approval: Record<string, string>) => [
      approval['targetDataAprovacao'],
      approval['statusHash'],
      approval['valorCotaAprovado'],
    ]);

  // Out of order is refused, whoever took the approval before.
  expect((await otdx('POST', '/nav/approval', approvalOf('2026-04-02'))).status).toBe(409);
  const { hashtask } = (await otdx('POST', '/nav/approval', approvalOf('2026-04-01'))).body;
  const edit = { ...approvalOf('2026-04-01', { valorCotaAprovada: '168.70000000' }), hashtask };
  expect((await otdx('PUT', '/nav/approval/edit', edit)).status).toBe(200);
  for (const _ of NAMES) expect(await approvals()).toEqual([['2026-04-01', 'APROVADA', '168.70000000']]);

  // One minute before the silence, at its instant, and on every instance.
  await admin('PUT', '/clocks/default', { now: '2026-04-06T19:59:59Z' });
  for (const _ of NAMES) expect(await approvals()).toHaveLength(1);
  await admin('POST', '/clocks/default/advance', { by: 'PT1S' });
  for (const _ of NAMES) expect((await approvals())[1]).toEqual(['2026-04-02', 'APROVADA_TACITAMENTE', RELEASED.value]);

  const mistake = { codigoCarteira: '43421', dataReprocessamento: '2026-04-01', motivo: 'Preço errado.' };
  const evidence = Buffer.from('Evidência.');
  const anexos = [{ arquivo: evidence.toString('base64'), extensao: 'txt' }];
  const path = '/service/reprocessamento';
  const asked = (await otdx('POST', path, { ...mistake, anexos })).body.hashtask;
  for (const event of ['analyse', 'accept', 'process', 'finish'])
    expect((await admin('POST', `/otdx/reprocessing/${asked}/events`, { event })).status).toBe(200);
  for (const _ of NAMES) {
    const { body } = await otdx('GET', `${path}/${asked}`);
    expect([body.status, body.historico.length, body.anexos.length]).toEqual(['CONCLUIDO', 5, 1]);
  }
  expect(inARow()).toEqual([]);
});

/** Adds resources until told to stop; which were acknowledged, and how many requests ended without an answer. */
async function load(name: string, isOver: () => boolean): Promise<{ kept: string[]; broken: number; wrong: Answer[] }> {
  const [kept, wrong]: [string[], Answer[]] = [[], []];
  let broken = 0;
  for (let count = 0; !isOver(); count += 1) {
    const resourceId = `${name}-${count}`;
    try {
      const answer = await admin('POST', `/customers/${CPF}/resources`, { type: 'LOAN', resourceId });
      if (answer.status === 201) kept.push(resourceId);
      else wrong.push(answer);
    } catch {
      broken += 1;
    }
  }
  return { kept, broken, wrong };
}

const missing = async (kept: readonly string[]): Promise<readonly string[]> => {
  const { body } = await admin('GET', `/customers/${CPF}`);
  const there = new Set(body.resources.map(({ resourceId }: { resourceId: string }) => resourceId));
  return kept.filter((id) => !there.has(id));
};

/** Lets writers write while something is done to the instances. */
async function underLoad(name: string, work: () => Promise<void>) {
  let isOver = false;
  const writers = Array.from({ length: 4 }, (_, index) => load(`${name}-${index}`, () => isOver));
  await work();
  isOver = true;
  const results = await Promise.all(writers);
  return {
    kept: results.flatMap(({ kept }) => kept),
    wrong: results.flatMap(({ wrong }) => wrong),
    broken: results.reduce((sum, { broken }) => sum + broken, 0),
  };
}

/** Until so many more connections were made. */
async function afterConnections(count: number): Promise<void> {
  const wanted = balancer.taken.length + count;
  while (balancer.taken.length < wanted) await new Promise((resolve) => setImmediate(resolve));
}

test('one killed in the middle of load: nothing acknowledged is lost, and only what it was working on fails', async () => {
  let underWay = 0;
  const { kept, wrong, broken } = await underLoad('killed', async () => {
    await afterConnections(20);
    underWay = balancer.openTo('two');
    await instances.get('two')?.stop('SIGKILL');
    await afterConnections(20);
    balancer.remove('two');
    await afterConnections(10);
  });
  expect(wrong).toEqual([]);
  expect(kept.length).toBeGreaterThan(20);
  // Between counting and the end of the process, as many as there are writers may have come.
  expect(broken).toBeLessThanOrEqual(underWay + 4);
  expect(await missing(kept)).toEqual([]);
});

test('a rolling restart under load: no request fails, nothing is lost, tokens go on', async () => {
  const { consentId } = (await admin('POST', '/consents', { customerId: CPF, permissions: 'all' })).body;
  const token = (await admin('POST', '/tokens', { consentId })).body.access_token;
  const { kept, wrong, broken } = await underLoad('rolled', async () => {
    await start('two');
    for (const name of ['one', 'three']) {
      await afterConnections(5);
      balancer.remove(name);
      expect(await instances.get(name)?.stop('SIGTERM')).toMatchObject({ code: 0 });
      await start(name);
    }
    await afterConnections(10);
  });
  expect({ wrong, broken }).toEqual({ wrong: [], broken: 0 });
  expect(await missing(kept)).toEqual([]);
  for (const _ of NAMES) expect((await call('GET', RESOURCES, { token })).status).toBe(200);
});

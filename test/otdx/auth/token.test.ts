import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { administrator, approvalOf, CNPJS, RELEASED, send } from '../administrator.js';
import { openWorld, PORTFOLIO } from '../world.js';

const world = await openWorld();
afterAll(() => world.close());
beforeEach(() => world.begin());

const login = (body: unknown, headers?: Record<string, string>) =>
  send(world.bank, 'POST', '/api-token-auth/', { body, ...(headers && { headers }) });
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const RIGHT = { username: 'ana', password: 'senha' };

describe('POST /api-token-auth/', () => {
  test('OTD-TOK-01 takes a form or JSON, and gives the same token each time', async () => {
    const json = await login(RIGHT);
    const form = await login('username=ana&password=senha', FORM);
    expect([json.status, form.status]).toEqual([200, 200]);
    expect(json.body).toEqual({ token: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(form.body).toEqual(json.body);
  });

  test.each([
    ['a wrong password', { ...RIGHT, password: 'errada' }],
    ['a name nobody has', { username: 'ninguem', password: 'senha' }],
  ])('OTD-TOK-02 answers 400 to %s, without telling which was wrong', async (_what, body) => {
    const answer = await login(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ non_field_errors: ['Unable to log in with provided credentials.'] });
  });

  test('OTD-TOK-02 speaks Portuguese to who asks for it, in the words of the framework', async () => {
    const answer = await login(
      { ...RIGHT, password: 'x' },
      { 'accept-language': 'pt-BR', 'content-type': 'application/json' },
    );
    expect(answer.body).toEqual({ non_field_errors: ['Impossível fazer login com as credenciais fornecidas.'] });
  });

  test.each([
    ['nothing', undefined, ['username', 'password']],
    ['no password', { username: 'ana' }, ['password']],
    ['an empty name', { ...RIGHT, username: '' }, ['username']],
    ['a name that is no text', { ...RIGHT, username: 7 }, ['username']],
    ['a password that is null', { ...RIGHT, password: null }, ['password']],
  ])('OTD-TOK-02 names the field of %s', async (_what, body, fields) => {
    const answer = await login(body);
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body)).toEqual(fields);
  });

  test('refuses what is no JSON, and other kinds of content', async () => {
    const broken = await login('{');
    expect([broken.status, broken.body]).toEqual([400, { detail: expect.stringMatching(/^JSON parse error - /) }]);
    expect((await login('<a/>', { 'content-type': 'text/xml' })).status).toBe(415);
    expect((await login([])).status).toBe(400);
  });
});

describe('Authorization: Token', () => {
  const look = (authorization?: string) =>
    send(world.bank, 'GET', '/nav/approval/all', { headers: authorization === undefined ? {} : { authorization } });

  test.each([
    [undefined, 'Authentication credentials were not provided.'],
    ['Bearer abc', 'Authentication credentials were not provided.'],
    ['Token', 'Invalid token header. No credentials provided.'],
    ['Token a b', 'Invalid token header. Token string should not contain spaces.'],
    [`Token ${'0'.repeat(40)}`, 'Invalid token.'],
  ])('OTD-TOK-03 answers %s with 401 and the framework’s words', async (authorization, detail) => {
    const answer = await look(authorization);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Token');
    expect(answer.body).toEqual({ detail });
    expect(answer.headers.get('x-transmissora-rule')).toBe('OTD-TOK-03');
  });

  test('OTD-TOK-03 lets a valid token in', async () => {
    expect((await look(`Token ${world.ana.token}`)).status).toBe(200);
  });

  test('comes after a path that does not exist, and before a method that is not taken', async () => {
    for (const path of ['/nav/nowhere', '/nav/approval/', '/service', '/api-token-auth', '/nav/approval/a/b']) {
      const answer = await send(world.bank, 'GET', path);
      expect([path, answer.status, answer.body]).toEqual([path, 404, { detail: 'Not found.' }]);
    }
    expect((await send(world.bank, 'PUT', '/nav/approval/all')).status).toBe(401);
    const refused = await world.ana.call('PUT', '/nav/approval/all');
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET']);
    expect(refused.body).toEqual({ detail: 'Method "PUT" not allowed.' });
  });

  test('answers a path that is not well encoded as one there is not', async () => {
    for (const path of ['/nav/approval/%E0%A4%A', '/service/reprocessamento/%ff', '/nav/approval/delete/%']) {
      const answer = await world.ana.call(path.includes('delete') ? 'DELETE' : 'GET', path);
      expect([path, answer.status, answer.body]).toEqual([path, 404, { detail: 'Not found.' }]);
    }
  });

  test('answers 406 to who takes no JSON', async () => {
    expect((await world.ana.call('GET', '/nav/approval/all', undefined, { accept: 'text/html' })).status).toBe(406);
  });
});

test('OTD-TOK-04 another group’s portfolio, approval and request answer exactly as what does not exist', async () => {
  const { bank, ana } = world;
  await bank.otdx.createPortfolio({ ...PORTFOLIO, code: '55555', cnpj: CNPJS[1], group: 'verde' });
  await bank.otdx.release('55555', { date: '2026-03-02', ...RELEASED });
  const bia = await administrator(bank, 'bia', 'verde');
  const { hashtask } = (await ana.call('POST', '/nav/approval', approvalOf('2026-03-02'))).body;
  const wanted = { codigoCarteira: '43421', dataReprocessamento: '2026-03-02', motivo: 'Preço.' };
  const request = (await ana.call('POST', '/service/reprocessamento', wanted)).body.hashtask;
  const nothing = '0'.repeat(32);
  const pairs = [
    ['POST', '/nav/approval', approvalOf('2026-03-02'), approvalOf('2026-03-02', { codigoCarteira: '99999' })],
    [
      'PUT',
      '/nav/approval/edit',
      { ...approvalOf('2026-03-02'), hashtask },
      { ...approvalOf('2026-03-02'), hashtask: nothing },
    ],
    ['POST', '/service/reprocessamento', wanted, { ...wanted, codigoCarteira: '99999' }],
    ['PUT', '/service/reprocessamento/edit', { hashtask: request, motivo: 'x' }, { hashtask: nothing, motivo: 'x' }],
  ] as const;
  const blurred = (answer: { status: number; body: unknown }) => [
    answer.status,
    JSON.stringify(answer.body).replaceAll(/[0-9a-f]{32}|43421|99999/g, '…'),
  ];
  for (const [method, path, theirs, nobodys] of pairs) {
    const [one, other] = [await bia.call(method, path, theirs), await bia.call(method, path, nobodys)];
    expect(one.status).toBe(404);
    expect(blurred(one)).toEqual(blurred(other));
  }
  for (const [method, path, id] of [
    ['GET', '/nav/approval/', hashtask],
    ['DELETE', '/nav/approval/delete/', hashtask],
    ['GET', '/service/reprocessamento/', request],
    ['DELETE', '/service/reprocessamento/delete/', request],
  ] as const) {
    const [one, other] = [await bia.call(method, path + id), await bia.call(method, path + nothing)];
    expect(one.status).toBe(404);
    expect(blurred(one)).toEqual(blurred(other));
  }
  expect((await bia.call('GET', '/nav/approval/all')).body.total_items).toBe(0);
  expect((await bia.call('GET', '/service/reprocessamento/all')).body.total_items).toBe(0);
  expect((await ana.call('GET', '/nav/approval/all')).body.total_items).toBe(1);
});

test('the journal keeps who called, and neither passwords nor tokens', async () => {
  await login(RIGHT);
  await world.ana.call('GET', '/nav/approval/all');
  const { requests } = await world.bank.requests.find();
  const mine = requests.filter(({ api }) => api.startsWith('otdx-'));
  expect(mine.at(-1)).toMatchObject({ api: 'otdx-approval', clientId: 'ana', status: 200 });
  const text = JSON.stringify(mine);
  expect(text).not.toContain('senha');
  expect(text).not.toContain(world.ana.token);
});

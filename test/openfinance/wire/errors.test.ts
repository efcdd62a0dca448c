import { describe, expect, test } from '@jest/globals';
import { CONSENTS } from '../../../src/openfinance/consents/consent.js';
import {
  type Answer,
  type AnswerBody,
  call,
  CPF,
  headersFor,
  LIST,
  list,
  NOW,
  opened,
  raw,
  requestText,
  world,
} from '../../http/calls.js';

/** RES-100: one to thirteen errors of code, title and detail, within the lengths; `meta` says when. */
function expectErrorShape(body: AnswerBody): void {
  expect(Object.keys(body).toSorted()).toEqual(['errors', 'meta']);
  expect(body.meta).toEqual({ requestDateTime: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/) });
  expect(body.errors.length).toBeGreaterThanOrEqual(1);
  expect(body.errors.length).toBeLessThanOrEqual(13);
  for (const error of body.errors) {
    expect(Object.keys(error).toSorted()).toEqual(['code', 'detail', 'title']);
    expect(Math.max(error.code.length, error.title.length)).toBeLessThanOrEqual(255);
    expect(error.detail.length).toBeLessThanOrEqual(2048);
  }
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly token: string;
  readonly accept: string;
  readonly id?: string;
  readonly agent?: string;
}

interface Wrong {
  readonly is: string;
  readonly change: Partial<Record<keyof Call, string>>;
  readonly status: number;
  readonly rule: string;
}

/** What can be wrong with a call, in the order it is told. A path the API does not have asks for no permission. */
const WRONGS: readonly Wrong[] = [
  { is: 'no valid token', change: { token: 'x' }, status: 401, rule: 'RES-101' },
  { is: 'a revoked consent', change: { token: 'revoked' }, status: 401, rule: 'RES-002' },
  { is: 'no interaction id', change: { id: '' }, status: 400, rule: 'RES-062' },
  { is: 'no scope', change: { token: 'unscoped' }, status: 403, rule: 'RES-102' },
  { is: 'another path', change: { path: `${LIST}/loan-1` }, status: 404, rule: 'RES-103' },
  { is: 'no permission', change: { token: 'unpermitted' }, status: 403, rule: 'RES-003' },
  { is: 'another method', change: { method: 'DELETE' }, status: 405, rule: 'RES-104' },
  { is: 'another media type', change: { accept: 'text/html' }, status: 406, rule: 'RES-105' },
  { is: 'a malformed page', change: { query: '?page=abc' }, status: 400, rule: 'RES-100' },
  { is: 'a page-size over 1000', change: { query: '?page-size=1001' }, status: 422, rule: 'RES-072' },
  { is: 'a malformed header', change: { agent: '' }, status: 400, rule: 'RES-100' },
];

/** A bank with an overdue list behind the token `good`, and tokens that are wrong as their names say. */
async function overdueWorld() {
  const world = await opened();
  const { bank, running } = world;
  await bank.clock.set({ now: NOW, frozen: true });
  await bank.customers.create({ cpf: CPF });
  const make = () =>
    bank.consents.create({ customerId: CPF, permissions: 'all', preparation: { readyAfter: 'never' } });
  const [good, revoked, unpermitted] = [await make(), await make(), await make()];
  await bank.consents.revoke(revoked.consentId);
  const { store } = running.house;
  const kept = (await store.get(CONSENTS, unpermitted.consentId))!.value;
  const permissions = kept.permissions.filter((permission) => permission !== 'RESOURCES_READ');
  await store.transaction((tx) => tx.put(CONSENTS, kept.consentId, { ...kept, permissions }));
  const { access_token: unscoped } = await bank.token({ consentId: good.consentId, scope: 'accounts' });
  await bank.clock.advance('PT5M');
  const tokens: Readonly<Record<string, string>> = {
    good: good.accessToken!,
    revoked: revoked.accessToken!,
    unpermitted: unpermitted.accessToken!,
    unscoped,
  };
  const send = (changes: Partial<Call>): Promise<Answer> => {
    const asked: Call = { method: 'GET', path: LIST, query: '', token: 'good', accept: '*/*', ...changes };
    const { 'x-fapi-interaction-id': id, ...headers } = headersFor(tokens[asked.token] ?? 'none');
    return call(`${bank.url}${asked.path}${asked.query}`, {
      method: asked.method,
      headers: {
        ...headers,
        accept: asked.accept,
        'x-fapi-interaction-id': asked.id ?? id ?? '',
        ...(asked.agent !== undefined && { 'x-customer-user-agent': asked.agent }),
      },
    });
  };
  return { send, [Symbol.asyncDispose]: () => running.close() };
}

describe('the order of the checks', () => {
  test('RES-100 to RES-106 each wrong call is refused, before the list is looked at', async () => {
    await using overdue = await overdueWorld();
    expect((await overdue.send({})).status).toBe(504);
    for (const { is, change, status, rule } of WRONGS) {
      const answer = await overdue.send(change);
      expect([is, answer.status, answer.headers.get('x-transmissora-rule')]).toEqual([is, status, rule]);
      expectErrorShape(answer.body);
    }
  });

  test('a call that is wrong in two ways is told the earlier: 401, 400 (id), 403, 405, 406, 400 or 422', async () => {
    await using overdue = await overdueWorld();
    const pairs = WRONGS.flatMap((first, index) => WRONGS.slice(index + 1).map((second) => [first, second] as const));
    const possible = pairs.filter(([first, second]) =>
      Object.keys(first.change).every((key) => !(key in second.change)),
    );
    expect(possible.length).toBeGreaterThan(40);
    for (const [first, second] of possible) {
      const { status, headers } = await overdue.send({ ...first.change, ...second.change });
      const both = `${first.is} and ${second.is}`;
      expect([both, status, headers.get('x-transmissora-rule')]).toEqual([both, first.status, first.rule]);
    }
  });
});

describe('paths and methods', () => {
  test('RES-103 a path the API does not have is 404, exact in case and slashes', async () => {
    await using receiver = await world();
    const { bank, token } = receiver;
    const base = '/open-banking/resources/v3';
    const paths = [
      '',
      '/',
      '/resources/',
      '/Resources',
      '/resources/loan-1',
      '//resources',
      '/%72esources',
      '/%zz',
      '/x',
    ];
    for (const path of paths) {
      const { status, body } = await call(`${bank.url}${base}${path}`, { headers: headersFor(token) });
      expect([path, status]).toEqual([path, 404]);
      expectErrorShape(body);
    }
  });

  test('RES-103 an API that is not offered is 404 in the same shape', async () => {
    await using receiver = await world();
    const paths = [
      '/open-banking',
      '/open-banking/resources/v2/resources',
      '/open-banking/resources/V3/resources',
      '/open-banking/RESOURCES/v3/resources',
      '/open-banking/resources/v33/resources',
      '/open-banking/nothing/v1/x',
      '/nothing',
      '/%zz',
      '/..%2f..%2fetc/passwd',
    ];
    for (const path of paths) {
      const { status, headers, body } = await call(`${receiver.bank.url}${path}`);
      expect([path, status]).toEqual([path, 404]);
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expectErrorShape(body);
    }
  });

  test('RES-104 a method other than GET is 405 with Allow: GET', async () => {
    await using receiver = await world();
    const { bank, token } = receiver;
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      const answer = await raw(bank, requestText(LIST, headersFor(token), method));
      expect([method, answer.slice(9, 12)]).toEqual([method, '405']);
      expect(answer).toMatch(/\r\nallow: GET\r\n/i);
    }
  });
});

describe('what is never answered by itself', () => {
  test('RES-107 RES-108 RES-111 RES-112 no number of calls brings 423, 429, 503 or 529', async () => {
    await using receiver = await world();
    const answers = await Promise.all(Array.from({ length: 400 }, () => list(receiver)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test('RES-109 a failure of our own is 500, and says nothing of its cause', async () => {
    await using world = await opened();
    const { bank, running } = world;
    await bank.customers.create({ cpf: CPF });
    const { accessToken: token = '' } = await bank.consents.create({ customerId: CPF, permissions: 'all' });
    Object.assign(running.house.store, { list: () => Promise.reject(new Error('disk of /secret is full')) });
    const { status, body, text } = await list({ bank, token });
    expect(status).toBe(500);
    expectErrorShape(body);
    expect(body.errors[0]?.code).toBe('ERRO_INTERNO');
    expect(text).not.toMatch(/secret|disk|Error:|\bat /);
  });
});

describe('Prefer', () => {
  test('RES-109 to RES-112 code=… brings that answer, marked as injected', async () => {
    await using receiver = await world();
    for (const code of [400, 401, 403, 404, 405, 406, 422, 429, 500, 503, 504, 529]) {
      const { status, headers, body } = await list(receiver, '', { prefer: `code=${code}` });
      expect([status, headers.get('x-transmissora-fault')]).toEqual([code, `prefer ${code}`]);
      expect(headers.get('preference-applied')).toBe(`code=${code}`);
      expectErrorShape(body);
    }
  });

  test('RES-108 an injected 429 says when to come back, in seconds', async () => {
    await using receiver = await world();
    const { headers } = await list(receiver, '', { prefer: 'code=429' });
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
  });

  test('RES-110 an injected 504 has the official text', async () => {
    await using receiver = await world();
    const { body } = await list(receiver, '', { prefer: 'respond-async, code=504; strict' });
    expect(body.errors[0]).toEqual({
      code: 'RETRY_EXCEDIDO',
      title: 'Retry exponencial excedido.',
      detail: 'O tempo de retry exponencial foi excedido.',
    });
  });

  test('RES-050 code=202 brings an empty 202', async () => {
    await using receiver = await world();
    const { status, text, headers } = await list(receiver, '', { prefer: 'code=202' });
    expect([status, text, headers.get('content-type')]).toEqual([202, '', null]);
  });

  test('RES-107 other codes and other preferences are ignored', async () => {
    await using receiver = await world();
    for (const prefer of ['code=423', 'code=200', 'code=999', 'code=5040', 'code=', 'xcode=504', 'return=minimal']) {
      const { status, headers } = await list(receiver, '', { prefer });
      expect([prefer, status, headers.get('preference-applied')]).toEqual([prefer, 200, null]);
    }
  });

  test('RES-053 an injected answer touches no state: it is neither the first call nor the first 200', async () => {
    await using receiver = await world({
      consent: { preparation: { readyAfter: 'PT1M' } },
      options: { pollingAnchor: 'first-call' },
    });
    const { bank, consentId } = receiver;
    await list(receiver, '', { prefer: 'code=504' });
    await list(receiver, '', { prefer: 'code=202' });
    expect((await bank.consents.get(consentId)).preparation).toEqual({ readyAfter: 'PT1M', state: 'PREPARING' });
  });

  test('is ignored under --strict, where no header tells what a real transmitter would not', async () => {
    await using receiver = await world({ options: { strict: true } });
    const answers = [
      await list(receiver, '', { prefer: 'code=504' }),
      await list(receiver, '', { authorization: undefined }),
      await list(receiver, '?page=2'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 422]);
    const names = answers.flatMap(({ headers }) => [...headers.keys()]);
    expect(names.filter((name) => /transmissora|preference|powered/.test(name))).toEqual([]);
  });
});

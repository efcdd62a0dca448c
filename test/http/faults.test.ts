import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { NewFault } from '../../src/admin/faults.js';
import type { Bank } from '../../src/bank.js';
import { scratchFolder } from '../store/scratch.js';
import { call, CPF, headersFor, LIST, list, NOW, raw, requestText, type World, world } from './calls.js';

const CONSENTS = '/open-banking/consents/v3/consents';

/** A receiver whose bank has these faults. */
async function troubled(...faults: readonly NewFault[]): Promise<World> {
  const receiver = await world();
  await receiver.bank.faults.put(faults);
  return receiver;
}

const statusOf = async (receiver: World, query = ''): Promise<number> => (await list(receiver, query)).status;

async function statusesOf(receiver: World, count: number): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) statuses.push(await statusOf(receiver));
  return statuses;
}

/** So many calls in one write on one connection: the server meets them all in the same turn. */
async function atOnce({ bank, token }: World, count: number): Promise<readonly number[]> {
  const last = requestText(LIST, headersFor(token));
  const others = last.replace('connection: close', 'connection: keep-alive').repeat(count - 1);
  const answers = await raw(bank, others + last);
  return [...answers.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}

/** Lets everything else have its turn until something holds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

const lastOf = async ({ requests }: Bank) => (await requests.find({ limit: 1 })).requests[0];

describe('a fault with a status', () => {
  test.each([
    [400, 'PARAMETRO_INVALIDO'],
    [429, 'LIMITE_DE_REQUISICOES'],
    [503, 'INDISPONIVEL'],
    [504, 'RETRY_EXCEDIDO'],
    [529, 'SOBRECARGA'],
    [418, 'PARAMETRO_INVALIDO'],
    [502, 'ERRO_INTERNO'],
  ])('%d without a body answers the usual error of that status', async (status, code) => {
    await using receiver = await troubled({ answer: { status } });
    const answer = await list(receiver);
    expect([answer.status, answer.body.errors[0]?.code]).toEqual([status, code]);
    expect(answer.body.meta).toEqual({ requestDateTime: NOW });
    expect(answer.headers.get('x-fapi-interaction-id')).not.toBeNull();
    expect(answer.headers.get('x-v')).toBe('3.1.0');
  });

  test('504 is RETRY_EXCEDIDO on Resources alone, where the polling window is (RES-052, RES-056)', async () => {
    await using receiver = await troubled({ answer: { status: 504 } });
    const { body } = await call(`${receiver.bank.url}/open-banking/loans/v2/contracts`);
    expect(body.errors[0]?.code).toBe('TEMPO_ESGOTADO');
  });

  test('answers the headers given in Latin-1, whatever letters the body has', async () => {
    await using receiver = await world();
    for (const body of [{ text: 'cafe' }, { text: 'café' }, 'cafe', 'café']) {
      await receiver.bank.faults.put([{ answer: { status: 200, headers: { 'x-a': 'café' }, body } }]);
      const answer = await raw(receiver.bank, requestText(LIST, headersFor(receiver.token)));
      const [head = '', text = ''] = answer.split('\r\n\r\n');
      expect(/^x-a: (.*)$/im.exec(head)?.[1]).toBe('café');
      const wanted = typeof body === 'string' ? body : JSON.stringify(body);
      expect(Buffer.from(text, 'latin1').toString()).toBe(wanted);
    }
  });

  test('answers the body and headers given, be they right or wrong', async () => {
    await using receiver = await world();
    const answers: NewFault['answer'][] = [
      { status: 429, headers: { 'Retry-After': '7' } },
      { status: 200, headers: { 'x-a': 'b' }, body: { data: 'nonsense' } },
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>' },
      { status: 204 },
    ];
    const seen = [];
    for (const answer of answers) {
      await receiver.bank.faults.put([{ answer }]);
      const { url } = receiver.bank;
      const response = await fetch(`${url}${LIST}`, { headers: headersFor(receiver.token) });
      seen.push([response.status, response.headers, await response.text()] as const);
    }
    expect(seen.map(([status]) => status)).toEqual([429, 200, 200, 204]);
    expect([seen[0]?.[1].get('retry-after'), seen[1]?.[1].get('x-a')]).toEqual(['7', 'b']);
    expect([seen[1]?.[2], seen[2]?.[2], seen[3]?.[2]]).toEqual(['{"data":"nonsense"}', '<h1>', '']);
    expect([seen[1]?.[1], seen[2]?.[1]].map((headers) => headers?.get('content-type'))).toEqual([
      'application/json',
      'text/html',
    ]);
  });

  test('strikes before the caller is looked at', async () => {
    await using receiver = await troubled({ answer: { status: 503 } });
    expect((await call(`${receiver.bank.url}${LIST}`)).status).toBe(503);
    await receiver.bank.faults.clear();
    expect((await call(`${receiver.bank.url}${LIST}`)).status).toBe(401);
  });
});

describe('a fault that troubles the connection', () => {
  test('delays a call for that long, and then lets it go on', async () => {
    await using receiver = await world();
    await statusOf(receiver); // The first call is slow by itself: it compiles the document.
    await receiver.bank.faults.put([{ answer: { delay: 'PT0.05S' } }]);
    const answer = await list(receiver);
    expect([answer.status, answer.headers.get('x-transmissora-fault')]).toEqual([200, 'fault-1']);
    expect((await lastOf(receiver.bank))?.durationMs).toBeGreaterThanOrEqual(49);
  });

  test('forgets a delayed call whose caller left', async () => {
    await using receiver = await troubled({ answer: { delay: 'PT30S' }, times: 1 });
    const { bank, token } = receiver;
    const { hostname, port } = new URL(bank.url);
    const socket = connect(Number(port), hostname, () => socket.write(requestText(LIST, headersFor(token))));
    await until(async () => (await bank.faults.get()).length === 0);
    socket.destroy();
    await until(async () => (await lastOf(bank)) !== undefined);
    expect(await lastOf(bank)).toMatchObject({ status: 0, fault: 'fault-1' });
  });

  test('resets the connection without an answer, and journals that there was none', async () => {
    await using receiver = await troubled({ answer: { reset: true }, times: 1 });
    const failure = raw(receiver.bank, requestText(LIST, headersFor(receiver.token)));
    await expect(failure).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await statusOf(receiver)).toBe(200);
    const [struck] = (await receiver.bank.requests.find()).requests;
    expect(struck).toMatchObject({ status: 0, fault: 'fault-1', consentId: receiver.consentId });
  });

  test('cuts the answer after so many bytes, having announced them all', async () => {
    await using receiver = await troubled({ answer: { truncate: 10 } });
    const [head = '', body] = (await raw(receiver.bank, requestText(LIST, headersFor(receiver.token)))).split(
      '\r\n\r\n',
    );
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect(Number(/content-length: (\d+)/i.exec(head)?.[1])).toBeGreaterThan(100);
    expect(body).toBe('{"data":[{');
    await expect(list(receiver)).rejects.toThrow();
  });

  test('cuts nothing off an answer that is shorter', async () => {
    await using receiver = await troubled({ answer: { truncate: 1_000_000 } });
    expect(await atOnce(receiver, 2)).toEqual([200, 200]);
  });
});

describe('which calls a fault strikes', () => {
  test('goes by API, method, path (whole, or its beginning) and consent, all at once', async () => {
    await using receiver = await world();
    const { bank, consentId, token } = receiver;
    const other = await bank.consents.create({ customerId: CPF, permissions: 'all' });
    const strikes: readonly (readonly [NewFault['match'], boolean])[] = [
      [{}, true],
      [{ api: 'resources' }, true],
      [{ api: 'loans' }, false],
      [{ method: 'GET' }, true],
      [{ method: 'POST' }, false],
      [{ path: LIST }, true],
      [{ path: `${LIST}/` }, false],
      [{ path: LIST.slice(0, -1) }, false],
      [{ path: '/open-banking/resources/*' }, true],
      [{ path: '/*' }, true],
      [{ path: '/open-banking/loans/*' }, false],
      [{ consentId }, true],
      [{ consentId: other.consentId }, false],
      [{ api: 'resources', method: 'GET', path: '/open*', consentId }, true],
      [{ api: 'resources', method: 'GET', path: '/open*', consentId: other.consentId }, false],
      [{ api: 'resources', method: 'DELETE', path: '/open*', consentId }, false],
    ];
    for (const [match, isStruck] of strikes) {
      await bank.faults.put([{ match: match ?? {}, answer: { status: 503 } }]);
      const { status } = await list({ bank, token }, '?page=1');
      expect([match, status]).toEqual([match, isStruck ? 503 : 200]);
    }
  });

  test('is decided by the first that matches', async () => {
    await using receiver = await troubled(
      { match: { method: 'POST' }, answer: { status: 500 } },
      { match: { api: 'resources' }, answer: { status: 503 }, times: 1 },
      { answer: { status: 529 } },
    );
    expect(await statusesOf(receiver, 3)).toEqual([503, 529, 529]);
    expect((await list(receiver)).headers.get('x-transmissora-fault')).toBe('fault-3');
  });

  test('spares Discovery and the directory, unless one is named by API or path', async () => {
    await using receiver = await world();
    const { bank } = receiver;
    const paths = ['/open-banking/discovery/v2/status', '/participants'];
    const answers = async (): Promise<readonly number[]> =>
      Promise.all(paths.map(async (path) => (await fetch(`${bank.url}${path}`)).status));
    await bank.faults.put([{ answer: { status: 503 } }, { match: { method: 'GET' }, answer: { status: 503 } }]);
    expect(await answers()).toEqual([200, 200]);
    await bank.faults.put([{ match: { api: 'discovery' }, answer: { status: 503 } }]);
    expect(await answers()).toEqual([503, 200]);
    await bank.faults.put([{ match: { path: '/*' }, answer: { status: 503 } }]);
    expect(await answers()).toEqual([503, 503]);
  });
});

describe('how often a fault strikes', () => {
  test('never exceeds its times, though twenty calls come at once', async () => {
    await using receiver = await world();
    await statusOf(receiver); // From here on the token is known, and nothing keeps the calls apart.
    await receiver.bank.faults.put([{ answer: { status: 503 }, times: 7 }]);
    const statuses = await atOnce(receiver, 20);
    expect(statuses).toHaveLength(20);
    expect(statuses.filter((status) => status === 503)).toHaveLength(7);
    expect(await receiver.bank.faults.get()).toEqual([]);
  });

  test('is drawn from a sequence that is the same after every PUT', async () => {
    const faults: readonly NewFault[] = [{ answer: { status: 503 }, ratio: 0.5 }];
    await using receiver = await troubled(...faults);
    const first = await statusesOf(receiver, 30);
    await receiver.bank.faults.put(faults);
    expect(await statusesOf(receiver, 30)).toEqual(first);
    const struck = first.filter((status) => status === 503).length;
    expect(struck).toBeGreaterThan(7);
    expect(struck).toBeLessThan(23);
  });

  test('is never for the ratio 0, and always for 1', async () => {
    await using receiver = await troubled(
      { answer: { status: 503 }, ratio: 0 },
      { answer: { status: 529 }, ratio: 1, times: 2 },
    );
    expect(await statusesOf(receiver, 4)).toEqual([529, 529, 200, 200]);
  });

  test('counts only the strikes of a drawn fault', async () => {
    await using receiver = await troubled({ answer: { status: 503 }, ratio: 0.5, times: 3 });
    const statuses = await statusesOf(receiver, 40);
    expect(statuses.filter((status) => status === 503)).toHaveLength(3);
  });
});

describe('what shows of a fault', () => {
  test('is its id, in the answer and in the journal', async () => {
    await using receiver = await troubled(
      { match: { method: 'DELETE' }, answer: { status: 500 } },
      { answer: { status: 503 } },
    );
    expect((await list(receiver)).headers.get('x-transmissora-fault')).toBe('fault-2');
    const { consentId } = receiver;
    expect(await lastOf(receiver.bank)).toMatchObject({ status: 503, fault: 'fault-2', consentId, at: NOW });
    const prefer = await list(receiver, '', { prefer: 'code=500' });
    expect([prefer.status, (await lastOf(receiver.bank))?.fault]).toEqual([503, 'fault-2']);
  });

  test('is nothing to the receiver of a strict bank', async () => {
    await using receiver = await world({ options: { strict: true } });
    await receiver.bank.faults.put([{ answer: { status: 503 } }]);
    const { status, headers } = await list(receiver);
    expect([status, headers.get('x-transmissora-fault')]).toEqual([503, null]);
    expect((await lastOf(receiver.bank))?.fault).toBe('fault-1');
  });
});

describe('faults are state', () => {
  test('that a snapshot brings back as it was, and a reset forgets', async () => {
    await using receiver = await troubled({ answer: { status: 503 }, times: 3 });
    await statusOf(receiver);
    const snapshot = await receiver.bank.snapshot();
    expect(await statusesOf(receiver, 3)).toEqual([503, 503, 200]);
    await receiver.bank.restore(snapshot);
    expect((await receiver.bank.faults.get()).map(({ times }) => times)).toEqual([2]);
    await receiver.bank.reset();
    expect(await receiver.bank.faults.get()).toEqual([]);
  });

  test('that a restart on the same file goes on with', async () => {
    await using folder = await scratchFolder();
    const options = { store: `file:${join(folder.path, 'data.json')}`, publicUrl: 'http://mock.example' };
    {
      await using first = await world({ options });
      await first.bank.faults.put([{ match: { path: `${CONSENTS}*` }, answer: { status: 503 }, times: 2 }]);
      expect((await call(`${first.bank.url}${CONSENTS}`)).status).toBe(503);
    }
    await using second = await world({ options: { ...options, scenario: [] } });
    expect((await call(`${second.bank.url}${CONSENTS}`)).status).toBe(503);
    expect((await call(`${second.bank.url}${CONSENTS}`)).status).toBe(401);
  });
});

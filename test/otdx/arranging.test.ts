import { connect } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NewPortfolio } from '../../src/otdx/portfolios/portfolio.js';
import { approvalOf, CNPJS, RELEASED, send } from './administrator.js';
import { openWorld, PORTFOLIO } from './world.js';

const world = await openWorld();
const { bank } = world;
afterAll(() => world.close());
beforeEach(() => world.begin());

const approve = (date: string) => world.ana.call('POST', '/nav/approval', approvalOf(date));

describe('a portfolio', () => {
  test.each<[string, Partial<NewPortfolio>]>([
    ['code', { code: 'a b' }],
    ['cnpj', { cnpj: '11222333000180' }],
    ['cnpj', { cnpj: '11.222.333/0001-81' }],
    ['serviceStart', { serviceStart: '2026-02-30' }],
    ['serviceStart', { serviceStart: '1999-01-04' }],
    ['quotaTypes', { quotaTypes: [] }],
    ['quotaTypes', { quotaTypes: ['f'] }],
    ['deadline.time', { deadline: { time: '25:00', businessDaysAfter: 1 } }],
    ['deadline.businessDaysAfter', { deadline: { time: '18:00', businessDaysAfter: -1 } }],
    ['deadline', { deadline: [] }],
  ])('with a wrong %s is refused', async (field, changes) => {
    const wanted = { ...PORTFOLIO, code: '55555', ...changes };
    await expect(bank.otdx.createPortfolio(wanted)).rejects.toMatchObject({ kind: 'malformed', facts: { field } });
  });

  test('and a user are made once', async () => {
    await expect(bank.otdx.createPortfolio(PORTFOLIO)).rejects.toMatchObject({ kind: 'conflict' });
    const again = { username: 'ana', password: 'x', group: 'verde' };
    await expect(bank.otdx.createUser(again)).rejects.toMatchObject({ kind: 'conflict' });
  });

  test('OTD-APR-07 that is liquid and names no deadline has the usual one', async () => {
    const { deadlines } = await bank.otdx.createPortfolio({ ...PORTFOLIO, code: '55555', liquid: true });
    expect(deadlines).toEqual([{ filing: 'INFORME_DIARIO', time: '18:00', businessDaysAfter: 1 }]);
  });

  test('follows its own clock', async () => {
    await bank.otdx.createPortfolio({ ...PORTFOLIO, code: '55555', cnpj: CNPJS[1], clock: 'fundos' });
    await bank.otdx.release('55555', { date: '2026-03-02', ...RELEASED, at: 'PT2H' });
    const { fired } = await bank.clockNamed('fundos').advance('PT2H');
    expect(fired).toEqual([
      { at: '2026-03-06T14:00:00Z', entity: 'otdx:55555 F 2026-03-02', event: 'released', rule: 'OTD-APR-01' },
    ]);
    const answer = await world.ana.call('POST', '/nav/approval', approvalOf('2026-03-02', { codigoCarteira: '55555' }));
    expect(answer.status).toBe(200);
    await world.ana.call('DELETE', `/nav/approval/delete/${answer.body.hashtask}`);
    const { requests } = await bank.requests.find({ api: 'otdx-approval', limit: 2 });
    expect(requests.map(({ at }) => at)).toEqual(['2026-03-06T14:00:00Z', '2026-03-06T14:00:00Z']);
    expect(await bank.clock.now()).toBe('2026-03-06T12:00:00Z');
  });
});

describe('a release', () => {
  test.each([
    ['date', { date: '2026-03-07' }],
    ['date', { date: '2026-02-27' }],
    ['date', { date: 'ontem' }],
    ['quotaType', { quotaType: 'X' }],
    ['value', { value: '1,5' }],
    ['netWorth', { netWorth: '1.001' }],
    ['quantity', { quantity: '-1' }],
    ['at', { at: 'amanhã' }],
  ])('with a wrong %s is refused', async (field, changes) => {
    const wanted = { date: '2026-03-06', ...RELEASED, ...changes };
    await expect(bank.otdx.release('43421', wanted)).rejects.toMatchObject({ kind: 'malformed', facts: { field } });
  });

  test('of an unknown portfolio is not found', async () => {
    await expect(bank.otdx.release('99999', { date: '2026-03-06', ...RELEASED })).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  test('OTD-APR-02 before an approved day is refused: the order would have a gap', async () => {
    await world.begin({ days: ['2026-03-03'] });
    await approve('2026-03-03');
    await expect(bank.otdx.release('43421', { date: '2026-03-02', ...RELEASED })).rejects.toMatchObject({
      kind: 'conflict',
      facts: { rule: 'OTD-APR-02' },
    });
  });
});

describe('a release dated back', () => {
  const released = (date: string, at: string, value = '1.00') =>
    bank.otdx.release('43421', { date, ...RELEASED, value, at });

  test('OTD-APR-02 leaves no gap before a day approved since', async () => {
    await world.begin({ days: ['2026-03-03'] });
    await approve('2026-03-03');
    await expect(released('2026-03-02', '2026-03-05T12:00:00Z')).rejects.toMatchObject({
      kind: 'conflict',
      facts: { rule: 'OTD-APR-02' },
    });
    expect((await bank.otdx.explain('43421')).quotas[0]?.next).toBeNull();
  });

  test('OTD-APR-03 changes nothing of what silence approved since', async () => {
    await world.begin({ portfolio: { liquid: true }, days: [] });
    await released('2026-03-02', '2026-03-02T22:00:00Z');
    await expect(released('2026-03-02', '2026-03-03T13:00:00Z', '9.00')).rejects.toMatchObject({
      kind: 'conflict',
      facts: { rule: 'OTD-APR-03' },
    });
    const { results } = (await world.ana.call('GET', '/nav/approval/all')).body;
    expect(results).toMatchObject([{ valorCotaAprovado: '1.00000000' }]);
  });

  test('OTD-APR-20 brings no silence to a day approved by hand since', async () => {
    await world.begin({ portfolio: { liquid: true }, days: ['2026-03-02'] });
    await bank.clock.advance('PT9H');
    await approve('2026-03-02');
    await expect(released('2026-03-05', '2026-03-06T11:00:00Z')).rejects.toMatchObject({
      kind: 'conflict',
      facts: { rule: 'OTD-APR-20' },
    });
    const { results } = (await world.ana.call('GET', '/nav/approval/all')).body;
    expect(results).toMatchObject([{ logAnalista: 'ana' }]);
  });
});

describe('GET /__admin/otdx/portfolios/{code}/explanation', () => {
  test('OTD-APR-02 says which day is next, and why each other is not', async () => {
    await approve('2026-03-02');
    await bank.otdx.release('43421', { date: '2026-03-06', ...RELEASED, at: 'PT3H' });
    const [explained] = (await bank.otdx.explain('43421')).quotas;
    expect(explained?.next).toEqual({ date: '2026-03-03' });
    expect(explained?.rule).toBe('OTD-APR-02');
    expect(explained?.days.map(({ date, status, rule }) => [date, status, rule])).toEqual([
      ['2026-03-02', 'APROVADA', 'OTD-APR-01'],
      ['2026-03-03', 'PENDENTE', 'OTD-APR-02'],
      ['2026-03-04', 'PENDENTE', 'OTD-APR-02'],
      ['2026-03-05', 'PENDENTE', 'OTD-APR-02'],
      ['2026-03-06', 'PENDENTE', 'OTD-APR-01'],
    ]);
  });

  test('OTD-APR-06 says when silence approves', async () => {
    await world.begin({ portfolio: { liquid: true }, days: ['2026-03-06'] });
    const [explained] = (await bank.otdx.explain('43421')).quotas;
    expect(explained?.next).toEqual({ date: '2026-03-06', tacitAt: '2026-03-09T20:00:00Z' });
    expect(explained?.days[0]).toMatchObject({ dueAt: '2026-03-09T21:00:00Z', status: 'PENDENTE' });
    expect(explained?.days[0]?.reason.pt).toContain('2026-03-09T20:00:00Z');
  });

  test('OTD-APR-20 says that a deadline has passed, and does not promise silence for it', async () => {
    await world.begin({ portfolio: { liquid: true }, days: ['2026-03-02'] });
    const [explained] = (await bank.otdx.explain('43421')).quotas;
    expect(explained?.next).toEqual({ date: '2026-03-02' });
    expect(explained?.days[0]).toMatchObject({
      rule: 'OTD-APR-20',
      reason: { pt: expect.stringMatching(/já passou/) },
    });
  });

  test('OTD-APR-01 says that nothing waits, and what comes', async () => {
    await world.begin({ days: [] });
    await bank.otdx.release('43421', { date: '2026-03-06', ...RELEASED, at: 'PT3H' });
    const [explained] = (await bank.otdx.explain('43421')).quotas;
    expect(explained).toMatchObject({ next: null, rule: 'OTD-APR-01' });
    expect(explained?.reason.pt).toContain('2026-03-06');
  });

  test('of an unknown portfolio is not found', async () => {
    await expect(bank.otdx.explain('99999')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the house around it', () => {
  test('faults strike these APIs too, in their own dialect', async () => {
    await bank.faults.put([{ match: { api: 'otdx-approval' }, answer: { status: 503 }, times: 1 }]);
    const struck = await world.ana.call('GET', '/nav/approval/all');
    expect([struck.status, struck.body]).toEqual([503, { detail: expect.any(String) }]);
    expect((await world.ana.call('GET', '/nav/approval/all')).status).toBe(200);
  });

  test('Prefer asks for an error once, without touching state', async () => {
    const asked = await world.ana.call('POST', '/nav/approval', approvalOf('2026-03-02'), { prefer: 'code=503' });
    expect([asked.status, asked.headers.get('preference-applied')]).toEqual([503, 'code=503']);
    expect((await approve('2026-03-02')).status).toBe(200);
  });

  test('what is no HTTP is answered in the dialect of the path it was meant for', async () => {
    const { port } = new URL(bank.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('GET /nav/approval/all HTTP/1.1\r\nbad\r\n\r\n'),
      );
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      socket.on('close', () => resolve(text)).on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('{"detail":');
  });

  test('a snapshot brings approvals, requests and clocks back', async () => {
    const snapshot = await bank.snapshot();
    await approve('2026-03-02');
    await bank.clock.advance('P1D');
    await bank.restore(snapshot);
    expect((await world.ana.call('GET', '/nav/approval/all')).body.total_items).toBe(0);
    expect((await approve('2026-03-02')).status).toBe(200);
  });

  test('one document in Swagger UI', async () => {
    const { body } = await send(bank, 'GET', '/docs/otdx.json');
    expect(Object.keys(body.paths)).toHaveLength(12);
  });

  // Last: no snapshot outlives it.
  test('a reset leaves nothing that was arranged', async () => {
    await bank.reset();
    expect((await world.ana.call('GET', '/nav/approval/all')).status).toBe(401);
  });
});

import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatInstant, MINUTE, parseInstant } from '../../../src/core/instant.js';
import { approvalOf, RELEASED } from '../administrator.js';
import { openWorld } from '../world.js';

const world = await openWorld();
afterAll(() => world.close());
const { bank } = world;

const approve = (date: string) => world.ana.call('POST', '/nav/approval', approvalOf(date));
const list = async () => (await world.ana.call('GET', '/nav/approval/all')).body.results;
const LIQUID = { liquid: true, deadline: { time: '18:00', businessDaysAfter: 1 } } as const;
/** Thursday, 2 April 2026, in the evening; Good Friday follows. */
const BEFORE_EASTER = '2026-04-02T23:00:00Z';
/** 17:00 in São Paulo on the Monday after: sixty minutes before the deadline. */
const SILENCE = '2026-04-06T20:00:00Z';

const beginLiquid = (days: readonly string[] = ['2026-04-02'], portfolio: object = LIQUID) =>
  world.begin({ portfolio: { serviceStart: '2026-04-01', ...portfolio }, days, now: BEFORE_EASTER });

describe('silence approves a liquid fund’s quota', () => {
  test('OTD-APR-06 OTD-APR-19 sixty minutes before the deadline, at that very instant, and says so', async () => {
    await beginLiquid();
    await bank.clock.set({ now: '2026-04-06T19:59:59.999Z' });
    expect(await list()).toEqual([]);
    await bank.clock.set({ now: SILENCE });
    expect(await list()).toEqual([
      expect.objectContaining({
        requestHash: expect.stringMatching(/^[0-9a-f]{32}$/),
        logDataHora: '2026-04-06T17:00:00-03:00',
        logAnalista: 'APROVACAO TACITA',
        statusHash: 'APROVADA_TACITAMENTE',
        valorCotaAprovado: RELEASED.value,
        plAprovado: RELEASED.netWorth,
        qtdAprovada: RELEASED.quantity,
      }),
    ]);
    expect((await approve('2026-04-02')).status).toBe(409);
  });

  test('OTD-APR-06 comes due while the clock moves, and only then', async () => {
    await beginLiquid();
    const { fired } = await bank.clock.advance('P5D');
    expect(fired).toContainEqual({
      at: SILENCE,
      entity: 'otdx:43421 F 2026-04-02',
      event: 'approved tacitly',
      rule: 'OTD-APR-06',
    });
    expect((await bank.clock.advance('P5D')).fired).toEqual([]);
  });

  test('OTD-APR-06 an approval given in time is what counts', async () => {
    await beginLiquid();
    const { hashtask } = (await approve('2026-04-02')).body;
    await bank.clock.advance('P10D');
    expect(await list()).toEqual([expect.objectContaining({ requestHash: hashtask, statusHash: 'APROVADA' })]);
  });

  test('OTD-APR-15 a tacit approval can be asked for by its hashtask, which stays the same', async () => {
    await beginLiquid();
    await bank.clock.advance('P10D');
    const [{ requestHash }] = await list();
    await bank.clock.advance('P10D');
    expect((await world.ana.call('GET', `/nav/approval/${requestHash}`)).body.requestHash).toBe(requestHash);
  });

  test('OTD-APR-18 a tacit approval is neither edited nor deleted', async () => {
    await beginLiquid();
    await bank.clock.set({ now: SILENCE });
    const [{ requestHash: hashtask }] = await list();
    const edited = await world.ana.call('PUT', '/nav/approval/edit', { ...approvalOf('2026-04-02'), hashtask });
    const deleted = await world.ana.call('DELETE', `/nav/approval/delete/${hashtask}`);
    expect([edited.status, deleted.status]).toEqual([403, 403]);
    expect(deleted.body.detail).toMatch(/tácita/);
  });

  test('OTD-APR-06 a quota whose approval was deleted in time is approved by silence too', async () => {
    await beginLiquid();
    await bank.clock.set({ now: '2026-04-06T19:45:00Z' });
    const { hashtask } = (await approve('2026-04-02')).body;
    await world.ana.call('DELETE', `/nav/approval/delete/${hashtask}`);
    await bank.clock.set({ now: SILENCE });
    expect(await list()).toEqual([expect.objectContaining({ statusHash: 'APROVADA_TACITAMENTE' })]);
  });

  test('OTD-APR-07 never a fund’s that is not liquid', async () => {
    await beginLiquid(['2026-04-02'], { ...LIQUID, liquid: false });
    await bank.clock.advance('P1Y');
    expect(await list()).toEqual([]);
    expect((await approve('2026-04-02')).status).toBe(200);
  });

  test('OTD-APR-07 the first of several filings counts', async () => {
    const deadline = [
      { filing: 'INFORME_DIARIO', time: '20:00', businessDaysAfter: 1 },
      { filing: 'GALGO', time: '10:30', businessDaysAfter: 1 },
    ] as const;
    await beginLiquid(['2026-04-02'], { liquid: true, deadline });
    await bank.clock.set({ now: '2026-04-06T12:29:59Z' });
    expect(await list()).toEqual([]);
    await bank.clock.set({ now: '2026-04-06T12:30:00Z' });
    expect(await list()).toEqual([expect.objectContaining({ logDataHora: '2026-04-06T09:30:00-03:00' })]);
  });

  test('OTD-APR-20 a quota released after its own deadline goes with the next one’s', async () => {
    await beginLiquid([]);
    await bank.clock.set({ now: '2026-04-07T12:00:00Z' });
    await bank.otdx.release('43421', { date: '2026-04-02', ...RELEASED });
    expect((await bank.otdx.explain('43421')).quotas[0]?.next).toEqual({ date: '2026-04-02' });
    await bank.otdx.release('43421', { date: '2026-04-06', ...RELEASED });
    await bank.clock.set({ now: '2026-04-07T20:00:00Z' });
    const approved = (await list()).map((item: Record<string, string>) => [
      item['targetDataAprovacao'],
      item['logDataHora'],
    ]);
    expect(approved).toEqual([
      ['2026-04-02', '2026-04-07T17:00:00-03:00'],
      ['2026-04-06', '2026-04-07T17:00:00-03:00'],
    ]);
  });

  test('OTD-APR-20 but only one that is there by then: what has passed never changes', async () => {
    await beginLiquid([]);
    await bank.clock.set({ now: '2026-04-07T12:00:00Z' });
    await bank.otdx.release('43421', { date: '2026-04-02', ...RELEASED });
    await bank.clock.set({ now: '2026-04-07T21:00:00Z' });
    await bank.otdx.release('43421', { date: '2026-04-06', ...RELEASED });
    expect(await list()).toEqual([]);
    expect((await approve('2026-04-02')).status).toBe(200);
  });
});

test('OTD-APR-02 OTD-APR-06 whatever is approved by hand or by silence, and whenever: no day comes before an older one', async () => {
  const days = ['2026-04-01', '2026-04-02', '2026-04-06', '2026-04-07', '2026-04-08'];
  const step = fc.oneof(
    fc.record({ release: fc.nat(days.length - 1) }),
    fc.record({ approve: fc.nat(days.length - 1) }),
    fc.record({ undo: fc.constant(true) }),
    fc.record({ minutes: fc.integer({ min: 1, max: 2_000 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      await beginLiquid([]);
      for (const one of steps) {
        if ('release' in one) {
          const date = days[one.release] ?? '';
          await bank.otdx.release('43421', { date, ...RELEASED }).catch(() => undefined);
        } else if ('approve' in one) await approve(days[one.approve] ?? '');
        else if ('undo' in one) {
          const hashtask = (await list()).at(-1)?.requestHash ?? 'none';
          await world.ana.call('DELETE', `/nav/approval/delete/${hashtask}`);
        } else await bank.clock.advance(`PT${one.minutes}M`);
        const explained = (await bank.otdx.explain('43421')).quotas[0];
        const approved = (await list()).map((item: Record<string, string>) => item['targetDataAprovacao'] ?? '');
        const released = explained?.days.filter(({ status }) => status === 'PENDENTE').map(({ date }) => date) ?? [];
        // Every approved day comes before every one that waits, and each is approved once.
        expect(approved.filter((date: string) => released.some((waiting) => waiting < date))).toEqual([]);
        expect(new Set(approved).size).toBe(approved.length);
      }
    }),
    { numRuns: 25 },
  );
});

test('OTD-APR-06 at the very instant, for any time of day and any number of days', async () => {
  const times = fc.record({
    hour: fc.integer({ min: 1, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
    businessDaysAfter: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(times, async ({ hour, minute, businessDaysAfter }) => {
      const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
      await beginLiquid(['2026-04-02'], { liquid: true, deadline: { time, businessDaysAfter } });
      const { days = [] } = (await bank.otdx.explain('43421')).quotas[0] ?? {};
      const due = parseInstant(days[0]?.dueAt ?? '') ?? 0;
      expect(days[0]?.tacitAt).toBe(formatInstant(due - 60 * MINUTE));
      await bank.clock.set({ now: formatInstant(due - 60 * MINUTE - 1) });
      expect(await list()).toEqual([]);
      await bank.clock.set({ now: formatInstant(due - 60 * MINUTE) });
      expect(await list()).toHaveLength(1);
    }),
    { numRuns: 15 },
  );
});

import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { approvalOf } from '../administrator.js';
import { openWorld } from '../world.js';

const world = await openWorld();
afterAll(() => world.close());

let hashtask = '';
beforeEach(async () => {
  await world.begin();
  hashtask = await approve('2026-03-02');
});

const approve = async (date: string): Promise<string> =>
  (await world.ana.call('POST', '/nav/approval', approvalOf(date))).body.hashtask;
const remove = (which = hashtask) => world.ana.call('DELETE', `/nav/approval/delete/${which}`);
const NEW = { valorCotaAprovada: '170.66093150', plAprovado: '707179353.40', quantidadeAprovada: '55600000' };
const edit = (changes: object = {}) =>
  world.ana.call('PUT', '/nav/approval/edit', { hashtask, ...approvalOf('2026-03-02'), ...NEW, ...changes });
const shown = async () => (await world.ana.call('GET', `/nav/approval/${hashtask}`)).body;

describe('DELETE /nav/approval/delete/{hashtask}', () => {
  test('OTD-APR-12 undoes an approval until thirty minutes after it, included', async () => {
    await world.bank.clock.advance('PT30M');
    const { status, body } = await remove();
    expect([status, body.hashtask]).toEqual([200, hashtask]);
    expect((await world.ana.call('GET', `/nav/approval/${hashtask}`)).status).toBe(404);
    expect((await world.ana.call('GET', '/nav/approval/all')).body.total_items).toBe(0);
  });

  test('OTD-APR-12 and not a millisecond later: 403, and the approval stays', async () => {
    await world.bank.clock.advance('PT30M0.001S');
    const { status, body } = await remove();
    expect([status, body.detail]).toEqual([403, expect.stringMatching(/^hashtask: .*2026-03-06T09:30:00-03:00/)]);
    expect((await shown()).statusHash).toBe('APROVADA');
  });

  test('OTD-APR-02 the day is then the next to approve again', async () => {
    await remove();
    expect(await approve('2026-03-03')).toBeUndefined();
    expect(await approve('2026-03-02')).toMatch(/^[0-9a-f]{32}$/);
  });

  test('OTD-APR-17 not while a later day is approved', async () => {
    const later = await approve('2026-03-03');
    const { status, body } = await remove();
    expect([status, body.detail]).toEqual([409, expect.stringContaining('2026-03-03')]);
    expect((await remove(later)).status).toBe(200);
    expect((await remove()).status).toBe(200);
  });

  test('a second time there is nothing to delete', async () => {
    await remove();
    expect((await remove()).status).toBe(404);
  });
});

describe('PUT /nav/approval/edit', () => {
  test('OTD-APR-13 OTD-APR-14 changes the three amounts, until thirty minutes after the approval', async () => {
    await world.bank.clock.advance('PT30M');
    const { status, body } = await edit();
    expect([status, body.hashtask]).toEqual([200, hashtask]);
    expect(await shown()).toMatchObject({
      valorCotaAprovado: '170.66093150',
      plAprovado: '707179353.40',
      qtdAprovada: '55600000.00000000',
      logDataHora: '2026-03-06T09:00:00-03:00',
      targetDataAprovacao: '2026-03-02',
    });
  });

  test('OTD-APR-13 and not later: 403, and nothing changes', async () => {
    await world.bank.clock.advance('PT31M');
    expect((await edit()).status).toBe(403);
    expect((await shown()).valorCotaAprovado).toBe('168.66093150');
  });

  test('OTD-APR-13 an edit does not make the thirty minutes longer', async () => {
    await world.bank.clock.advance('PT20M');
    await edit();
    await world.bank.clock.advance('PT11M');
    expect((await edit()).status).toBe(403);
  });

  test.each([
    ['codigoCarteira', '55555'],
    ['tipoCota', 'A'],
    ['dataTargetAprovacao', '2026-03-03'],
  ])('OTD-APR-14 %s only shows which approval is meant: another value is refused', async (field, value) => {
    const { status, body } = await edit({ [field]: value });
    expect([status, Object.keys(body)]).toEqual([400, [field]]);
    expect((await shown()).valorCotaAprovado).toBe('168.66093150');
  });

  test('OTD-APR-14 every field is compulsory', async () => {
    for (const field of ['hashtask', ...Object.keys(approvalOf('2026-03-02'))]) {
      const { status, body } = await edit({ [field]: undefined });
      expect([status, body]).toEqual([400, { [field]: ['Este campo é obrigatório.'] }]);
    }
  });

  test('OTD-APR-16 refuses what is no decimal', async () => {
    expect((await edit({ plAprovado: '1,00' })).body).toEqual({ plAprovado: [expect.stringMatching(/ponto/)] });
  });

  test('an unknown hashtask is not found', async () => {
    expect((await edit({ hashtask: 'f'.repeat(32) })).status).toBe(404);
  });
});

import { describe, expect, test } from '@jest/globals';
import { quietImport } from '../../../src/openfinance/authorization/quiet-import.js';
import type { RecordKind } from '../../../src/openfinance/auth/records.js';
import { MemoryStore } from '../../../src/store/memory.js';

const ONE_MINUTE = 60_000;

const { StoreAdapter } = await quietImport(() => import('../../../src/openfinance/authorization/adapter.js'));

/** A store with a clock of its own, and adapters on it. */
function kept() {
  const store = new MemoryStore();
  let now = 1_000_000;
  const shelf = {
    store,
    now: () => now,
    presetClient: (id: string) => (id === 'preset' ? { client_id: id } : undefined),
  };
  return { of: (kind: RecordKind) => new StoreAdapter(kind, shelf), wait: (time: number) => (now += time) };
}

describe('what the library keeps', () => {
  test('is found as it was put, until it expires; the end is excluded', async () => {
    const { of, wait } = kept();
    const codes = of('AuthorizationCode');
    await codes.upsert('a', { kind: 'AuthorizationCode', claims: { id_token: { acr: { essential: true } } } }, 60);
    wait(ONE_MINUTE - 1);
    expect(await codes.find('a')).toEqual({
      kind: 'AuthorizationCode',
      claims: { id_token: { acr: { essential: true } } },
    });
    wait(1);
    expect(await codes.find('a')).toBeUndefined();
  });

  test('may be changed by whoever found it, and stays as it is', async () => {
    const { of } = kept();
    const interactions = of('Interaction');
    await interactions.upsert('a', { params: {} }, 60);
    const found = await interactions.find('a');
    Object.assign(found?.params ?? {}, { client_id: 'x' });
    expect(await interactions.find('a')).toEqual({ params: {} });
  });

  test('is consumed once, however many try at the same moment', async () => {
    const { of } = kept();
    const codes = of('AuthorizationCode');
    await codes.upsert('a', {}, 60);
    const outcomes = await Promise.allSettled([codes.consume('a'), codes.consume('a'), codes.consume('a')]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect((await codes.find('a'))?.['consumed']).toBe(1000);
    await expect(codes.consume('unknown')).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('of an assertion’s jti, the first use alone is put, until it expires', async () => {
    const { of, wait } = kept();
    const used = of('ReplayDetection');
    const outcomes = await Promise.allSettled([used.upsert('jti', {}, 60), used.upsert('jti', {}, 60)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(used.upsert('jti', {}, 60)).rejects.toMatchObject({ error: 'invalid_client' });
    wait(ONE_MINUTE);
    await used.upsert('jti', {}, 60);
  });

  test('goes with its grant, and leaves others’ alone', async () => {
    const { of } = kept();
    const tokens = of('RefreshToken');
    await tokens.upsert('a', { grantId: 'one' }, 60);
    await tokens.upsert('b', { grantId: 'other' }, 60);
    await tokens.revokeByGrantId('one');
    expect([await tokens.find('a'), await tokens.find('b')]).toEqual([undefined, { grantId: 'other' }]);
    await tokens.destroy('b');
    expect(await tokens.find('b')).toBeUndefined();
  });

  test('of clients, is beside those that are there without registering', async () => {
    const { of } = kept();
    expect(await of('Client').find('preset')).toEqual({ client_id: 'preset' });
    expect(await of('Grant').find('preset')).toBeUndefined();
    expect(await of('Interaction').findByUid()).toBeUndefined();
    expect(await of('Interaction').findByUserCode()).toBeUndefined();
  });
});

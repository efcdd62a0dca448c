import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { scratchFolder } from '../../store/scratch.js';
import { decide, login, begin, newConsent, resources, tokens } from './journey.js';
import { house, type House, seconds } from './receiver.js';

/** Registered on loopback ports that a restart keeps. */
async function portsOf({ opened }: House): Promise<{ port: string; tlsPort: string; pagePort: string }> {
  const { tls } = opened.running;
  const portIn = (url = '') => new URL(url).port;
  return { port: portIn(opened.bank.url), tlsPort: portIn(tls?.mtlsUrl), pagePort: portIn(tls?.pageUrl) };
}

describe('what the authorization server keeps', () => {
  test('survives a restart: tokens, and an authorization that is under way', async () => {
    await using folder = await scratchFolder();
    const store = `file:${join(folder.path, 'data.json')}`;
    const before = await house({ store });
    const ports = await portsOf(before);
    const { access, refresh } = await tokens(before);
    const pending = await newConsent(before);
    const asked = await begin(before.first, pending);
    const page = await login(asked.browser, asked.page);
    await before[Symbol.asyncDispose]();

    await using after = await house({ store, ...ports });
    expect((await resources(after, after.first, access)).status).toBe(200);
    expect((await after.first.refresh(refresh)).status).toBe(200);
    const moved = asked.browser.through(after.nobody);
    const { response } = await decide(moved, page, 'approve');
    const redeemed = await after.first.redeem(String(response?.['code']), asked.request);
    expect(redeemed.status).toBe(200);
  });

  test('lives by real time: an access token for as long as --access-token-life says, whatever the virtual clock shows', async () => {
    let ahead = 0;
    await using world = await house(
      { accessTokenLife: 'PT5M' },
      { wall: { now: () => Date.now() + ahead, monotonic: () => performance.now() } },
    );
    const { access, answer } = await tokens(world);
    expect(answer.body['expires_in']).toBe(300);
    await world.opened.bank.clock.advance('PT1H');
    expect((await resources(world, world.first, access)).status).toBe(200);
    ahead = 290_000;
    expect((await resources(world, world.first, access)).status).toBe(200);
    ahead = 301_000;
    expect((await resources(world, world.first, access)).status).toBe(401);
  });

  test('ends with its consent by the virtual clock: access 401, refresh invalid_grant', async () => {
    await using world = await house();
    const { access, refresh } = await tokens(world);
    await world.opened.bank.clock.advance('PT1H59M');
    expect((await world.first.refresh(refresh)).status).toBe(200);
    await world.opened.bank.clock.advance('PT1M');
    expect((await resources(world, world.first, access)).status).toBe(401);
    expect((await world.first.refresh(refresh)).body['error']).toBe('invalid_grant');
  });

  test('is no part of a snapshot; what dies with a consent comes back with it', async () => {
    await using world = await house();
    const { bank } = world.opened;
    const { access, refresh, consentId } = await tokens(world);
    const snapshot = await bank.snapshot();
    const own = { grant_type: 'client_credentials', scope: 'consents' };
    const claims = { jti: 'used-after-the-snapshot' };
    expect((await world.first.token(own, { claims })).status).toBe(200);
    await bank.consents.revoke(consentId);
    expect((await resources(world, world.first, access)).status).toBe(401);
    await bank.restore(snapshot);
    expect((await resources(world, world.first, access)).status).toBe(200);
    expect((await world.first.refresh(refresh)).status).toBe(200);
    expect((await world.first.token(own, { claims })).status).toBe(401);
  });

  test('goes with a reset, but for the demo clients', async () => {
    await using world = await house();
    const { access, refresh } = await tokens(world);
    await world.opened.bank.reset();
    expect((await resources(world, world.first, access)).status).toBe(401);
    expect((await world.first.refresh(refresh)).body['error']).toBe('invalid_grant');
    expect((await tokens(world)).answer.status).toBe(200);
  });

  test('does not pile up: what expired goes in the course of time', async () => {
    let ahead = 0;
    await using world = await house(
      {},
      { wall: { now: () => Date.now() + ahead, monotonic: () => performance.now() } },
    );
    const { AUTH_RECORDS } = await import('../../../src/openfinance/auth/records.js');
    const { store } = world.opened.running.house;
    for (let each = 0; each < 5; each += 1) await world.first.ownToken();
    expect(await store.list(AUTH_RECORDS.ReplayDetection)).toHaveLength(5);
    ahead = 3_600_000;
    const claims = { exp: seconds() + 3_700 };
    for (let each = 0; each < 32; each += 1)
      await world.first.token({ grant_type: 'client_credentials', scope: 'consents' }, { claims });
    expect(await store.list(AUTH_RECORDS.ReplayDetection)).toHaveLength(32);
  });
});

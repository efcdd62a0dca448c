import { expect, test } from '@jest/globals';
import { opened } from '../../http/calls.js';
import { Balancer } from '../../support/balancer.js';
import { postgresServer } from '../../support/postgres.js';
import { authorise, consentOf, endConsent, newConsent, resources } from './journey.js';
import { houseOf } from './receiver.js';

const INSTANCES = 3;

test('consent → PAR → page → code → token → /resources → refresh → revoke, every request on another of three instances', async () => {
  await using database = await postgresServer();
  const [store, mtls, pages] = [await database.newDatabase(), new Balancer(), new Balancer()];
  await Promise.all([mtls.listen(), pages.listen()]);
  const [mtlsUrl, pagesUrl] = [`https://127.0.0.1:${mtls.port}`, `https://127.0.0.1:${pages.port}`];
  const settings = { store, tlsPort: '0', publicUrl: pagesUrl, publicMtlsUrl: mtlsUrl };
  const banks = await Promise.all(Array.from({ length: INSTANCES }, () => opened(settings)));
  for (const [index, { running }] of banks.entries()) {
    mtls.add(`${index}`, Number(new URL(running.tls?.mtlsUrl ?? '').port));
    pages.add(`${index}`, Number(new URL(running.tls?.pageUrl ?? '').port));
  }
  const [bank] = banks;
  if (!bank) throw new Error('no bank');
  const house = await houseOf(bank, mtlsUrl);
  const receiver = house.first;

  const consentId = await newConsent(house, receiver);
  const { code, request, idToken } = await authorise(receiver, consentId);
  expect((await receiver.openIdToken(idToken)).claims['nonce']).toBe(request.nonce);
  const answer = await receiver.redeem(code, request);
  expect(answer.status).toBe(200);
  for (let count = 0; count < INSTANCES; count += 1)
    expect((await resources(house, receiver, answer.body['access_token'])).status).toBe(200);
  const again = await receiver.refresh(answer.body['refresh_token']);
  expect(again.status).toBe(200);
  expect((await resources(house, receiver, again.body['access_token'])).status).toBe(200);
  expect((await consentOf(house, receiver, consentId)).status).toBe('AUTHORISED');
  expect((await endConsent(house, receiver, consentId)).status).toBe(204);
  for (let count = 0; count < INSTANCES; count += 1)
    expect((await resources(house, receiver, again.body['access_token'])).status).toBe(401);
  expect((await receiver.refresh(again.body['refresh_token'])).status).toBe(400);
  expect(mtls.taken.length).toBeGreaterThan(12);
  const inARow = mtls.taken.filter((name, index) => name === mtls.taken[index - 1]);
  expect([inARow, new Set(pages.taken).size]).toEqual([[], INSTANCES]);

  await house[Symbol.asyncDispose]();
  await Promise.all(banks.slice(1).map(({ running }) => running.close()));
  await Promise.all([mtls.close(), pages.close()]);
});

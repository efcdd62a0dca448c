import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { receiverReport } from '../../../src/admin/receiver-report.js';
import type { Report } from '../../../src/conformance/report.js';
import { resources, type Tokens, tokens } from './journey.js';
import { type House, house } from './receiver.js';

let world: House;
let given: Tokens;
let report: Report;
beforeAll(async () => {
  world = await house();
  given = await tokens(world);
  for (let times = 0; times < 2; times += 1) await resources(world, world.first, given.access);
  report = await receiverReport(world.opened.running.house, { consentId: given.consentId, language: 'en' });
});
afterAll(async () => world[Symbol.asyncDispose]());

const resultOn = (rule: string) => report.results.find((result) => result.rule === rule);

test('a receiver that takes the whole way is judged by it: certificate, tokens, authorisation (RCV-20, RCV-21, RCV-28)', () => {
  expect(resultOn('RCV-20')).toMatchObject({
    verdict: 'pass',
    message: expect.stringMatching(/[1-9]\d* of \d+ calls came over TLS/),
  });
  expect(resultOn('RCV-21')).toMatchObject({
    verdict: 'pass',
    message: expect.stringMatching(/none with an expired token/),
  });
  expect(resultOn('RCV-28')).toMatchObject({ verdict: 'pass' });
  expect(
    report.results.filter(({ verdict }) => verdict === 'fail').map(({ rule, message }) => `${rule} ${message}`),
  ).toEqual([]);
});

test('what was pushed can be read in the journal, and not be used', async () => {
  const { exchanges } = await world.opened.running.house.journal.find({ api: 'auth' });
  const pushed = exchanges.find(({ path }) => path === '/auth/par');
  expect(pushed).toMatchObject({
    clientId: expect.any(String),
    tls: { certificate: expect.any(String) },
    requestBody: {
      request: { header: { alg: 'PS256' }, claims: { response_type: 'code id_token' } },
      client_assertion: { header: { alg: 'PS256' }, claims: { jti: expect.any(String) } },
    },
  });
  const text = JSON.stringify([exchanges, report]);
  for (const secret of [given.access, given.refresh, String(given.answer.body['id_token'])]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(secret.split('.').at(-1));
  }
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Scenario } from '../../../src/scenarios/scenario.js';
import { openBrowser } from '../../support/browser.js';
import { consentOf, CUSTOMER, newConsent, resources } from './journey.js';
import { type House, house, type Request } from './receiver.js';

const SCENARIO: Scenario = {
  name: 'two-accounts',
  about: 'A customer with two accounts.',
  customers: {
    helena: {
      cpf: CUSTOMER,
      name: 'Helena Prado',
      resources: [
        { id: 'conta-1', type: 'ACCOUNT' },
        { id: 'conta-2', type: 'ACCOUNT' },
      ],
    },
  },
};

let world: House;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([house({}, { scenarios: [SCENARIO] }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.[Symbol.asyncDispose]();
});

/** Opens the page the receiver sends its customer to. */
async function sentToUs(consentId: string): Promise<{ readonly page: Page; readonly request: Request }> {
  const { first } = world;
  const request = await first.request(consentId);
  const { body } = await first.par(request.object);
  const context = await browser.newContext({ ignoreHTTPSErrors: true, javaScriptEnabled: false, locale: 'pt-BR' });
  const page = await context.newPage();
  await page.goto(first.authorizationUrl(body['request_uri']));
  return { page, request };
}

/** What the receiver is told, at an address that does not exist here: the browser was on its way to it. */
async function toldBy(page: Page, button: string): Promise<URLSearchParams> {
  const { redirectUri } = world.first;
  const told = page.waitForResponse((response) => response.headers()['location']?.startsWith(redirectUri) === true);
  const left = page.waitForEvent('requestfailed', (request) => request.url().startsWith(redirectUri));
  await page.click(button);
  expect((await left).failure()?.errorText).toMatch(/ERR_NAME_NOT_RESOLVED|ERR_INTERNET_DISCONNECTED|ERR_NAME/);
  return new URLSearchParams(new URL((await told).headers()['location'] ?? '').hash.slice(1));
}

test('a real browser goes from the receiver to the page and back with a code, which reads what was ticked', async () => {
  const { first } = world;
  const consentId = await newConsent(world);
  const { page, request } = await sentToUs(consentId);
  expect(new URL(page.url()).origin).toBe(new URL(String(first.metadata['authorization_endpoint'])).origin);
  expect(await page.textContent('#receiver')).toBe('Receptora Um S.A.');
  await page.fill('#cpf', '761.092.776-73');
  await page.click('#continue');
  expect(await page.textContent('#person')).toBe('Helena Prado');
  await page.uncheck('#resource-conta-2');
  const told = await toldBy(page, '#approve');
  expect(told.get('state')).toBe(request.claims['state']);
  const { body } = await first.redeem(told.get('code') ?? '', request);
  const { data } = (await resources(world, first, body['access_token'])).body as { data: { resourceId: string }[] };
  expect(data.map(({ resourceId }) => resourceId)).toEqual(['conta-1']);
  await page.context().close();
});

test('a real browser brings back access_denied when the customer declines, and the consent is rejected', async () => {
  const consentId = await newConsent(world);
  const { page, request } = await sentToUs(consentId);
  await page.fill('#cpf', CUSTOMER);
  await page.click('#continue');
  const told = await toldBy(page, '#decline');
  expect([told.get('error'), told.get('state')]).toEqual(['access_denied', request.claims['state']]);
  expect(await consentOf(world, world.first, consentId)).toMatchObject({
    status: 'REJECTED',
    rejection: { rejectedBy: 'USER', reason: { code: 'CUSTOMER_MANUALLY_REJECTED' } },
  });
  await page.context().close();
});

test('the page of another browser, opened by its address, is over', async () => {
  const { page } = await sentToUs(await newConsent(world));
  const stranger = await (await browser.newContext({ ignoreHTTPSErrors: true, locale: 'pt-BR' })).newPage();
  const response = await stranger.goto(page.url());
  expect([response?.status(), await stranger.textContent('#about')]).toEqual([400, expect.stringContaining('venceu')]);
  await stranger.context().close();
  await page.context().close();
});

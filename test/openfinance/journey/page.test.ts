import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../../support/browser.js';
import { BRUNO } from '../../support/receiver.js';
import { HERE, outcomeIn, type Stage, stage } from './stage.js';

const RESOURCES = [
  { id: 'conta-1', type: 'ACCOUNT', contractedAt: '-P2Y' },
  { id: 'conta-2', type: 'ACCOUNT', contractedAt: '-P2Y', status: 'PENDING_AUTHORISATION' },
  { id: 'cartao-1', type: 'CREDIT_CARD_ACCOUNT', contractedAt: '-P2Y' },
  { id: 'emprestimo-1', type: 'LOAN', contractedAt: '-P2Y' },
] as const;

/** The narrowest screen the pages are made for. */
const NARROW = { width: 360, height: 640 };

let browser: Browser;
let callback: string;
const receiver = createServer((_req, res) => void res.end('back at the receiver'));
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  callback = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/callback`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  receiver.close();
  receiver.closeAllConnections();
});

/** A browser without scripts, as strict as can be, on the first page. */
async function visit(it: Stage, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'pt-BR', javaScriptEnabled: false, ...options });
  const page = await context.newPage();
  await page.goto(it.url + HERE);
  return page;
}

/** What WCAG 2.1 AA finds wrong with the page that is shown: everything in light, and the colours in dark. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.evaluate(axe.source);
  const light = await violationsOf(page, "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }");
  await page.emulateMedia({ colorScheme: 'dark' });
  return [...light, ...(await violationsOf(page, "{ runOnly: ['color-contrast'] }"))];
}

async function violationsOf(page: Page, options: string): Promise<readonly string[]> {
  const found = (await page.evaluate(`axe.run(${options})`)) as {
    violations: readonly { id: string; nodes: readonly { html: string; failureSummary: string }[] }[];
  };
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

const isWide = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

describe('in a real browser', () => {
  test('RES-020 the keyboard alone leads from the login to the receiver, without any script', async () => {
    await using it = await stage({ resources: RESOURCES, callback });
    const page = await visit(it);
    await page.locator('#cpf').focus();
    await page.keyboard.type('123');
    await page.keyboard.press('Enter');
    await page.locator('#error-summary').waitFor();
    // The summary has the focus: the next stops are its link, and what that leads to.
    expect(await page.locator('#error-summary:focus').count()).toBe(1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('761.092.776-73');
    await page.keyboard.press('Enter');
    await page.locator('#resource-conta-2').waitFor();
    await page.locator('#resource-conta-2').focus();
    await page.keyboard.press('Space');
    await page.locator('#approve').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${callback}**`);
    expect(outcomeIn(page.url()).get('code')).toBe('abc');
    const { resources } = await it.bank.consents.resources(it.consentId);
    expect(resources.map(({ resourceId }) => resourceId).toSorted()).toEqual(['cartao-1', 'conta-1', 'emprestimo-1']);
    await page.context().close();
  });

  test('the button that declines leads to the receiver, too', async () => {
    await using it = await stage({ resources: RESOURCES, callback });
    const page = await visit(it);
    await page.click('#decline');
    await page.waitForURL(`${callback}**`);
    expect(outcomeIn(page.url()).get('error')).toBe('access_denied');
    await page.context().close();
  });

  test('no page breaks WCAG 2.1 AA, or is wider than a narrow screen', async () => {
    await using it = await stage({ resources: RESOURCES, callback });
    const page = await visit(it, { viewport: NARROW, javaScriptEnabled: true, bypassCSP: true });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    const seen: (readonly string[])[] = [];
    const look = async () =>
      void seen.push(await faultsOf(page), (await isWide(page)) ? [`${page.url()} is too wide`] : []);
    await look();
    await page.click('#continue');
    await look();
    await page.fill('#cpf', '76109277673');
    await page.click('#continue');
    await look();
    for (const id of ['conta-1', 'conta-2', 'cartao-1']) await page.uncheck(`#resource-${id}`);
    await page.click('#approve');
    await look();
    await it.bank.consents.authorise(it.consentId);
    await page.goto(`${it.url}/journey/approvals`);
    await look();
    await page.fill('#cpf', BRUNO.cpf);
    await page.click('#continue');
    await look();
    await page.click('#approve-conta-2');
    await look();
    await page.goto(`${it.url}${HERE}/nowhere`);
    await look();
    expect(seen.flat()).toEqual([]);
    expect(complaints.filter((text) => !/status of (404|422)/.test(text))).toEqual([]);
    await page.context().close();
  });

  test('the page is drawn with its own style sheet under its own policy', async () => {
    await using it = await stage({ resources: RESOURCES, callback });
    const page = await visit(it, { javaScriptEnabled: true });
    const refused: string[] = [];
    page.on('console', (message) => refused.push(message.text()));
    await page.reload();
    expect(await page.evaluate("getComputedStyle(document.querySelector('#continue')).minHeight")).toBe('48px');
    expect(await page.evaluate("document.querySelector('header img').naturalWidth > 0")).toBe(true);
    expect(refused).toEqual([]);
    await page.context().close();
  });
});

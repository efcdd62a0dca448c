import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { grade } from '../../src/conformance/grade.js';
import { reportOf } from '../../src/conformance/report.js';
import { htmlOf } from '../../src/conformance/reports/html.js';
import { RECEIVER_RULES } from '../../src/conformance/rules/receiver.js';
import { openBrowser } from '../support/browser.js';
import { journalOf, listing, product, used } from './exchanges.js';
import { NOTHING_KNOWN } from './judging.js';

let browser: Browser;
let page: Page;
const complaints: string[] = [];
beforeAll(async () => {
  const journal = journalOf(
    used({ requestHeaders: { 'x-fapi-interaction-id': 'no uuid' } }),
    listing(['acc-1 ACCOUNT UNAVAILABLE']),
    product('accounts/v2/accounts/acc-1', { responseBody: '<img src=x onerror=alert(1)>' }),
  );
  const about = {
    subject: 'receiver',
    target: 'http://bank',
    startedAt: '2026-03-02T12:00:00Z',
    durationMs: 1,
  } as const;
  const html = htmlOf(reportOf(grade(RECEIVER_RULES, journal, NOTHING_KNOWN), { ...about, language: 'pt' }));
  browser = await openBrowser();
  page = await browser.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('request', (request) => complaints.push(request.url()));
  await page.setContent(html);
});
afterAll(() => browser.close());

const shown = async (): Promise<readonly string[]> => {
  const rules = await page.locator('details.rule').all();
  const visible = await Promise.all(
    rules.map(async (rule) => ((await rule.isVisible()) ? rule.getAttribute('id') : null)),
  );
  return visible.filter((id) => id !== null);
};

test('the page shows every rule, and those of one verdict when asked, without a script', async () => {
  expect(await shown()).toHaveLength(32);
  await page.locator('label.fail').click();
  expect(await shown()).toEqual(['RCV-01']);
  await page.locator('label.warn').click();
  expect(await shown()).toContain('RCV-08');
  expect(await shown()).not.toContain('RCV-01');
  await page.locator('label.all').click();
  expect(await shown()).toHaveLength(32);
});

test('it can be worked by the keyboard, and asks nobody for anything', async () => {
  await page.locator('#show-all').focus();
  await page.keyboard.press('ArrowRight');
  expect(await shown()).toEqual(['RCV-01']);
  await page.locator('#show-all').check();
  expect(complaints).toEqual([]);
});

test('a rule leads to its text in both languages, on the same page', async () => {
  await page.locator('summary a', { hasText: 'RCV-08' }).click();
  const [title, other] = [page.locator('.rules h3:target + p'), page.locator('.rules h3:target + p + p')];
  expect(await title.innerText()).toContain('UNAVAILABLE');
  expect(await other.innerText()).toContain('UNAVAILABLE');
  expect(complaints).toEqual([]);
});

test('on paper everything is open, and what could be clicked is gone', async () => {
  await page.emulateMedia({ media: 'print' });
  const closed = page.locator('details.rule.pass').first();
  expect(await closed.getAttribute('open')).toBeNull();
  expect(await closed.locator('.message').isVisible()).toBe(true);
});

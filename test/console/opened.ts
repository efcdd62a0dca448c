import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { BankOptions } from '../../src/bank-options.js';
import { type Bank, startTransmissora } from '../../src/index.js';
import { openBrowser } from '../support/browser.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** For what hangs: a busy machine is no failure. Milliseconds. */
const PATIENCE = 120_000;
/** For a person to look at. */
const OUTPUT = join(ROOT, 'test-output');

/** A page of the console on a bank. */
export interface Opened extends AsyncDisposable {
  readonly bank: Bank;
  readonly page: Page;
  /** Opens another address below `/console`, and waits until nothing is being loaded any more. */
  visit(path: string): Promise<void>;
  /** Writes what is to be seen to `test-output/`. */
  picture(name: string): Promise<void>;
}

export interface Wanted {
  /** Below `/console`. */
  readonly path?: string;
  readonly options?: BankOptions;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly locale?: 'pt-BR' | 'en-US';
  /** An arranged bank, which then stays open when the page closes. */
  readonly bank?: Bank;
  /** Complaints that belong to the test. */
  readonly expected?: RegExp;
}

/**
 * One browser for the tests of a file, and what opens a page in it. After each test it is seen to that pages did
 * nothing they must not: errors, complaints, calls of other hosts.
 */
export function consoleTests(): (wanted?: Wanted) => Promise<Opened> {
  let browser: Browser;
  const complaints: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  afterEach(() => expect(complaints.splice(0)).toEqual([]));
  return (wanted = {}) => openConsole(browser, complaints, wanted);
}

async function openConsole(browser: Browser, complaints: string[], wanted: Wanted): Promise<Opened> {
  const {
    path = '',
    options = { scenario: 'demo' },
    theme = 'light',
    width = 1280,
    locale = 'pt-BR',
    expected,
  } = wanted;
  const bank = wanted.bank ?? (await startTransmissora({ logLevel: 'silent', ...options }));
  const context = await browser.newContext({ viewport: { width, height: 860 }, colorScheme: theme, locale });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: bank.url });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const complain = (text: string): void => {
    if (!expected?.test(text)) complaints.push(text);
  };
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complain(message.text()));
  page.on('pageerror', (error) => complain(String(error)));
  page.on('request', (request) => request.url().startsWith(bank.url) || complain(`asked ${request.url()}`));
  await page.goto(`${bank.url}/console${path}`);
  return {
    bank,
    page,
    async visit(address) {
      await page.goto(`${bank.url}/console${address}`);
      await settled(page);
    },
    async picture(name) {
      mkdirSync(OUTPUT, { recursive: true });
      await page.screenshot({ path: join(OUTPUT, `console-${name}.png`) });
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      if (!wanted.bank) await bank.close();
    },
  };
}

/** Until nothing is being loaded any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('time.clock-time[datetime]').waitFor();
  await page.locator('main .note[role=status]').first().waitFor({ state: 'detached' });
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { BankOptions } from '../../src/bank-options.js';
import { type Bank, startTransmissora } from '../../src/index.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** For a person to look at. */
const OUTPUT = join(ROOT, 'test-output');

/** A page of the console on a bank of its own. */
export interface Opened extends AsyncDisposable {
  readonly bank: Bank;
  readonly page: Page;
  /** Writes what is to be seen to `test-output/`. */
  picture(name: string): Promise<void>;
}

/** What pages did that they must not: errors, complaints, calls of other hosts. Emptied after each test. */
export const complaints: string[] = [];

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

export async function openConsole(browser: Browser, wanted: Wanted = {}): Promise<Opened> {
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

import { expect, test } from '@jest/globals';
import { openBrowser } from './browser.js';

test('a real browser is there on any machine that can install the packages', async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<h1>São Paulo</h1>');
    expect(await page.getByRole('heading').innerText()).toBe('São Paulo');
  } finally {
    await browser.close();
  }
});

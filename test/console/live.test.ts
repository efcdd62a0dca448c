import { describe, expect, test } from '@jest/globals';
import { Bank, startTransmissora } from '../../src/index.js';
import { opened, world } from '../http/calls.js';
import { barriers } from './barriers.js';
import { consoleTests } from './opened.js';

const openConsole = consoleTests();

describe('what happens elsewhere', () => {
  test('is seen without anybody asking: a status, the clock, a consent, a fault', async () => {
    await using console = await openConsole({ options: { scenario: 'joint-account-approved' } });
    const { page, bank } = console;
    const holding = page.getByRole('link', { name: /conta-alcada-3/ });
    await holding.waitFor();
    await bank.resources.transition('conta-alcada-3', 'TEMPORARILY_UNAVAILABLE');
    await holding.getByText('TEMPORARILY_UNAVAILABLE').waitFor();
    await bank.clock.advance('P1D');
    await page.locator('time.clock-time[datetime="2026-03-03T12:00:00Z"]').waitFor();
    const before = await page.getByRole('link', { name: /AUTHORISED/ }).count();
    await bank.consents.create({ customerId: '99901200130', permissions: 'all' });
    await page
      .getByRole('link', { name: /AUTHORISED/ })
      .nth(before)
      .waitFor();
    await page.getByRole('link', { name: 'Falhas' }).click();
    await bank.faults.put([{ answer: { status: 503 } }]);
    await page.getByText('Todas as chamadas recebem 503.').waitFor();
  });

  test('is seen within a second', async () => {
    await using console = await openConsole({ options: { scenario: 'demo' } });
    const { page, bank } = console;
    const holding = page.getByRole('link', { name: /cartao-1/ });
    await holding.waitFor();
    // A busy machine is no failure: it is enough that one of a few is.
    const isSeen = async (count: number): Promise<boolean> => {
      const to = count % 2 === 0 ? 'TEMPORARILY_UNAVAILABLE' : 'AVAILABLE';
      await bank.resources.transition('cartao-1', to);
      const shown = holding.locator('.chip', { hasText: new RegExp(`\\s${to}$`) });
      return shown.waitFor({ timeout: 1_000 }).then(
        () => true,
        () => shown.waitFor().then(() => false),
      );
    };
    let seen = false;
    for (let count = 0; count < 20 && !seen; count++) seen = await isSeen(count);
    expect(seen).toBe(true);
  });
});

describe('a server that stops', () => {
  test('is said to be gone, and is found again when it is back', async () => {
    const first = await startTransmissora({ scenario: 'demo', logLevel: 'silent' });
    const { port } = new URL(first.url);
    await using console = await openConsole({ bank: first, expected: /Failed to load resource|ERR_/ });
    const { page } = console;
    await page.getByRole('link', { name: /conta-corrente-1/ }).waitFor();
    await first.close();
    await page.getByText('O servidor não responde.').waitFor();
    // What was seen last can still be seen.
    expect(await page.getByRole('link', { name: /conta-corrente-1/ }).isVisible()).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await console.picture('server-gone');
    await using second = await startTransmissora({ scenario: 'joint-account-approved', port, logLevel: 'silent' });
    expect(new URL(second.url).port).toBe(port);
    await page.getByText('O servidor voltou.').waitFor();
    await page.getByText('Marina Abreu').first().waitFor();
  });

  test('that answers nonsense is told in its own words', async () => {
    await using receiver = await world();
    await using console = await openConsole({ bank: receiver.bank, expected: /status of 500/ });
    const { page } = console;
    await page.route('**/__admin/customers', (route) => route.fulfill({ status: 500, body: 'proxy says no' }));
    await page.reload();
    await page.getByText('proxy says no').first().waitFor();
  });
});

describe('the admin token', () => {
  test('is asked for where the server needs it, refused when wrong, and kept for the tab', async () => {
    await using opening = await opened({ host: '0.0.0.0', scenario: 'demo' });
    const { bank, running } = opening;
    await using console = await openConsole({ bank: new Bank(running), expected: /status of 401/ });
    const { page } = console;
    const token = page.getByLabel('Token de administração');
    await token.fill('wrong');
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByText('O servidor recusou este token.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await console.picture('sign-in');
    await token.fill(running.adminToken ?? '');
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByRole('link', { name: /conta-corrente-1/ }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: /conta-corrente-1/ }).waitFor();
    await bank.resources.transition('conta-corrente-1', 'TEMPORARILY_UNAVAILABLE');
    await page
      .getByRole('link', { name: /conta-corrente-1/ })
      .getByText('TEMPORARILY_UNAVAILABLE')
      .waitFor();
    expect(await page.evaluate<number>('localStorage.length')).toBe(2);
    await page.getByRole('button', { name: 'Sair' }).click();
    await token.waitFor();
  });
});

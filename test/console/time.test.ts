import { describe, expect, test } from '@jest/globals';
import { consoleTests } from './opened.js';
import { withTwoClocks } from './two-clocks.js';

const openConsole = consoleTests();

describe('the time', () => {
  test('shows the list as it was and will be without changing anything, then goes there', async () => {
    await using console = await openConsole({ options: { scenario: 'joint-account-timed-out' } });
    const { page, bank } = console;
    const before = await bank.clock.now();
    await page
      .getByRole('link', { name: /AUTHORISED/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Ver no tempo' }).click();
    await page.getByRole('button', { name: '± 1 mês' }).click();
    const slider = page.getByRole('slider', { name: 'Instante mostrado' });
    await slider.focus();
    await slider.press('End');
    await page.getByText('como será').waitFor();
    await page.getByText('agora: PENDING_AUTHORISATION').waitFor();
    await page.getByText('O prazo dos demais aprovadores terminou.').waitFor();
    await console.picture('time');
    expect(await bank.clock.now()).toBe(before);
    // The address reproduces the view.
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByText('agora: PENDING_AUTHORISATION').waitFor();
    await page.getByRole('button', { name: 'Avançar o relógio até aqui' }).click();
    await page.getByText('O que venceu no caminho').or(page.getByText('O relógio avançou até')).first().waitFor();
    expect(Date.parse(await bank.clock.now())).toBeGreaterThan(Date.parse(before));
  });

  test("is that of the chosen consent's customer, whatever clock the address says: no other is moved", async () => {
    await using bank = await withTwoClocks();
    const [{ consentId } = { consentId: '' }] = await bank.consents.list();
    await using console = await openConsole({ bank, path: '/time?clock=teste' });
    const { page } = console;
    const bar = page.getByLabel('Relógio').last();
    const clockIs = (name: string, day: string) =>
      Promise.all([
        page.locator('.clock-face option:checked', { hasText: name }).waitFor({ state: 'attached' }),
        page.locator(`time.clock-time[datetime^="${day}"]`).waitFor(),
      ]);
    await clockIs('teste', '2026-06-01');
    await page.getByLabel('Consentimento').selectOption(consentId);
    await clockIs('default', '2026-03-02');
    expect(new URL(page.url()).searchParams.get('clock')).toBeNull();
    await console.visit(`/time?consent=${consentId}&clock=teste`);
    await clockIs('default', '2026-03-02');
    await page.getByRole('button', { name: '+1 dia' }).click();
    await clockIs('default', '2026-03-03');
    expect(await bank.clockNamed('teste').now()).toBe('2026-06-01T12:00:00Z');
    // Who picks a clock there looks at it, not at one consent any more.
    await bar.selectOption('teste');
    await clockIs('teste', '2026-06-01');
    expect(new URL(page.url()).search).toBe('?clock=teste');
  });

  test('of a running clock is asked for again only where someone looks', async () => {
    await using console = await openConsole({ options: { scenario: 'joint-account-approved' } });
    const { page, bank } = console;
    await page.clock.install();
    await page.getByRole('button', { name: /Soltar/ }).click();
    await page.getByRole('button', { name: /Parar/ }).waitFor();
    await page.clock.runFor(1_000);
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().startsWith(`${bank.url}/__admin/`)) asked += 1;
    });
    const look = (state: string) =>
      page.evaluate(`Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true })`);
    await look('hidden');
    await page.clock.runFor(15_000);
    expect(asked).toBe(0);
    await look('visible');
    const again = page.waitForRequest(/__admin/);
    await page.clock.runFor(2_000);
    await again;
  });

  test('is moved by the buttons, by any duration, and back', async () => {
    await using console = await openConsole({ options: { scenario: 'joint-account-approved' } });
    const { page, bank } = console;
    const seen: string[] = [];
    const moved = async (): Promise<void> => {
      await page.locator(`time.clock-time[datetime]:not([datetime="${seen.at(-1)}"])`).waitFor();
      seen.push((await page.locator('time.clock-time').getAttribute('datetime')) ?? '');
    };
    await moved();
    await page.getByRole('button', { name: 'Guardar este instante' }).click();
    await page.getByRole('button', { name: 'Voltar ao instante guardado' }).waitFor();
    for (const name of ['+1 min', '+5 min', '+1 dia', '+3 meses']) {
      await page.getByRole('button', { name, exact: true }).click();
      await moved();
    }
    await page.getByLabel('Outra duração').fill('2h');
    await page.getByRole('button', { name: 'Avançar', exact: true }).click();
    await moved();
    expect(seen).toEqual([
      '2026-03-02T12:00:00Z',
      '2026-03-02T12:01:00Z',
      '2026-03-02T12:06:00Z',
      '2026-03-03T12:06:00Z',
      '2026-06-03T12:06:00Z',
      '2026-06-03T14:06:00Z',
    ]);
    await page.getByRole('button', { name: 'Voltar ao instante guardado' }).click();
    await moved();
    expect(await bank.clock.now()).toBe(seen[0]);
    await page.getByRole('button', { name: /Soltar/ }).click();
    await page.getByRole('button', { name: /Parar/ }).waitFor();
    await page.getByRole('button', { name: 'Recomeçar' }).click();
    await page.getByText('Voltar tudo ao que foi carregado na partida?').waitFor();
    await page.getByRole('button', { name: 'Recomeçar' }).click();
    await page.getByRole('button', { name: /Soltar/ }).waitFor();
  });
});

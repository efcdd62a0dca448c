import { describe, test } from '@jest/globals';
import { consoleTests } from './opened.js';

const openConsole = consoleTests();

/** What somebody looks for, in the words of each language. */
const WORDS = {
  'pt-BR': {
    scenario: /Conta conjunta aprovada/,
    consent: /Consentimento de Marina Abreu/,
    waits: 'Aguarda a aprovação de outras pessoas.',
    approve: 'Aprovar como 2º titular: conta-alcada-1',
    decided: 'Os demais aprovadores decidiram neste consentimento.',
    next: /Próximo evento.*conta-alcada-2/,
    moved: 'O relógio avançou até 17/03/2026, 09:00:00',
    over: 'O prazo dos demais aprovadores terminou.',
    wire: 'A resposta, como sai',
  },
  'en-US': {
    scenario: /Joint account approved/,
    consent: /Consent of Marina Abreu/,
    waits: 'Waits for the approval of other people.',
    approve: 'Approve as second holder: conta-alcada-1',
    decided: 'The other approvers decided in this consent.',
    next: /Next event.*conta-alcada-2/,
    moved: 'The clock advanced to 17/03/2026, 09:00:00',
    over: 'The other approvers ran out of time.',
    wire: 'The answer, as on the wire',
  },
} as const;

describe('somebody who has never seen the console', () => {
  test.each(['pt-BR', 'en-US'] as const)(
    'picks the joint account, approves the second holder, advances and reads why (%s)',
    async (locale) => {
      const words = WORDS[locale];
      await using console = await openConsole({ locale });
      const { page } = console;
      await page.getByRole('button', { name: words.scenario }).first().click();
      await page.getByRole('heading', { name: words.consent }).waitFor();
      const first = page.getByRole('listitem').filter({ hasText: 'conta-alcada-1' }).first();
      await first.getByText(words.waits).waitFor();
      await page.getByRole('button', { name: words.approve }).click();
      await first.getByText(words.decided).waitFor();
      await console.picture(`consent-${locale}`);
      // The end of the window is what comes next.
      await page.getByRole('button', { name: words.next }).click();
      await page.getByText(words.moved).waitFor();
      const second = page.getByRole('listitem').filter({ hasText: 'conta-alcada-2' }).last();
      await second.getByText(words.over).waitFor();
      await page.getByRole('group', { name: words.wire }).getByText('"UNAVAILABLE"').waitFor();
      await console.picture(`consent-window-over-${locale}`);
    },
  );
});

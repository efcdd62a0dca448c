import axe from 'axe-core';
import type { Page } from 'playwright-core';

interface Violations {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
/** Looking at colours takes longest; and in another light nothing else differs. */
const LOOKED_AT = {
  everything: { runOnly: WCAG },
  colours: { runOnly: ['color-contrast'] },
  allButColours: { runOnly: WCAG, rules: { 'color-contrast': { enabled: false } } },
} as const;

/** What stands against WCAG 2.1 AA on the page as it is: rule, where, and why. */
export async function barriers(page: Page, looked: keyof typeof LOOKED_AT = 'everything'): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<Violations>(`axe.run(${JSON.stringify(LOOKED_AT[looked])})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

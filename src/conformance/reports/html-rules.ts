import type { Bilingual, Language } from '../../core/text.js';
import type { ReportedResult } from '../report.js';
import { RECEIVER_RULES } from '../rules/receiver.js';
import { TRANSMITTER_RULES } from '../rules/transmitter.js';
import { shown } from './html-text.js';

/** The page of the project these texts are of: a report that is passed on brings its part of it along. */
const PAGE = 'docs/rules.md';

const TEXTS = {
  heading: { pt: 'As regras', en: 'The rules' },
  needs: { pt: 'Precisa de', en: 'It takes' },
  source: { pt: 'Fonte', en: 'Source' },
} as const satisfies Record<string, Bilingual>;

/** The name a rule has within the report: never an address, which would hold on one machine alone. */
export const anchorOf = (rule: string): string => `${PAGE}:${rule.toLowerCase()}`;

/** What `docs/rules.md` says of these rules, in both languages. */
export function rulesAppendix(results: readonly ReportedResult[], language: Language): string {
  const cards = new Map([...TRANSMITTER_RULES, ...RECEIVER_RULES].map((rule) => [rule.id, rule]));
  return `<aside class="rules">
<h2>${TEXTS.heading[language]} (${PAGE})</h2>
${results
  .map(({ rule, level, title, source }) => {
    const card = cards.get(rule);
    const titles = card ? [card.title[language], card.title[language === 'pt' ? 'en' : 'pt']] : [title];
    return `<h3 id="${shown(anchorOf(rule))}"><b>${shown(rule)}</b> <span class="level">${shown(level)}</span></h3>
${titles.map((text) => `<p>${shown(text)}</p>`).join('')}
<p class="source">${card ? `${TEXTS.needs[language]} ${shown(card.needs[language])}. ` : ''}${TEXTS.source[language]}: ${shown(source)}</p>`;
  })
  .join('\n')}
</aside>`;
}

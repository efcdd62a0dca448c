import * as openfinance from '../../src/openfinance/rules.js';
import * as otdx from '../../src/otdx/rules.js';

/** A rule of either family. */
export interface Rule {
  readonly id: string;
  readonly level: string;
  readonly party: string;
  readonly title: { readonly pt: string; readonly en: string };
  readonly source: string;
}

/** The rules of both families, section by section. */
export const SECTIONS: readonly { readonly title: string; readonly rules: readonly Rule[] }[] = [
  ...openfinance.SECTIONS,
  ...otdx.SECTIONS,
];

export const RULES: readonly Rule[] = SECTIONS.flatMap(({ rules }) => rules);

/** The texts they cite. */
export const DOCUMENTS: Readonly<Record<string, string>> = { ...openfinance.DOCUMENTS, ...otdx.DOCUMENTS };

export const ruleOf = (id: string): Rule | undefined => RULES.find((rule) => rule.id === id);

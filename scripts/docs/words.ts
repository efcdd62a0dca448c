import { readFileSync } from 'node:fs';
import type { PageLanguage } from './blocks.js';

const PORTUGUESE = JSON.parse(readFileSync(new URL('words.pt.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

const used = new Set<string>();

/**
 * A sentence of a schema, which is in English there, in the language of the page.
 * @throws TypeError when `words.pt.json` lacks it.
 */
export function said(sentence: string, language: PageLanguage): string {
  used.add(sentence);
  const portuguese = PORTUGUESE[sentence];
  if (portuguese === undefined) throw new TypeError(`scripts/docs/words.pt.json lacks: ${sentence}`);
  return language === 'pt' ? portuguese : sentence;
}

/** Translations of sentences no page asked for. */
export const unusedWords = (): readonly string[] => Object.keys(PORTUGUESE).filter((sentence) => !used.has(sentence));

import type { Bilingual } from './admin-api.js';
import { language } from './preferences.js';
import { EN } from './words/en.js';
import { PT, type Word } from './words/pt.js';

/** A word of the console in the language chosen, with its `{places}` filled. */
export function say(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  const text = (language.value === 'pt' ? PT : EN)[word];
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** What the server says, in the language chosen. */
export const told = (text: Bilingual | string): string => (typeof text === 'string' ? text : text[language.value]);

export type Language = 'pt' | 'en';

/** A sentence in both languages. */
export interface Bilingual {
  readonly pt: string;
  readonly en: string;
}

/** A sentence for people, in one language or both. */
export type Text = string | Bilingual;

export const inLanguage = (text: Text, language: Language): string =>
  typeof text === 'string' ? text : text[language];

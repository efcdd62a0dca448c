import { effect, signal } from '@preact/signals';
import type { Language } from './language.js';

export type Theme = 'auto' | 'light' | 'dark';

const KEYS = { language: 'transmissora.language', theme: 'transmissora.theme', token: 'transmissora.token' };

const kept = <T extends string>(key: string, allowed: readonly T[]): T | undefined =>
  allowed.find((value) => value === localStorage.getItem(key));

const spoken = (): Language => (navigator.language.toLowerCase().startsWith('pt') ? 'pt' : 'en');

export const language = signal<Language>(kept(KEYS.language, ['pt', 'en']) ?? spoken());
export const theme = signal<Theme>(kept(KEYS.theme, ['auto', 'light', 'dark']) ?? 'auto');
/** Kept for this tab alone. */
export const adminToken = signal<string | undefined>(sessionStorage.getItem(KEYS.token) ?? undefined);

/** Writes choices down, and onto the page. */
export function startPreferences(): void {
  effect(() => {
    localStorage.setItem(KEYS.language, language.value);
    document.documentElement.lang = language.value === 'pt' ? 'pt-BR' : 'en';
  });
  effect(() => {
    localStorage.setItem(KEYS.theme, theme.value);
    document.documentElement.dataset['theme'] = theme.value;
  });
  effect(() => {
    if (adminToken.value === undefined) sessionStorage.removeItem(KEYS.token);
    else sessionStorage.setItem(KEYS.token, adminToken.value);
  });
}

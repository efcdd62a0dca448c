import type { Language } from './language.js';

/** Business dates are São Paulo's; so is what is shown. */
const ZONE = 'America/Sao_Paulo';
const LOCALES = { pt: 'pt-BR', en: 'en-GB' } as const;

const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** `02/03/2026, 09:00:00`. */
export const momentText = (at: string | number, language: Language): string =>
  format(language, { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(at));

/** `02/03/2026`. */
export const dayText = (at: string | number, language: Language): string =>
  format(language, { dateStyle: 'short' }).format(new Date(at));

/** `09:00:00`. */
export const clockText = (at: string | number, language: Language): string =>
  format(language, { timeStyle: 'medium' }).format(new Date(at));

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one is slow, and there are lists of a thousand. */
function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: ZONE });
    formats.set(key, made);
  }
  return made;
}

/** The units, and how many there must be: 107 days are no 4 months. */
const UNITS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, length: number, least: number])[] = [
  ['year', 365 * DAY, 2],
  ['month', (365 * DAY) / 12, 6],
  ['day', DAY, 2],
  ['hour', HOUR, 2],
  ['minute', MINUTE, 2],
];

/** `em 15 dias`, `2 years ago`: the largest unit of which there are enough, or one exactly. */
export function distanceText(at: string | number, from: string | number, language: Language): string {
  const span = new Date(at).getTime() - new Date(from).getTime();
  if (Math.abs(span) < SECOND) return language === 'pt' ? 'agora' : 'now';
  const far = Math.abs(span);
  const [unit, length] = UNITS.find(([, each, least]) => far >= each * least || far === each) ?? ['second', SECOND];
  return new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'always' }).format(Math.round(span / length), unit);
}

const SHORTHAND = /^(\d+)\s*(s|min|h|d|w|m|y|a)$/i;
const AS_ISO: Readonly<Record<string, (count: string) => string>> = {
  s: (count) => `PT${count}S`,
  min: (count) => `PT${count}M`,
  h: (count) => `PT${count}H`,
  d: (count) => `P${count}D`,
  w: (count) => `P${count}W`,
  m: (count) => `P${count}M`,
  y: (count) => `P${count}Y`,
  a: (count) => `P${count}Y`,
};

/** `15d` as `P15D`, `10min` as `PT10M`, `3m` as `P3M`; anything else is left to the server to judge. */
export function durationFrom(text: string): string {
  const [, count = '', unit = ''] = SHORTHAND.exec(text.trim()) ?? [];
  return AS_ISO[unit.toLowerCase()]?.(count) ?? text.trim().toUpperCase();
}

/** Milliseconds for people: `850 ms`, `1.5 s`, `10 min`. */
export function spanText(milliseconds: number, language: Language): string {
  const [value, unit] =
    milliseconds < SECOND
      ? [milliseconds, 'ms']
      : milliseconds < 2 * MINUTE
        ? [milliseconds / SECOND, 's']
        : milliseconds < 2 * HOUR
          ? [milliseconds / MINUTE, 'min']
          : milliseconds < 2 * DAY
            ? [milliseconds / HOUR, 'h']
            : [milliseconds / DAY, 'd'];
  return `${new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}

export const numberText = (value: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language]).format(value);

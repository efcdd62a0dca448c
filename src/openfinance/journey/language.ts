import type { Request, Response } from 'express';
import type { Language } from '../../core/text.js';

const COOKIE = 'transmissora_lang';
/** Seconds: long enough for the next time somebody is here. */
const COOKIE_LIFE = 180 * 24 * 60 * 60;

const isLanguage = (text: unknown): text is Language => text === 'pt' || text === 'en';

/**
 * The language of a page: the one the switch in it asked for (`?lang=en`, and remembered), else the one it asked for
 * before, else the browser's; Portuguese when that is neither.
 */
export function languageOf(req: Request, res: Response): Language {
  const { lang } = req.query;
  if (isLanguage(lang)) {
    res.append('set-cookie', `${COOKIE}=${lang}; Path=/; Max-Age=${COOKIE_LIFE}; SameSite=Lax; HttpOnly`);
    return lang;
  }
  const kept = cookieOf(req, COOKIE);
  if (isLanguage(kept)) return kept;
  return req.acceptsLanguages('pt', 'en') === 'en' ? 'en' : 'pt';
}

/** The value of a cookie, where it is sent once; of two with one name nobody knows which is ours. */
export function cookieOf({ headers }: Pick<Request, 'headers'>, name: string): string | undefined {
  const values = (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`));
  return values.length === 1 ? values[0]?.slice(name.length + 1) : undefined;
}

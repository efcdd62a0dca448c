import type { ErrorRequestHandler } from 'express';
import type { Bilingual } from '../../core/text.js';
import { sendPage } from './headers.js';
import { languageOf } from './language.js';
import type { JourneyHouse } from './port.js';
import { refusalPage } from './refusal-view.js';
import { WORDS } from './words.js';

/** Whatever goes wrong on the way becomes a page. What is our own doing is reported, and never described. */
export const renderRefusal =
  ({ report }: Pick<JourneyHouse, 'report'>, advice?: Bilingual): ErrorRequestHandler =>
  (error, req, res, _next) => {
    if (res.headersSent) return;
    const status = statusOf(error);
    if (status >= 500) report(error, req);
    const about = aboutError(error, status);
    sendPage(res, refusalPage({ language: languageOf(req, res), about, ...(advice && { advice }) }), { status });
  };

function statusOf(error: unknown): number {
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

/** The form reader names the `type` of what it could not read. */
function aboutError(error: unknown, status: number): Bilingual {
  if (status >= 500) return WORDS.bug;
  return typeof (error as { type?: unknown }).type === 'string' ? WORDS.unreadable : WORDS.expired;
}

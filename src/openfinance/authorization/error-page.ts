import type { Request, Response } from 'express';
import { PAGE_HEADERS, policyOf } from '../journey/headers.js';
import { languageOf } from '../journey/language.js';
import { refusalPage } from '../journey/refusal-view.js';
import { WORDS } from '../journey/words.js';
import type { Configuration } from './library.js';

type RenderError = NonNullable<Configuration['renderError']>;

/** Where people come; everywhere else it is a program that calls, whatever it says it accepts. */
const FOR_PEOPLE = ['authorization', 'resume'];

/** What a person sees when nothing can be sent back to the receiver. The library's own page is never shown. */
export const showError: RenderError = (ctx, out) => {
  if (!FOR_PEOPLE.includes(ctx.oidc.route)) {
    ctx.body = out;
    return;
  }
  const { error, error_description: description = '' } = out;
  const language = languageOf(ctx.req as Request, ctx.res as Response);
  ctx.set({ ...PAGE_HEADERS, 'content-security-policy': policyOf() });
  ctx.body = refusalPage({ language, about: WORDS.unanswerable, detail: { error, description } });
};

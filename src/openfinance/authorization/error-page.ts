import { PAGE_HEADERS, policyOf } from '../journey/headers.js';
import { refusalPage } from '../journey/refusal-view.js';
import { WORDS } from '../journey/words.js';
import type { Configuration } from './library.js';

type RenderError = NonNullable<Configuration['renderError']>;

/** What a person sees when nothing can be sent back to the receiver. The library's own page is never shown. */
export const showError: RenderError = (ctx, { error, error_description: description = '' }) => {
  const language = ctx.acceptsLanguages('pt', 'en') === 'en' ? 'en' : 'pt';
  ctx.set({ ...PAGE_HEADERS, 'content-security-policy': policyOf() });
  ctx.body = refusalPage({ language, about: WORDS.unanswerable, detail: { error, description } });
};

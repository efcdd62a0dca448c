import type { Bilingual, Language } from '../../core/text.js';
import { html } from './html.js';
import { layout } from './layout.js';
import { WORDS } from './words.js';

/** What a person sees when a way ends here. */
export interface RefusalView {
  readonly language: Language;
  readonly about: Bilingual;
  /** What to do instead; going back to the receiver, unless another way is given. */
  readonly advice?: Bilingual;
  /** The protocol's own words for it, for whoever builds the receiver. */
  readonly detail?: { readonly error: string; readonly description: string };
}

export function refusalPage({ language, about, advice = WORDS.restart, detail }: RefusalView): string {
  const body = html`<h1 id="title">${WORDS.failedTitle[language]}</h1>
<div class="card"><p id="about" class="lead">${about[language]}</p>
<p>${advice[language]}</p>
${detail && html`<p class="soft"><code id="error">${detail.error}</code> <span id="error-description">${detail.description}</span></p>`}</div>`;
  return layout({ language, title: WORDS.failedTitle[language], body });
}

import type { Configuration } from './library.js';

type RenderError = NonNullable<Configuration['renderError']>;

const TEXTS = {
  'pt-BR': {
    title: 'Não foi possível continuar',
    advice: 'Volte ao aplicativo da instituição que pediu seus dados e comece de novo.',
    detail: 'Detalhe técnico',
  },
  en: {
    title: 'This cannot go on',
    advice: 'Go back to the application that asked for your data and start again.',
    detail: 'Technical detail',
  },
} as const;

/** What a person sees when nothing can be sent back to the receiver. The library's own page is never shown. */
export const showError: RenderError = (ctx, { error, error_description: description = '' }) => {
  const language = ctx.acceptsLanguages('pt-BR', 'pt', 'en') === 'en' ? 'en' : 'pt-BR';
  const { title, advice, detail } = TEXTS[language];
  ctx.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
  ctx.set('x-content-type-options', 'nosniff');
  ctx.set('cache-control', 'no-store');
  ctx.type = 'html';
  ctx.body = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title></head>
<body><main><h1 id="error-title">${title}</h1><p>${advice}</p>
<p>${detail}: <code id="error">${escaped(error)}</code> <span id="error-description">${escaped(description)}</span></p>
</main></body></html>
`;
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

import type { Language } from '../../core/text.js';
import { INSTITUTION } from '../products/data/institution.js';
import type { Complaint } from './form.js';
import { type Html, html } from './html.js';
import { WORDS } from './words.js';

/** Where the style sheet is served. */
export const STYLE_PATH = '/journey/style.css';

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** The page again, to be read in the other language; absent where there is nothing to read again. */
  readonly address?: string | undefined;
  readonly complaints?: readonly Complaint[];
}

/** A whole page: what is around every one of them. */
export function layout({ language, title, body, address, complaints = [] }: Page): string {
  const other = language === 'pt' ? 'en' : 'pt';
  const say = (words: { pt: string; en: string }): string => words[language];
  const name = complaints.length > 0 ? `${say(WORDS.errorPrefix)}: ${title}` : title;
  return html`<!doctype html>
<html lang="${language === 'pt' ? 'pt-BR' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${name} – ${INSTITUTION.brand}</title>
<link rel="icon" href="/logo.svg" type="image/svg+xml">
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<a class="skip" href="#main">${say(WORDS.skip)}</a>
<header class="top"><div class="wrap">
<img src="/logo.svg" alt="" width="36" height="36"><span><strong>${INSTITUTION.brand}</strong><small>Open Finance</small></span>
${address !== undefined && html`<a id="language" href="${address}?lang=${other}" lang="${other}" hreflang="${other}">${say(WORDS.switchTo)}</a>`}
</div></header>
<main id="main" class="wrap" tabindex="-1">
${errorSummary(complaints, language)}${body}
</main>
<footer><div class="wrap"><p>${say(WORDS.mock)}</p></div></footer>
</body>
</html>
`.toString();
}

/** What is wrong, where a screen reader begins, with a way to each field. */
const errorSummary = (complaints: readonly Complaint[], language: Language): Html | false =>
  complaints.length > 0 &&
  html`<div id="error-summary" class="alert" role="alert" tabindex="-1" autofocus aria-labelledby="error-title">
<h2 id="error-title">${WORDS.errorTitle[language]}</h2>
<ul>${complaints.map(({ field, text }) => html`<li><a href="#${field}">${text[language]}</a></li>`)}</ul>
</div>
`;

/** What is wrong with one field, beside it. */
export const fieldError = (
  complaints: readonly Complaint[],
  field: string,
  id: string,
  language: Language,
): Html | false => {
  const complaint = complaints.find((each) => each.field === field);
  return complaint !== undefined && html`<p id="${id}" class="wrong">${complaint.text[language]}</p>`;
};

/** The proof that a form is ours, as it travels in it. */
export const proofField = (proof: string): Html => html`<input type="hidden" name="token" value="${proof}">`;

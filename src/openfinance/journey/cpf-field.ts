import type { Language } from '../../core/text.js';
import type { Complaint } from './form.js';
import { type Html, html } from './html.js';
import { fieldError } from './layout.js';
import { WORDS } from './words.js';

/** The one field of a login. `value`: what was typed before. */
export function cpfField(language: Language, complaints: readonly Complaint[], value = ''): Html {
  const isWrong = complaints.some(({ field }) => field === 'cpf');
  const described = `cpf-hint${isWrong ? ' cpf-error' : ''}`;
  return html`<label class="above" for="cpf">${WORDS.cpf[language]}</label>
<p id="cpf-hint" class="soft">${WORDS.cpfHint[language]}</p>
${fieldError(complaints, 'cpf', 'cpf-error', language)}
<input class="text" id="cpf" name="cpf" type="text" inputmode="numeric" autocomplete="username" spellcheck="false" required maxlength="20" value="${value}" aria-describedby="${described}"${isWrong && html` aria-invalid="true"`}>`;
}

import type { Language } from '../../core/text.js';
import { cpfField } from './cpf-field.js';
import type { Complaint } from './form.js';
import { html } from './html.js';
import { layout, proofField } from './layout.js';
import { WORDS } from './words.js';

/** The first step: who are you? */
export interface LoginView {
  readonly language: Language;
  readonly address: string;
  readonly receiver: string;
  readonly proof: string;
  readonly cpf?: string;
  readonly complaints?: readonly Complaint[];
}

export function loginPage({ language, address, receiver, proof, cpf, complaints = [] }: LoginView): string {
  const body = html`<p class="step">${WORDS.step[language]} 1 ${WORDS.of[language]} 2</p>
<h1 id="title">${WORDS.loginTitle[language]}</h1>
<p class="lead"><strong id="receiver">${receiver}</strong> ${WORDS.loginLead[language]}</p>
<form id="login" method="post" novalidate action="${address}/login">
${proofField(proof)}
<div class="card">${cpfField(language, complaints, cpf)}</div>
<div class="buttons">
<button id="continue" type="submit" name="decision" value="continue">${WORDS.goOn[language]}</button>
<button id="decline" class="second" type="submit" name="decision" value="decline">${WORDS.cancel[language]}</button>
</div>
</form>`;
  return layout({ language, title: WORDS.loginTitle[language], body, address, complaints });
}

import type { Bilingual, Language } from '../../core/text.js';
import { cpfField } from './cpf-field.js';
import type { Complaint } from './form.js';
import { type Html, html } from './html.js';
import { layout, proofField } from './layout.js';
import { WORDS } from './words.js';

interface Around {
  readonly language: Language;
  readonly address: string;
  readonly proof: string;
  readonly complaints?: readonly Complaint[];
}

/** Who approves? `to`: the consent the link was about. */
export interface ApproverLoginView extends Around {
  readonly cpf: string;
  readonly to: string | undefined;
}

export function approverLoginPage({ language, address, proof, cpf, to, complaints = [] }: ApproverLoginView): string {
  const body = html`<h1 id="title">${WORDS.approverLogin[language]}</h1>
<p class="lead">${WORDS.approvalsLead[language]}</p>
<p>${WORDS.approverLead[language]}</p>
<form id="login" method="post" novalidate action="/journey/approvals/login">
${proofField(proof)}${to !== undefined && html`<input type="hidden" name="consent" value="${to}">`}
<div class="card">${cpfField(language, complaints, cpf)}</div>
<div class="buttons"><button id="continue" type="submit">${WORDS.goOn[language]}</button></div>
</form>`;
  return layout({ language, title: WORDS.approvalsTitle[language], body, address, complaints });
}

/** What waits for the person's decision, consent by consent. */
export interface ApprovalsView extends Around {
  readonly cpf: string;
  readonly consents: readonly WaitingConsent[];
  /** Said instead of the list when it is empty. */
  readonly nothing: Bilingual;
  /** What became of the decision just taken. */
  readonly news?: News | undefined;
  /** Whether the list is that of one consent. */
  readonly isOne: boolean;
}

/** What became of a decision: it was taken, or came too late. */
export interface News {
  readonly text: Bilingual;
  readonly isGood: boolean;
}

export interface WaitingConsent {
  readonly consentId: string;
  readonly receiver: string;
  readonly customer: string;
  readonly items: readonly WaitingItem[];
}

export interface WaitingItem {
  readonly resourceId: string;
  readonly name: string;
  readonly number: string;
  readonly deadline: string;
}

export function approvalsPage(view: ApprovalsView): string {
  const { language, address, proof, cpf, consents, nothing, news, isOne, complaints = [] } = view;
  const body = html`${news && html`<p id="news" class="${news.isGood ? 'done' : 'alert'}" role="${news.isGood ? 'status' : 'alert'}">${news.text[language]}</p>`}
<h1 id="title">${WORDS.approvalsTitle[language]}</h1>
<p class="lead">${WORDS.approvalsLead[language]}</p>
<form id="leave-form" class="inline" method="post" action="/journey/approvals/leave">${proofField(proof)}
<p class="soft">${WORDS.enteredAs[language]} <span id="person">${cpf}</span>. <button id="leave" class="link" type="submit">${WORDS.leave[language]}</button></p></form>
${consents.map((consent) => consentPart(consent, view))}
${consents.length === 0 && html`<p id="nothing" class="card">${nothing[language]}</p>`}
${isOne && html`<p><a id="all" href="/journey/approvals">${WORDS.seeAll[language]}</a></p>`}`;
  return layout({ language, title: WORDS.approvalsTitle[language], body, address, complaints });
}

const consentPart = (consent: WaitingConsent, { language, proof }: ApprovalsView): Html =>
  html`<section class="card" aria-label="${WORDS.receiver[language]} ${consent.receiver}">
<dl>
<dt>${WORDS.receiver[language]}</dt><dd>${consent.receiver}</dd>
<dt>${WORDS.confirmedBy[language]}</dt><dd>${consent.customer}</dd>
</dl>
<p class="soft"><code>${consent.consentId}</code></p>
${consent.items.map((item) => itemPart(item, consent, { language, proof }))}
</section>
`;

function itemPart(
  item: WaitingItem,
  { consentId }: WaitingConsent,
  { language, proof }: Pick<Around, 'language' | 'proof'>,
): Html {
  const id = item.resourceId.replaceAll(' ', '-');
  const names = html`aria-describedby="name-${id}"`;
  return html`<form id="decision-${id}" method="post" action="/journey/approvals/decision">
${proofField(proof)}<input type="hidden" name="consent" value="${consentId}"><input type="hidden" name="resource" value="${item.resourceId}">
<h2 id="name-${id}">${item.name}</h2>
<p>${item.number !== '' && html`${item.number}<br>`}<span class="soft">${WORDS.deadline[language]} ${item.deadline} · <code>${item.resourceId}</code></span></p>
<div class="buttons">
<button id="approve-${id}" type="submit" name="decision" value="approve" ${names}>${WORDS.agree[language]}</button>
<button id="refuse-${id}" class="second" type="submit" name="decision" value="refuse" ${names}>${WORDS.refuse[language]}</button>
</div>
</form>
`;
}

import type { Language } from '../../core/text.js';
import type { Complaint } from './form.js';
import { type Html, html } from './html.js';
import { fieldError, layout, proofField } from './layout.js';
import type { Choice, Section } from './sections.js';
import { WORDS } from './words.js';

/** The second step: what is shared, with whom, for how long; yes or no. */
export interface ConfirmationView {
  readonly language: Language;
  readonly address: string;
  readonly receiver: string;
  readonly proof: string;
  /** Who logged in, when we know the name. */
  readonly person?: string | undefined;
  readonly company?: { readonly name: string; readonly cnpj: string } | undefined;
  /** In words; without it the sharing has no end. */
  readonly until?: string | undefined;
  readonly sections: readonly Section[];
  /** What stays ticked; everything, when nothing is said. */
  readonly ticked?: readonly string[];
  readonly complaints?: readonly Complaint[];
}

export function confirmationPage(view: ConfirmationView): string {
  const { language, address, receiver, proof, person, company, until, sections, complaints = [] } = view;
  const say = (words: { pt: string; en: string }): string => words[language];
  const body = html`<p class="step">${say(WORDS.step)} 2 ${say(WORDS.of)} 2</p>
<h1 id="title">${say(WORDS.confirmTitle)}</h1>
<p class="lead">${person !== undefined && html`${say(WORDS.hello)}, <span id="person">${person}</span>. `}<strong>${receiver}</strong> ${say(WORDS.confirmLead)}</p>
<dl class="card summary">
<dt>${say(WORDS.who)}</dt><dd id="receiver">${receiver}</dd>
${company && html`<dt>${say(WORDS.company)}</dt><dd id="business">${company.name}<br>CNPJ ${company.cnpj}</dd>`}
<dt>${say(WORDS.validity)}</dt><dd id="validity">${until === undefined ? say(WORDS.endless) : `${say(WORDS.until)} ${until}`}</dd>
</dl>
<form id="confirmation" method="post" action="${address}/decision">
${proofField(proof)}
${sections.map((section) => sectionPart(section, view))}
<p class="soft">${say(WORDS.rights)}</p>
<div class="buttons">
<button id="approve" type="submit" name="decision" value="approve">${say(WORDS.approve)}</button>
<button id="decline" class="second" type="submit" name="decision" value="decline">${say(WORDS.decline)}</button>
</div>
</form>`;
  return layout({ language, title: WORDS.confirmTitle[language], body, address, complaints });
}

function sectionPart(section: Section, view: ConfirmationView): Html {
  if (section.mode === 'individual' && section.choices.length > 0) return choicesPart(section, view);
  const { language } = view;
  return html`<section id="${section.id}" class="card" aria-labelledby="${section.id}-title">
<h2 id="${section.id}-title">${section.title}</h2>
${dataLine(section, language)}
${section.mode === 'individual' && html`<p>${WORDS.nothingToChoose[language]}</p>`}
${section.mode === 'grouped' && groupedPart(section, language)}
</section>
`;
}

const groupedPart = ({ products }: Extract<Section, { mode: 'grouped' }>, language: Language): Html =>
  html`<p class="soft">${WORDS.grouped[language]}</p>
<ul class="rows">${products.map(({ name, held }) => html`<li class="plain"><span>${name}</span> <span>${held}</span></li>`)}</ul>`;

function choicesPart(section: Extract<Section, { mode: 'individual' }>, view: ConfirmationView): Html {
  const { language, complaints = [], ticked } = view;
  const [first] = section.choices;
  const field = first ? choiceId(first) : '';
  const isWrong = complaints.some((complaint) => complaint.field === field);
  const described = `${section.id}-hint${isWrong ? ` ${section.id}-error` : ''}`;
  return html`<fieldset id="${section.id}" class="card" aria-describedby="${described}">
<legend><h2>${section.title}</h2></legend>
${dataLine(section, language)}
<p id="${section.id}-hint" class="soft">${section.hint}</p>
${fieldError(complaints, field, `${section.id}-error`, language)}
<ul class="rows">${section.choices.map((choice) => html`<li>${choicePart(choice, ticked)}</li>`)}</ul>
</fieldset>
`;
}

const choicePart = (
  choice: Choice,
  ticked: readonly string[] | undefined,
): Html => html`<label class="pick" for="${choiceId(choice)}">
<input type="checkbox" id="${choiceId(choice)}" name="resource" value="${choice.resourceId}"${(ticked?.includes(choice.resourceId) ?? true) && html` checked`}>
<b>${choice.name}</b>
<small><span class="whole">${choice.number}</span>${choice.notes.map((note) => html` · ${note}`)}<br><code>${choice.resourceId}</code></small>
</label>`;

/** The `id` of a choice's box. */
export const choiceId = ({ resourceId }: Pick<Choice, 'resourceId'>): string => `resource-${resourceId}`;

const dataLine = ({ data }: Section, language: Language): Html =>
  html`<p class="soft">${WORDS.asked[language]}: ${data.join(', ')}.</p>`;

import type { ErrorRow } from '../../src/core/errors.js';
import { ERRORS } from '../../src/openfinance/wire/errors.js';
import { ERRORS as OTDX_ERRORS, type OtdxErrorRow } from '../../src/otdx/wire/errors.js';
import { ruleOf } from './catalogue.js';
import { anchorOf, code, page, table } from './markdown.js';

const INTRO_PT = `*In English below.* Cada erro que as APIs Open Finance deste servidor respondem. Vários têm o mesmo código; por isso
cada um está sob o seu nome no catálogo, que nunca sai na resposta. O cliente vê o status, o código, o título e o detalhe
abaixo; alguns detalhes falam do pedido recebido. A regra por trás vem também no cabeçalho \`x-transmissora-rule\`, salvo
com \`--strict\`. Os erros da OTDX estão [no fim](#otdx).`;

const INTRO = `Every error the Open Finance APIs of this server answer. Several share a code, so each stands under its name in
the catalogue, which never goes on the wire; the client sees the status, and the code, title and detail below. Some
answers replace the detail with words about the request. The rule behind an error is also in the response header
\`x-transmissora-rule\`, unless the server runs with \`--strict\`.`;

const OTDX_INTRO = `The OTDX APIs answer as Django REST framework does: \`{"detail": …}\`, or for a 400 about fields each field's name with
a list of texts. The framework's own sentences, which have an English one, come in English unless \`Accept-Language\` asks
for Portuguese. Braces stand for a value.`;

/** docs/errors.md: the error catalogues, by status and then by name. */
export function errorsPage(): string {
  const all: readonly (readonly [string, ErrorRow])[] = Object.entries(ERRORS);
  const statuses = [...new Set(all.map(([, { status }]) => status))].toSorted((one, other) => one - other);
  const sections = statuses.flatMap((status) => [
    `## ${status}`,
    ...all
      .filter(([, row]) => row.status === status)
      .map(([name, row]) => entry(name, row))
      .toSorted(),
  ]);
  return page('# Erros · Errors', INTRO_PT, INTRO, ...sections, '## OTDX', OTDX_INTRO, otdxTable());
}

const entry = (name: string, { status, code: errorCode, title, detail, rule }: ErrorRow): string => `### ${name}

- Status: ${status}
- Code: ${code(errorCode)}
- Title: ${title}
- Detail: ${detail}
- Rule: ${rule === undefined ? '—' : citation(rule)}`;

function otdxTable(): string {
  const rows: readonly (readonly [string, OtdxErrorRow])[] = Object.entries(OTDX_ERRORS);
  return table(
    ['Name', 'Status', 'Text', 'English', 'Rule'],
    rows
      .toSorted(([, one], [, other]) => one.status - other.status)
      .map(([name, { status, pt, en, rule }]) => [name, String(status), pt, en ?? '—', linkTo(rule)]),
  );
}

const linkTo = (rule: string): string => `[${rule}](rules.md#${anchorOf(rule)})`;

function citation(rule: string): string {
  const { pt, en } = ruleOf(rule)?.title ?? { pt: 'Fora do catálogo.', en: 'Not in the catalogue.' };
  return `${linkTo(rule)}. ${pt} · ${en}`;
}

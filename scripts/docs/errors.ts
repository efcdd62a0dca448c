import type { ErrorRow } from '../../src/core/errors.js';
import { ruleOf } from '../../src/openfinance/rules.js';
import { ERRORS } from '../../src/openfinance/wire/errors.js';
import { anchorOf, code, page } from './markdown.js';

const INTRO = `Every error the Open Finance APIs of this server answer. Several share a code, so each stands under its name in
the catalogue, which never goes on the wire; the client sees the status, and the code, title and detail below. Some
answers replace the detail with words about the request. The rule behind an error is also in the response header
\`x-transmissora-rule\`, unless the server runs with \`--strict\`.`;

/** docs/errors.md: the error catalogue, by status and then by name. */
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
  return page('# Errors', INTRO, ...sections);
}

const entry = (name: string, { status, code: errorCode, title, detail, rule }: ErrorRow): string => `### ${name}

- Status: ${status}
- Code: ${code(errorCode)}
- Title: ${title}
- Detail: ${detail}
- Rule: ${rule === undefined ? '—' : citation(rule)}`;

const citation = (rule: string): string =>
  `[${rule}](rules.md#${anchorOf(rule)}). ${ruleOf(rule)?.title.en ?? 'Not in the catalogue.'}`;

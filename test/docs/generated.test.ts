import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { DOCUMENTS, RULES, ruleOf } from '../../scripts/docs/catalogue.js';
import { citationsIn } from '../../scripts/docs/citations.js';
import { errorsPage } from '../../scripts/docs/errors.js';
import { consentDiagram, resourceDiagram } from '../../scripts/docs/machines.js';
import { pages, wholePages } from '../../scripts/docs/pages.js';
import { rulesPage } from '../../scripts/docs/rules.js';
import { apiPage } from '../../scripts/docs/api.js';
import { unusedWords } from '../../scripts/docs/words.js';
import { RECEIVER_RULES } from '../../src/conformance/rules/receiver.js';
import type { ErrorRow } from '../../src/core/errors.js';
import { REJECTIONS } from '../../src/openfinance/consents/machine.js';
import { mayMove } from '../../src/openfinance/holdings/status-machine.js';
import { STATUSES } from '../../src/openfinance/vocabulary.js';
import { ERRORS } from '../../src/openfinance/wire/errors.js';
import { ERRORS as OTDX_ERRORS } from '../../src/otdx/wire/errors.js';

/** Longer than this, a rule's sentence no longer fits a table. Characters. */
const LONGEST_SENTENCE = 140;

/** Rules that bind the receiver's use of the API, not what this server answers. */
const OF_RECEIVERS = /^RES-12[0-8]$/;

/** What the first group of the pattern finds in a text, in order. */
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, group]) => group ?? '');

const ids: readonly string[] = RULES.map(({ id }) => id);

describe('the rule catalogue', () => {
  test('gives each rule an id of its own', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.map((id) => ruleOf(id)?.id)).toEqual(ids);
  });

  test('knows no rule by an id it does not list', () => {
    expect(ruleOf('RES-999')).toBeUndefined();
  });

  test('says each rule in a short sentence, in both languages', () => {
    const sentences = RULES.flatMap(({ title }) => [title.pt, title.en]);
    expect(sentences.filter((text) => text.length > LONGEST_SENTENCE || !text.endsWith('.'))).toEqual([]);
  });

  test('cites only documents it names, and names none it does not cite', () => {
    const cited = [...RULES, ...RECEIVER_RULES]
      .flatMap(({ source }) => source.split('; '))
      .map((citation) => citation.split(', ')[0] ?? '');
    expect([...new Set(cited)].toSorted()).toEqual(Object.keys(DOCUMENTS).toSorted());
  });

  test('has every rule an error cites', () => {
    const rows: readonly { rule?: string }[] = [...Object.values(ERRORS), ...Object.values(OTDX_ERRORS)];
    const cited = rows.map(({ rule }) => rule ?? 'none');
    expect(cited.filter((rule) => ruleOf(rule) === undefined)).toEqual([]);
  });

  test('has every rule the code cites, but for those of receivers', () => {
    const cited = [...citationsIn(new URL('../../src/', import.meta.url), '.ts').keys()];
    expect(cited).not.toEqual([]);
    const judged = RECEIVER_RULES.map(({ id }) => id);
    const known = (rule: string): boolean =>
      ruleOf(rule) !== undefined || OF_RECEIVERS.test(rule) || judged.includes(rule);
    expect(cited.filter((rule) => !known(rule))).toEqual([]);
  });
});

describe('docs/errors.md', () => {
  test('lists exactly the errors, with exactly the codes, that we can send', () => {
    const names = Object.keys(ERRORS);
    const rows = Object.values(ERRORS);
    expect(found(errorsPage(), /^### (.+)$/gm).toSorted()).toEqual(names.toSorted());
    expect(found(errorsPage(), /^- Code: `(.+)`$/gm).toSorted()).toEqual(rows.map(({ code }) => code).toSorted());
  });

  test('gives the status, code, title and detail of each error as the client sees them', () => {
    const text = errorsPage();
    const isShown = ([name, { status, code, title, detail }]: [string, ErrorRow]): boolean =>
      text.includes(
        `### ${name}\n\n- Status: ${status}\n- Code: \`${code}\`\n- Title: ${title}\n- Detail: ${detail}\n`,
      );
    const all = Object.entries<ErrorRow>(ERRORS);
    expect(all.filter((row) => !isShown(row)).map(([name]) => name)).toEqual([]);
  });

  test('lists exactly the errors of the OTDX APIs', () => {
    expect(found(errorsPage(), /^\| ([A-Z_0-9]+) \| \d{3} \|/gm).toSorted()).toEqual(
      Object.keys(OTDX_ERRORS).toSorted(),
    );
  });

  test('links each error to a rule that docs/rules.md has', () => {
    const anchors = found(rulesPage(new Map()), /<a id="(.+?)">/g);
    expect(found(errorsPage(), /\(rules\.md#(.+?)\)/g)).toHaveLength(
      Object.keys(ERRORS).length + Object.keys(OTDX_ERRORS).length,
    );
    expect(anchors).toEqual(expect.arrayContaining(found(errorsPage(), /\(rules\.md#(.+?)\)/g)));
  });
});

describe('docs/rules.md', () => {
  test('lists exactly the catalogue', () => {
    expect(found(rulesPage(new Map()), /<\/a>(\S+) \|/g)).toEqual([...ids, ...RECEIVER_RULES.map(({ id }) => id)]);
  });

  test('names the tests of a rule, or says that there are none', () => {
    const text = rulesPage(new Map([[ids[0] ?? '', ['one.test.ts', 'two/three.test.ts']]]));
    const ends = found(text, /<\/a>.+ \| (.+) \|$/gm);
    expect(ends[0]).toBe('`one`, `two/three`');
    expect(new Set(ends.slice(1))).toEqual(new Set(['—']));
  });
});

describe('the diagrams of the machines', () => {
  const moves = found(resourceDiagram(), /^ {2}(\w+ --> \w+)/gm);

  test('draws every move of a resource that some type may make, and no other', () => {
    const pairs = STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const));
    const allowed = pairs.filter(([from, to]) => mayMove('FUND', from, to)).map(([from, to]) => `${from} --> ${to}`);
    const drawn = moves.filter((move) => STATUSES.some((status) => move.startsWith(`${status} `)));
    expect(drawn.toSorted()).toEqual(allowed.toSorted());
  });

  test('draws every end of a consent', () => {
    const ends = found(consentDiagram(), /--> REJECTED: (\w+)$/gm);
    expect([...new Set(ends)].toSorted()).toEqual(Object.keys(REJECTIONS).toSorted());
  });
});

describe('docs/api.md', () => {
  test('begins with how to start, and has everything that is exported', () => {
    const exported = found(readFileSync(new URL('../../src/index.ts', import.meta.url), 'utf8'), /(\w+)(?:,| })/g);
    expect(found(apiPage(), /^## (\w+)$/gm).toSorted()).toEqual([...exported, 'Types'].toSorted());
    expect(found(apiPage(), /^## (\w+)$/gm)[0]).toBe('startTransmissora');
  });

  test('says something of every export and every member', () => {
    const [members = ''] = apiPage().split('\n## Types\n');
    expect(found(members, /^#{2,4} (.+)\n\n(?=#)/gm)).toEqual([]);
  });
});

describe('every generated page', () => {
  test('finds a translation for each sentence, and there is none that no page takes', () => {
    expect(pages().length).toBeGreaterThan(wholePages().length);
    expect(unusedWords()).toEqual([]);
  });

  test.each(wholePages())('$file says how it is generated', ({ text }) => {
    expect(text).toMatch(/^<!-- Generated by `npm run docs`/);
  });
});

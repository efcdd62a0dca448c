import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { pageOf } from '../../scripts/bench/report.js';
import { ALL_PAGES, anchorsOf, fencesOf, headingsOf, linksOf, pagesBelow, proseOf, read, ROOT } from './pages.js';

/** What is wrong with a link, or nothing. Addresses elsewhere are not asked for: no test leaves the machine. */
function complaintAbout(link: string, page: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return undefined;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, target))) return `${link}: there is no ${target}`;
  if (anchor === undefined) return undefined;
  if (statSync(join(ROOT, target)).isDirectory() || !anchorsOf(read(target)).has(anchor))
    return `${link}: ${target} has no #${anchor}`;
  return undefined;
}

describe('every link leads somewhere', () => {
  test.each(ALL_PAGES)('%s', (page) => {
    expect(linksOf(read(page)).flatMap((link) => complaintAbout(link, page) ?? [])).toEqual([]);
  });
});

test('the page npm run bench writes leads to what is there, and to the picture it writes beside it', () => {
  const links = linksOf(pageOf([], 'a machine', '2026-03-02'));
  expect(links).toContain('performance.svg');
  const others = links.filter((link) => link !== 'performance.svg');
  expect(others.flatMap((link) => complaintAbout(link, 'docs/performance.md') ?? [])).toEqual([]);
});

describe('Portuguese and English', () => {
  const inPortuguese = pagesBelow('docs/pt').map((file) => file.replace('docs/pt/', ''));

  test('have the same pages', () => {
    expect(pagesBelow('docs/en').map((file) => file.replace('docs/en/', ''))).toEqual(inPortuguese);
  });

  const TWINS = [['README.md', 'README.en.md'], ...inPortuguese.map((file) => [`docs/pt/${file}`, `docs/en/${file}`])];

  test.each(TWINS)('%s and %s have the same sections and the same blocks, and lead to each other', (pt, en) => {
    const [one, other] = [read(pt!), read(en!)];
    expect(headingsOf(other).map(({ level }) => level)).toEqual(headingsOf(one).map(({ level }) => level));
    expect(fencesOf(other).map(({ language }) => language)).toEqual(fencesOf(one).map(({ language }) => language));
    const targets = (page: string, from: string): string[] => linksOf(page).map((link) => join(dirname(from), link));
    expect(targets(one, pt!)).toContain(en);
    expect(targets(other, en!)).toContain(pt);
  });

  /** As they are written in either language: 1,000 and 0.3 are 1.000 and 0,3. */
  const figuresIn = (page: string): string[] =>
    [...proseOf(page).matchAll(/\d[\d.,]*/g)].map(([figure]) => figure.replaceAll(/[.,]/g, '')).toSorted();

  test.each(['reliability.md', 'scaling.md'])('have the same figures in %s', (file) => {
    expect(figuresIn(read(`docs/pt/${file}`))).toEqual(figuresIn(read(`docs/en/${file}`)));
  });

  test.each(['pt', 'en'])('the index of docs/%s leads to every other page of it', (language) => {
    const index = `docs/${language}/README.md`;
    const linked = linksOf(read(index)).map((link) => join(dirname(index), link));
    const others = pagesBelow(`docs/${language}`).filter((file) => file !== index);
    expect(others.filter((file) => !linked.includes(file))).toEqual([]);
  });
});

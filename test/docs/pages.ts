import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** A fenced block of a page. */
export interface Fence {
  /** The first word after the fence. */
  readonly language: string;
  /** What stands after it: for `json`, the call it is the body of. */
  readonly info: string;
  readonly text: string;
  /** Of the fence, from 1. */
  readonly line: number;
  /** The language of the fence that follows with nothing but empty lines between them, and its text. */
  readonly shown: { readonly language: string; readonly text: string } | undefined;
}

const FENCE = /^( *)```(\S*)(?: +(.*))?\n([\s\S]*?)^ *```$/gm;

/** The Markdown files below a folder, or at it, from the root of the project; sorted. */
export const pagesBelow = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file).replaceAll('\\', '/'))
    .toSorted();

export const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** What users read, in both languages. */
export const USER_PAGES = ['README.md', 'README.en.md', ...pagesBelow('docs/pt'), ...pagesBelow('docs/en')];

/** Every page there is; every snippet of them is run. */
export const ALL_PAGES = [
  ...new Set([
    ...USER_PAGES,
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'llms.txt',
    ...pagesBelow('docs'),
    ...pagesBelow('examples'),
  ]),
];

/** Those that say what to type today; a decision tells of its day. */
export const CURRENT_PAGES = ALL_PAGES.filter((page) => !page.startsWith('docs/decisions/'));

export function fencesOf(page: string): readonly Fence[] {
  const found = [...page.matchAll(FENCE)];
  return found.map((match, index) => {
    const [whole, indent = '', language = '', info = '', text = ''] = match;
    const next = found[index + 1];
    const gap = next && page.slice(match.index + whole.length, next.index);
    const shown = next && gap?.trim() === '' ? { language: next[2] ?? '', text: next[4] ?? '' } : undefined;
    const plain = text.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    return { language, info, text: plain, line: page.slice(0, match.index).split('\n').length, shown };
  });
}

/** The page without its fences: what is prose. */
export const proseOf = (page: string): string => page.replaceAll(FENCE, '');

/** What stands between backticks in the sentences of a page. */
export const codesOf = (page: string): readonly string[] =>
  [...proseOf(page).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');

/** The headings, with their level. */
export const headingsOf = (page: string): readonly { readonly level: number; readonly text: string }[] =>
  [...proseOf(page).matchAll(/^(#{1,6}) (.+)$/gm)].map(([, hashes = '', text = '']) => ({
    level: hashes.length,
    text,
  }));

/** What a link may lead to on a page: headings as GitHub names them, and anchors written by hand. */
export function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = [...page.matchAll(/<a id="(.+?)">/g)].map(([, id]) => id ?? '');
  const seen = new Map<string, number>();
  for (const { text } of headingsOf(page)) {
    const slug = slugOf(text);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    anchors.push(times === 0 ? slug : `${slug}-${times}`);
  }
  return new Set(anchors);
}

const slugOf = (heading: string): string =>
  heading
    .replaceAll(/\[(.+?)\]\(.+?\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

/** Where the links and images of a page lead, as written. */
export const linksOf = (page: string): readonly string[] =>
  [
    ...proseOf(page)
      .replaceAll(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, target]) => target ?? '');

import { readdirSync, readFileSync } from 'node:fs';
import { adminCalls } from './admin-api.js';
import { approvalDiagram, consentDiagram, reprocessingDiagram, resourceDiagram } from './machines.js';
import type { Page } from './markdown.js';
import { otdxPersonasTable, personasTable } from './personas.js';
import { scenarioKeys } from './scenario-schema.js';
import { preparationDiagram, purgeDiagram } from './windows.js';

export const LANGUAGES = ['pt', 'en'] as const;
export type PageLanguage = (typeof LANGUAGES)[number];

const DOCS = new URL('../../docs/', import.meta.url);

/** What may stand between `<!-- generated: NAME -->` and `<!-- end -->` on a page of either language. */
const BLOCKS: Readonly<Record<string, (language: PageLanguage) => string>> = {
  'consent machine': consentDiagram,
  'resource machine': resourceDiagram,
  'approval machine': approvalDiagram,
  'reprocessing machine': reprocessingDiagram,
  'preparation window': preparationDiagram,
  'purge window': purgeDiagram,
  'admin calls': adminCalls,
  personas: personasTable,
  'scenario keys': scenarioKeys,
  'OTDX personas': otdxPersonasTable,
};

const BLOCK = /<!-- generated: (.+?) -->\n[\s\S]*?<!-- end -->/g;

/** The pages of both languages that have generated blocks in them, with the blocks as they should stand now. */
export const pagesWithBlocks = (): readonly Page[] =>
  LANGUAGES.flatMap((language) =>
    filesBelow(language)
      .map((file) => ({ file, written: readFileSync(new URL(file, DOCS), 'utf8') }))
      .filter(({ written }) => written.includes('<!-- generated: '))
      .map(({ file, written }) => ({ file, text: filled(written, language) })),
  );

const filesBelow = (language: PageLanguage): readonly string[] =>
  readdirSync(new URL(`${language}/`, DOCS), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${language}/${file.replaceAll('\\', '/')}`)
    .toSorted();

/** @throws TypeError when a page asks for a block nobody makes. */
export const filled = (written: string, language: PageLanguage): string =>
  written.replaceAll(BLOCK, (_, name: string) => {
    const block = BLOCKS[name];
    if (!block) throw new TypeError(`no block "${name}"; there are: ${Object.keys(BLOCKS).join(', ')}`);
    return `<!-- generated: ${name} -->\n\n${block(language)}\n\n<!-- end -->`;
  });

import { apiPage } from './api.js';
import { pagesWithBlocks } from './blocks.js';
import { citationsIn } from './citations.js';
import { errorsPage } from './errors.js';
import type { Page } from './markdown.js';
import { rulesPage } from './rules.js';

/** Every page that is generated as a whole, as it should stand now. */
export const wholePages = (): readonly Page[] => [
  { file: 'api.md', text: apiPage() },
  { file: 'errors.md', text: errorsPage() },
  { file: 'rules.md', text: rulesPage(citationsIn(new URL('../../test/', import.meta.url), '.test.ts')) },
];

/** Those, and the pages with generated blocks in them. */
export const pages = (): readonly Page[] => [...wholePages(), ...pagesWithBlocks()];

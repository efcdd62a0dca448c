import { citationsIn } from './citations.js';
import { errorsPage } from './errors.js';
import { machinesPage } from './machines.js';
import { rulesPage } from './rules.js';

interface Page {
  /** Below `docs/`. */
  readonly file: string;
  readonly text: string;
}

/** Every generated page, as it should stand now. */
export const pages = (): readonly Page[] => [
  { file: 'errors.md', text: errorsPage() },
  { file: 'machines.md', text: machinesPage() },
  { file: 'rules.md', text: rulesPage(citationsIn(new URL('../../test/', import.meta.url), '.test.ts')) },
];

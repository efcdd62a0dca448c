import type { Deviation } from './deviation.js';
import { CONSENT_LIFE } from './rows/consents.js';
import { CREATIONS } from './rows/creation.js';
import { LISTS } from './rows/lists.js';
import { PAGES } from './rows/pages.js';
import { PREPARATION } from './rows/preparation.js';
import { PRODUCT_ANSWERS } from './rows/products.js';
import { RENEWALS } from './rows/renewals.js';
import { STATUSES_SHOWN } from './rows/statuses.js';
import { WIRE } from './rows/wire.js';

/** Every breach this server can be told to commit. */
export const DEVIATIONS: readonly Deviation[] = [
  ...PREPARATION,
  ...WIRE,
  ...PAGES,
  ...LISTS,
  ...STATUSES_SHOWN,
  ...CONSENT_LIFE,
  ...CREATIONS,
  ...RENEWALS,
  ...PRODUCT_ANSWERS,
];

export const DEVIATIONS_BY_ID: ReadonlyMap<string, Deviation> = new Map(DEVIATIONS.map((row) => [row.id, row]));

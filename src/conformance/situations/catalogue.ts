import { CONSENT_SITUATIONS } from './consents.js';
import { EVERYTHING, LISTS } from './lists.js';
import type { Situation } from './situation.js';
import { STATUSES } from './statuses.js';

/** Every situation a transmitter is examined in. */
export const SITUATIONS: readonly Situation[] = [EVERYTHING, ...LISTS, ...STATUSES, ...CONSENT_SITUATIONS];

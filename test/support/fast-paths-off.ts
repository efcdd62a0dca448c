import { SETTINGS } from '../../src/settings.js';

// Embedded banks do not look at the environment: what they start from is changed instead.
Object.assign(SETTINGS.validator, { fallback: 'eov' });
Object.assign(SETTINGS.answerAgain, { fallback: 'false' });

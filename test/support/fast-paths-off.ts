import { SETTINGS } from '../../src/settings.js';
import { MemoryStore } from '../../src/store/memory.js';

// Embedded banks do not look at the environment: what they start from is changed instead.
Object.assign(SETTINGS.validator, { fallback: 'eov' });
Object.assign(SETTINGS.answerAgain, { fallback: 'false' });

// Without a revision, as where others write to the store too, no page and nothing read is kept from one call to the next.
Object.defineProperty(MemoryStore.prototype, 'revision', { get: () => undefined });

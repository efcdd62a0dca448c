// Writes fixtures/otdx/holidays.json anew. A test says when it is stale: after date-holidays learnt of a new law.
import { writeFileSync } from 'node:fs';
import { holidaysFile } from './calendar/holidays.js';

writeFileSync(new URL('../fixtures/otdx/holidays.json', import.meta.url), holidaysFile());

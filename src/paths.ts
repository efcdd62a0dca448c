import { join } from 'node:path';
import { PACKAGE_FOLDER } from './core/package-folder.js';

/** Where the package's own files stand, whether it runs from `src` or from `dist`. */
const below = (path: string): string => join(PACKAGE_FOLDER, path);

export const specFile = (name: string): string => below(`spec/${name}`);
export const FIXTURES = below('fixtures');
/** Built by `npm run build`, wherever the server runs from. */
export const CONSOLE = below('dist/console');
export const DEVELOPMENT_KEY = below('fixtures/keys/development-signing-key.json');
export const DEVELOPMENT_TLS_KEYS = below('fixtures/keys/development-tls-keys.json');
export const PACKAGE_FILE = below('package.json');
export const DEMO_CLIENT_KEYS = below('fixtures/keys/development-client-keys.json');
export const HOLIDAYS = below('fixtures/otdx/holidays.json');
export const WORKFLOW = below('fixtures/otdx/workflow.yaml');
export const RULES_PAGE = below('docs/rules.md');

import { PRODUCTS } from './products/families.js';
import type { OpenFinanceSettings } from './context.js';

/** The version of the document behind each API a receiver calls with a token, by the API's name. */
export const DOCUMENT_VERSIONS: Readonly<Record<string, string>> = {
  consents: '3.3.1',
  resources: '3.1.0',
  customers: '2.2.1',
  ...Object.fromEntries(PRODUCTS.map(({ family, version }) => [family, version])),
};

/** Whether an API may say in `x-v` that it is of this version: its paths carry the major one. RES-064, RES-065. */
export const mayAnnounce = (name: string, version: string): boolean =>
  Object.hasOwn(DOCUMENT_VERSIONS, name) && majorOf(DOCUMENT_VERSIONS[name] ?? '') === majorOf(version);

const majorOf = (version: string): string | undefined => version.split('.')[0];

/** What `x-v` says: the document's version, unless the configuration says otherwise. */
export const announcedVersion = (
  { apiVersion }: Pick<OpenFinanceSettings, 'apiVersion'>,
  { name, version }: { readonly name: string; readonly version: string },
): string => apiVersion.findLast(({ family }) => family === name)?.version ?? version;

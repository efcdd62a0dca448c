import { readYaml } from '../core/packaged.js';
import { type ContractDocument, dereferenced } from './routes.js';

/** Any absolute http(s) URL: links must be callable on localhost and on an address too. */
const isHttpUrl = (text: string): boolean =>
  PLAIN_URL.test(text) || (/^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text));

/** What needs no parser to be one. */
const PLAIN_URL =
  /^https?:\/\/(?:127\.0\.0\.1|[a-z][a-z0-9]*(?:\.[a-z][a-z0-9]*)*)(?::[1-5]?\d{1,4})?(?:\/[\w./?=&~-]*)?$/;

/** What the documents mean by their formats, beside the usual ones. */
export const FORMATS = {
  url: { type: 'string', validate: isHttpUrl },
  uri: { type: 'string', validate: isHttpUrl },
  integer: { type: 'number', validate: Number.isInteger },
} as const;

/**
 * A contract document as it is held: references resolved, links callable on localhost, and the `relaxed` places taking
 * anything. A new one each time: whoever compiles it may change it.
 * @throws TypeError when a relaxed place does not exist.
 */
export async function readContract(specFile: string, relaxed: readonly string[]): Promise<ContractDocument> {
  const written = withCallableLinks((await readYaml(specFile)) as Document);
  for (const place of relaxed) relax(written, place);
  return dereferenced(written);
}

type Document = object;

const LINKS = ['self', 'first', 'prev', 'next', 'last'] as const;

/** Some documents ask for a dotted host in links. Ours are callable on localhost, so that pattern is not held. */
function withCallableLinks(node: Document): Document {
  if (typeof node !== 'object' || node === null) return node;
  const { properties } = node as { properties?: Record<string, { pattern?: string }> };
  if (properties?.['self']) for (const name of LINKS) delete properties[name]?.pattern;
  for (const part of Object.values(node)) withCallableLinks(part as Document);
  return node;
}

/** Lets the schema at a place take anything. @throws TypeError when the document has no such place. */
function relax(document: Document, place: string): void {
  const keys = place.split('/');
  const last = keys.pop() ?? '';
  let node: unknown = document;
  for (const key of keys) node = (node as Readonly<Record<string, unknown>> | undefined)?.[key];
  if (typeof node !== 'object' || node === null || !(last in node)) throw new TypeError(`no ${place} in the document`);
  Object.assign(node, { [last]: {} });
}

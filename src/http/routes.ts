/** A contract document as its validator takes it, with every reference resolved. */
export interface ContractDocument {
  readonly openapi: string;
  readonly components?: unknown;
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Where the document's paths begin. Ours have one server without variables, or none. */
export const basePathsOf = ({ servers = [{ url: '/' }] }: ContractDocument): string[] => [
  ...new Set(servers.map(({ url }) => `${new URL(url, NOWHERE).pathname.replace(/\/$/, '')}/`)),
];

/** A host for addresses without one; only their path is looked at. */
const NOWHERE = 'http://localhost';

/** An operation as its validator looks it up. */
export interface Route {
  readonly basePath: string;
  readonly openApiRoute: string;
  readonly expressRoute: string;
  readonly method: string;
  readonly pathParams: string[];
}

/** Each operation as a route, fixed paths before those with parameters. */
export function routesOf(document: ContractDocument): Route[] {
  const routes = basePathsOf(document).flatMap((base) => {
    const basePath = base.replace(/\/$/, '');
    return Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([method]) => METHODS.includes(method))
        .map(([method, operation]) => ({
          basePath,
          openApiRoute: `${basePath}${path}`,
          expressRoute: `${basePath}${path}`.replaceAll(/\{([^}]+)\}/g, ':$1'),
          method: method.toUpperCase(),
          pathParams: [...new Set([...pathParamsOf(operation), ...pathParamsOf(item)])],
        })),
    );
  });
  return routes.sort(byPath);
}

function pathParamsOf(holder: unknown): readonly string[] {
  const { parameters = [] } = holder as { parameters?: readonly { readonly in: string; readonly name: string }[] };
  return parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
}

function byPath(one: Route, other: Route): number {
  const [left, right] = [one, other].map(({ expressRoute }) => expressRoute.replaceAll('/:', '/~'));
  if (left === undefined || right === undefined || left === right) return 0;
  if (left.startsWith(right)) return -1;
  if (right.startsWith(left)) return 1;
  return left > right ? 1 : -1;
}

/**
 * The document with each local reference replaced by what it names: the same object wherever it is named. Ours do not go
 * in circles.
 */
export function dereferenced(document: unknown): ContractDocument {
  const resolved = new Map<string, unknown>();
  const at = (ref: string): unknown => {
    if (!resolved.has(ref)) resolved.set(ref, follow(lookUp(document, ref)));
    return resolved.get(ref);
  };
  const follow = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(follow);
    if (typeof node !== 'object' || node === null) return node;
    if ('$ref' in node && typeof node.$ref === 'string') return at(node.$ref);
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, follow(value)]));
  };
  return follow(document) as ContractDocument;
}

/** @throws TypeError when the document has no such place. */
function lookUp(document: unknown, ref: string): unknown {
  let node = document;
  for (const step of ref.slice(2).split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    node = (node as Readonly<Record<string, unknown>> | undefined)?.[key];
  }
  if (!ref.startsWith('#/') || node === undefined) throw new TypeError(`the document has no ${ref}`);
  return node;
}

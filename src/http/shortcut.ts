import type { IncomingHttpHeaders } from 'node:http';
import type { Check } from './plain-checks.js';
import type { PlainOperation, PlainRoute } from './plain-operations.js';

/** What of a request the document speaks about. */
interface Asked {
  readonly method: string;
  readonly originalUrl: string;
  readonly headers: IncomingHttpHeaders;
}

/** An operation whose request is right. */
export interface Held {
  /** Whether an answer is right, beyond doubt. */
  holds(status: number, contentType: unknown, body: unknown): boolean;
}

/**
 * Says yes to what is plainly right by a contract document, and nothing else: calls without a body, whose query is
 * spelt plainly, and their JSON answers. Where it does not say yes, the validator of the document decides (decision
 * 0037). Nothing of a request is kept.
 */
export class Shortcut {
  readonly #fixed = new Map<string, Way>();
  readonly #templates: readonly Way[];

  constructor(routes: readonly PlainRoute<Check>[]) {
    const ways = routes.map(({ route, operation }) => ({
      segments: route.split('/'),
      operation: operation && checkedOperation(operation),
    }));
    for (const [index, { route }] of routes.entries()) {
      const way = ways[index];
      if (way && !route.includes('{')) this.#fixed.set(route, way);
    }
    this.#templates = ways.filter(({ segments }) => segments.some(isName));
  }

  /** What a request asks for, where all of it is right beyond doubt. */
  heldBy({ method, originalUrl, headers }: Asked): Held | undefined {
    if (method !== 'GET' || BODY_HEADERS.some((name) => name in headers)) return undefined;
    const mark = originalUrl.indexOf('?');
    const path = mark < 0 ? originalUrl : originalUrl.slice(0, mark);
    const way = this.#fixed.get(path) ?? this.#templateFor(path);
    if (!way?.operation) return undefined;
    const query = mark < 0 ? {} : plainQuery(originalUrl.slice(mark + 1), way.operation.queryNames);
    const params = way.segments.some(isName) ? plainParams(way, path) : {};
    if (!query || !params) return undefined;
    return way.operation.takes({ query, headers, params }) ? way.operation : undefined;
  }

  #templateFor(path: string): Way | undefined {
    const segments = path.split('/');
    return this.#templates.find(
      (way) =>
        way.segments.length === segments.length &&
        way.segments.every((segment, index) => isName(segment) || segment === segments[index]),
    );
  }
}

/** A path, and what `GET` on it is; absent where the shortcut has nothing to say of it. */
interface Way {
  readonly segments: readonly string[];
  readonly operation: CheckedOperation | undefined;
}

interface CheckedOperation extends Held {
  readonly queryNames: ReadonlySet<string>;
  takes(given: { query: object; headers: object; params: object }): boolean;
}

const BODY_HEADERS = ['content-length', 'transfer-encoding', 'content-type'];

const isName = (segment: string): boolean => segment.startsWith('{');

/** What needs no decoding and has no meaning of its own. */
const PLAIN = /^[\w.~-]+$/;

/** A query of declared names, each once, with plain values. */
function plainQuery(text: string, names: ReadonlySet<string>): object | undefined {
  const query: Record<string, string> = {};
  for (const pair of text.split('&')) {
    const cut = pair.indexOf('=');
    const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)];
    if (cut < 1 || !names.has(name) || Object.hasOwn(query, name) || !PLAIN.test(value)) return undefined;
    query[name] = value;
  }
  return query;
}

function plainParams({ segments: names }: Way, path: string): object | undefined {
  const segments = path.split('/');
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    if (!isName(name)) continue;
    const value = segments[index] ?? '';
    if (!PLAIN.test(value) || !name.endsWith('}')) return undefined;
    params[name.slice(1, -1)] = value;
  }
  return params;
}

function checkedOperation({ queryNames, takes, answers }: PlainOperation<Check>): CheckedOperation {
  return {
    queryNames: new Set(queryNames),
    takes: (given) => takes(given) === true,
    // Another type, or a status the document has no row of its own for, is for the validator to make sense of.
    holds: (status, contentType = USUAL_TYPE, body) => answers[`${status} ${String(contentType)}`]?.({ body }) === true,
  };
}

/** What an answer without a type of its own gets. */
const USUAL_TYPE = 'application/json';

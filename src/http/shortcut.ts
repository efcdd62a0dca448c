import type { IncomingHttpHeaders } from 'node:http';
import type { Check } from './plain-checks.js';
import { JSON_TYPE, type PlainOperation, type PlainRoute } from './plain-operations.js';

/** What of a request the document speaks about. */
interface Asked {
  readonly method: string;
  readonly originalUrl: string;
  readonly headers: IncomingHttpHeaders;
  readonly body?: unknown;
}

/** An operation whose request is right. */
export interface Held {
  /** Whether it has parameters in the query. */
  readonly readsQuery: boolean;
  /** Whether an answer is right, beyond doubt. */
  holds(status: number, contentType: unknown, body: unknown): boolean;
}

/**
 * Says yes to what is plainly right by a contract document, and nothing else: calls without a body or with one in JSON, whose
 * query is spelt plainly, and their JSON answers. Where it does not say yes, the validator of the document decides (decision
 * 0037). Nothing of a request is kept.
 */
export class Shortcut {
  readonly #fixed: ReadonlyMap<string, Way>;
  readonly #templates: readonly Way[];

  constructor(routes: readonly PlainRoute<Check>[]) {
    const ways = routes.map(({ route, operations }) => ({
      route,
      segments: route.split('/'),
      isTemplate: route.includes('{'),
      operations: new Map(Object.entries(operations).map(([method, one]) => [method, checkedOperation(one)])),
    }));
    this.#fixed = new Map(ways.filter(({ isTemplate }) => !isTemplate).map((way) => [way.route, way]));
    this.#templates = ways.filter(({ isTemplate }) => isTemplate);
  }

  /** What a request asks for, where all of it is right beyond doubt. */
  heldBy({ method, originalUrl, headers, body }: Asked): Held | undefined {
    const mark = originalUrl.indexOf('?');
    const path = mark < 0 ? originalUrl : originalUrl.slice(0, mark);
    const way = this.#fixed.get(path) ?? this.#templateFor(path);
    const operation = way?.operations.get(method);
    if (!way || !operation?.takesBody(headers, body)) return undefined;
    const query = mark < 0 ? {} : plainQuery(originalUrl.slice(mark + 1), operation.queryNames);
    const params = way.isTemplate ? plainParams(way, path) : {};
    if (!query || !params) return undefined;
    return operation.takes({ query, headers, params }) ? operation : undefined;
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

/** A path, and its operations by method; absent where the shortcut has nothing to say of one. */
interface Way {
  readonly isTemplate: boolean;
  readonly segments: readonly string[];
  readonly operations: ReadonlyMap<string, CheckedOperation>;
}

interface CheckedOperation extends Held {
  readonly queryNames: ReadonlySet<string>;
  takes(given: { query: object; headers: object; params: object }): boolean;
  /** As the validator does, it fills in what the document has defaults for. */
  takesBody(headers: IncomingHttpHeaders, body: unknown): boolean;
}

const BODY_HEADERS = ['content-length', 'transfer-encoding', 'content-type'];

const isName = (segment: string): boolean => segment.startsWith('{');

/** What needs no decoding and has no meaning of its own. */
const PLAIN = /^[\w.~-]+$/;

/** The same of a part of a path, where a colon has no meaning either. */
const PLAIN_SEGMENT = /^[\w.~:-]+$/;

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
    if (!PLAIN_SEGMENT.test(value) || !name.endsWith('}')) return undefined;
    params[name.slice(1, -1)] = value;
  }
  return params;
}

function checkedOperation({ queryNames, takes, body: isRight, answers }: PlainOperation<Check>): CheckedOperation {
  return {
    queryNames: new Set(queryNames),
    readsQuery: queryNames.length > 0,
    takes: (given) => takes(given) === true,
    takesBody: isRight
      ? (headers, body) => headers['content-type'] === JSON_TYPE && body !== undefined && isRight({ body }) === true
      : (headers) => !BODY_HEADERS.some((name) => name in headers),
    // Without a type of its own it gets JSON's. Another, or a status the document has no row for, is the validator's.
    holds: (status, contentType = JSON_TYPE, body) => answers[`${status} ${String(contentType)}`]?.({ body }) === true,
  };
}

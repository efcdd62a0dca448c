import type { Exchange } from '../core/exchange.js';

/** A resource as a list shows it. */
export interface ListedResource {
  readonly resourceId: string;
  readonly type: string;
  readonly status: string;
}

/** The path of an official API: `/open-banking/<family>/v<major>` and the rest, as `{family, major, rest}`. */
export function officialPath({ path }: Exchange): { family: string; major: string; rest: string } | undefined {
  const [, family, major, rest = ''] = /^\/open-banking\/([\w-]+)\/v(\d+)(\/.*)?$/.exec(path) ?? [];
  return family === undefined || major === undefined ? undefined : { family, major, rest };
}

/** A call to `GET /resources`, whatever became of it. */
export const isListCall = (exchange: Exchange): boolean => {
  const place = officialPath(exchange);
  return exchange.method === 'GET' && place?.family === 'resources' && place.rest === '/resources';
};

export const isSuccess = ({ status }: Exchange): boolean => status >= 200 && status < 300;

/** An answer with a list of something in it. */
export const dataOf = ({ responseBody }: Exchange): readonly unknown[] | undefined => {
  const data = fieldOf(responseBody, 'data');
  return Array.isArray(data) ? data : undefined;
};

/** The resources in the answer of a list call; empty when it holds none that can be read. */
export const listedIn = (exchange: Exchange): readonly ListedResource[] =>
  exchange.status === 200 ? (dataOf(exchange) ?? []).filter(isListed) : [];

const isListed = (item: unknown): item is ListedResource =>
  ['resourceId', 'type', 'status'].every((field) => typeof fieldOf(item, field) === 'string');

/** A header of the request, or of the answer when said so; names in any case. */
export const headerOf = (
  { requestHeaders, responseHeaders }: Exchange,
  name: string,
  side: 'request' | 'response' = 'request',
): string | undefined => (side === 'request' ? requestHeaders : responseHeaders)[name.toLowerCase()];

export const queryOf = ({ query }: Exchange): URLSearchParams => new URLSearchParams(query);

/** The codes of an error answer, in order. */
export function errorCodesOf({ responseBody }: Exchange): readonly string[] {
  const errors = fieldOf(responseBody, 'errors');
  return Array.isArray(errors) ? errors.map(codeOf) : [];
}

const codeOf = (error: unknown): string => {
  const code = fieldOf(error, 'code');
  return typeof code === 'string' ? code : '';
};

/** What stands under these keys, one inside the other; undefined as soon as there is nothing to look into. */
export function fieldOf(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null && Object.hasOwn(found, key)
        ? (found as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}

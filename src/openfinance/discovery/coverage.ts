import type { FaultMatch } from '../../core/fault.js';
import type { OpenFinanceApi } from '../api.js';
import { endpointsOf } from '../published.js';

/** How much of an endpoint's calls a fault's match takes in. */
export type Part = 'all' | 'some' | 'none';

/** What a fault's match takes in of each endpoint of an API, in the order of `endpointsOf`. */
export function coverageOf({ api: name, method, path }: FaultMatch, api: OpenFinanceApi): readonly Part[] {
  const isMeant = name === undefined || name === api.name;
  return endpointsOf(api).map((endpoint) =>
    isMeant && (method === undefined || method === endpoint.method) ? partOf(path ?? '*', endpoint.path) : 'none',
  );
}

/** Which of the paths a template stands for a pattern matches: a pattern is a path, or a beginning and `*`. */
export function partOf(pattern: string, template: string): Part {
  const isOpen = pattern.endsWith('*');
  const wanted = (isOpen ? pattern.slice(0, -1) : pattern).split('/');
  const parts = template.split('/');
  if (isOpen ? wanted.length > parts.length : wanted.length !== parts.length) return 'none';
  const pairs = wanted.map((text, index) => ({
    text,
    part: parts[index] ?? '',
    isBeginning: isOpen && index === wanted.length - 1,
  }));
  const fits = pairs.every(({ text, part, isBeginning }) => {
    if (part.startsWith('{')) return text !== '' || isBeginning;
    return isBeginning ? part.startsWith(text) : part === text;
  });
  if (!fits) return 'none';
  return pairs.some(({ text, part }) => part.startsWith('{') && text !== '') ? 'some' : 'all';
}

import type { FaultMatch } from '../../core/fault.js';
import type { OpenFinanceApi } from '../api.js';
import { type Endpoint, endpointsOf } from '../published.js';

/** What a fault leaves of an API. */
export interface Coverage {
  readonly api: string;
  /** The endpoints with calls it strikes. */
  readonly endpoints: readonly Endpoint[];
  /** Whether it strikes every call. */
  readonly isWhole: boolean;
}

/** How a fault's match covers an API. */
export function coverageOf({ api: name, method, path }: FaultMatch, api: OpenFinanceApi): Coverage {
  const all = name === undefined || name === api.name ? endpointsOf(api) : [];
  const judged = all.map((endpoint) => ({
    endpoint,
    part: method === undefined || method === endpoint.method ? partOf(path ?? '*', endpoint.path) : 'none',
  }));
  return {
    api: api.name,
    endpoints: judged.filter(({ part }) => part !== 'none').map(({ endpoint }) => endpoint),
    isWhole: judged.length > 0 && judged.every(({ part }) => part === 'all'),
  };
}

/** Which of the paths a template stands for a pattern matches: a pattern is a path, or a beginning and `*`. */
export function partOf(pattern: string, template: string): 'all' | 'some' | 'none' {
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

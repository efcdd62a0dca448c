/** The screens, as the first segment of a link names them. */
export const SCREENS = [
  'world',
  'consents',
  'time',
  'resources',
  'traffic',
  'scenarios',
  'faults',
  'verdict',
  'otdx',
] as const;
export type Screen = (typeof SCREENS)[number];

/** What a link shows: a screen, what it is about, and how it is looked at. */
export interface Route {
  readonly screen: Screen;
  /** A consent, a resource, a scenario … */
  readonly id?: string;
  readonly query: Readonly<Record<string, string>>;
}

const BASE = '/console/';

/** Reads an address; whatever it does not know is the first screen. */
export function readRoute(pathname: string, search: string): Route {
  const [first = '', second] = pathname.slice(BASE.length).split('/');
  const screen = SCREENS.find((known) => known === first) ?? 'world';
  const id = second === undefined || second === '' ? undefined : decoded(second);
  return { screen, ...(id !== undefined && { id }), query: Object.fromEntries(new URLSearchParams(search)) };
}

/** The address that reproduces a view. */
export function linkTo(screen: Screen, id?: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(given).toString().replaceAll('%3A', ':');
  const path = id === undefined ? screen : `${screen}/${encodeURIComponent(id).replaceAll('%3A', ':')}`;
  return `${BASE}${path}${search && `?${search}`}`;
}

/** A segment that is no valid encoding stands for itself. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

import { go, route } from './navigation.js';
import { linkTo } from './route.js';

type Changes = Readonly<Record<string, string | undefined>>;

/** The address of what is shown now, but for these changes. */
export const linkHere = (changes: Changes): string => {
  const { screen, id, query } = route.value;
  return linkTo(screen, id, { ...query, ...changes });
};

/** Changes how the screen is looked at, and the address with it. */
export const showHere = (changes: Changes): void => go(linkHere(changes), { replace: true });

/** Something a person sets on a screen: kept in the address, unless it is as usual. */
export function useView(name: string, usual = ''): readonly [value: string, set: (value: string) => void] {
  return [route.value.query[name] ?? usual, (value) => showHere({ [name]: value === usual ? undefined : value })];
}

import { signal } from '@preact/signals';
import { type Route, readRoute } from './route.js';

const here = (): Route => readRoute(location.pathname, location.search);

/** What is shown now. */
export const route = signal(here());

/** Goes somewhere; `replace` for a change of view that the back button should not stop at. */
export function go(link: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', link);
  route.value = here();
}

/** Follows the back button, and plain clicks on links within the console. */
export function startNavigation(): void {
  addEventListener('popstate', () => {
    route.value = here();
  });
  addEventListener('click', (event) => {
    const anchor = (event.target as Element).closest?.('a');
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const isOurs = anchor?.origin === location.origin && anchor.pathname.startsWith('/console/') && !anchor.target;
    if (!isPlain || !isOurs || event.defaultPrevented) return;
    event.preventDefault();
    const isElsewhere = anchor.pathname !== location.pathname;
    go(anchor.href);
    if (isElsewhere) focusScreen();
  });
}

/** A screen change is announced by moving to its heading. */
function focusScreen(): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  });
}

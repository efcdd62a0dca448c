import type { Screen } from '../route.js';

const PATHS: Readonly<Partial<Record<Screen, string>>> = {
  world: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  time: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v5l3.5 2',
  traffic: 'M4 8h13m-3-4 4 4-4 4M20 16H7m3-4-4 4 4 4',
  scenarios: 'M5 4h14v16H5zM9 8h6M9 12h6M9 16h3',
  verdict: 'M12 3v18M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5zM8 21h8',
  otdx: 'M4 20V10m5 10V4m6 16v-8m5 8V7',
  faults: 'M13 3 5 13h6l-1 8 8-10h-6z',
};

/** A drawing beside a word; it says nothing by itself. */
export const Icon = ({ screen }: { readonly screen: Screen }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[screen] ?? ''} />
  </svg>
);

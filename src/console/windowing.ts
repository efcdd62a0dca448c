/** The part of a long list that is worth having on the page. `first` included, `last` excluded. */
export interface Window {
  readonly first: number;
  readonly last: number;
  /** Room to leave above and below, in pixels. */
  readonly above: number;
  readonly below: number;
}

/** Rows beyond either edge, so that a quick scroll does not show emptiness. */
const MARGIN = 8;

/** Which rows of equal height lie in view. */
export function windowOf(count: number, rowHeight: number, top: number, viewHeight: number): Window {
  const first = clamp(Math.floor(top / rowHeight) - MARGIN, 0, count);
  const last = clamp(Math.ceil((top + viewHeight) / rowHeight) + MARGIN, first, count);
  return { first, last, above: first * rowHeight, below: (count - last) * rowHeight };
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { windowOf } from '../windowing.js';

/** So many rows are simply put on the page, each as tall as it needs. */
const FEW = 60;

/**
 * A list of rows. When there are many, they are all of one height and only those in view are on the page. `height`: how
 * tall the view may grow, in pixels.
 */
export function VirtualList<T>({
  items,
  rowHeight,
  height,
  label,
  row,
  keyOf,
  atEnd = false,
}: {
  readonly items: readonly T[];
  readonly rowHeight: number;
  readonly height: number;
  readonly label: string;
  readonly row: (item: T, index: number) => ComponentChildren;
  readonly keyOf: (item: T) => string | number;
  /** Whether to stay at the end as the list grows. */
  readonly atEnd?: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const viewHeight = Math.min(height, items.length * rowHeight);
  const { first, last, above, below } = windowOf(items.length, rowHeight, top, viewHeight);
  useLayoutEffect(() => {
    if (atEnd && box.current) box.current.scrollTop = items.length * rowHeight;
  }, [atEnd, items.length, rowHeight]);
  if (items.length <= FEW && !atEnd)
    return (
      <ul class="rows" aria-label={label}>
        {items.map((item, index) => (
          <li key={keyOf(item)}>{row(item, index)}</li>
        ))}
      </ul>
    );
  return (
    <div
      class="virtual"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
      tabIndex={0}
      role="group"
      aria-label={label}
      style={{ height: `${viewHeight}px` }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <ul style={{ paddingTop: `${above}px`, paddingBottom: `${below}px` }}>
        {items.slice(first, last).map((item, index) => (
          <li
            key={keyOf(item)}
            style={{ height: `${rowHeight}px` }}
            aria-setsize={items.length}
            aria-posinset={first + index + 1}
          >
            {row(item, first + index)}
          </li>
        ))}
      </ul>
    </div>
  );
}

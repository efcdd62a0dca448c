import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DueEvent } from '../admin-api.js';
import { useDoing } from '../answers.js';
import { advance } from '../clock.js';
import { distanceText, momentText } from '../instants.js';
import { ProblemNote } from '../parts/notes.js';
import { language } from '../preferences.js';
import { say } from '../speech.js';
import { type Scale, SCALES, type Stretch, stretchOf } from '../timeline.js';
import { TimeDrawing } from './time-drawing.js';

/** The line, the slider below it, and what the instant shown is. Moving it only looks. */
export function TimeLine({
  events,
  now,
  at,
  around: centre,
  scale,
  onShow,
  onScale,
  picker,
}: {
  readonly events: readonly DueEvent[];
  readonly now: string;
  readonly at: string;
  /** The middle of what is shown, as long as `at` is in sight from there. */
  readonly around: string;
  readonly scale: Scale;
  readonly onShow: (at: string | undefined) => void;
  readonly onScale: (scale: Scale) => void;
  readonly picker: ComponentChildren;
}) {
  const doing = useDoing();
  const [box, width] = useWidth();
  const here = Date.parse(at);
  const middle = Date.parse(centre);
  const isInSight = Math.abs(here - middle) <= (SCALES[scale] ?? Number.POSITIVE_INFINITY);
  const around = isInSight ? middle : here;
  const instants = useMemo(() => events.map((event) => Date.parse(event.at)), [events]);
  const stretch = useMemo(
    () => wideEnough(stretchOf(scale, around, instants), scale, [Date.parse(now), here], instants),
    [scale, around, instants, now, here],
  );
  const show = (instant: number): void => onShow(new Date(instant).toISOString());
  const isAhead = here > Date.parse(now);
  return (
    <section class="panel" aria-label={say('time.title')}>
      <div class="row time-head">
        {picker}
        <div class="tabs" role="group" aria-label={say('time.scale')}>
          {(Object.keys(SCALES) as Scale[]).map((each) => (
            <button key={each} type="button" aria-pressed={each === scale} onClick={() => onScale(each)}>
              {say(`time.scale.${each}`)}
            </button>
          ))}
        </div>
      </div>
      <div ref={box}>
        {width > 0 && (
          <TimeDrawing
            events={events}
            instants={instants}
            stretch={stretch}
            width={width}
            now={Date.parse(now)}
            here={here}
            onShow={show}
          />
        )}
        <input
          type="range"
          aria-label={say('time.cursor')}
          aria-valuetext={momentText(at, language.value)}
          min={stretch.from}
          max={stretch.to}
          step={Math.max(1, Math.round((stretch.to - stretch.from) / 2_000))}
          value={here}
          onInput={(event) => show(Number(event.currentTarget.value))}
        />
      </div>
      <div class="row">
        <p class="instant">
          <b>{momentText(at, language.value)}</b>{' '}
          <span class="quiet">{at === now ? say('time.isNow') : distanceText(at, now, language.value)}</span>
        </p>
        {at !== now && (
          <button type="button" class="button" onClick={() => onShow(undefined)}>
            {say('time.here')}
          </button>
        )}
        {isAhead && (
          <button
            type="button"
            class="button button-main"
            disabled={doing.busy}
            onClick={() => void doing.run(() => advance({ to: at }).then(() => onShow(undefined)))}
          >
            {say('time.advanceHere')}
          </button>
        )}
        <ProblemNote problem={doing.problem} />
      </div>
    </section>
  );
}

/** Everything there is includes what is looked at, and now; where they are in sight already, they change nothing. */
function wideEnough(stretch: Stretch, scale: Scale, wanted: readonly number[], instants: readonly number[]): Stretch {
  const outside = wanted.filter((at) => at < stretch.from || at > stretch.to);
  const [one] = outside;
  return scale === 'all' && one !== undefined ? stretchOf(scale, one, [...instants, ...outside]) : stretch;
}

/** How wide an element is, as the page changes. */
function useWidth(): [{ current: HTMLDivElement | null }, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    setWidth(element.clientWidth);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [box, width];
}

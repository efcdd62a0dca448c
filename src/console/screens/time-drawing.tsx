import { useMemo } from 'preact/hooks';
import type { DueEvent } from '../admin-api.js';
import { eventText, whoIn } from '../events.js';
import { clockText, DAY, dayText, momentText } from '../instants.js';
import { language } from '../preferences.js';
import { say } from '../speech.js';
import { instantAt, placeOf, type Stretch, stacked, ticksOf } from '../timeline.js';

const HEIGHT = 132;
/** Where the line lies. */
const LINE = 96;
const DOT = 5;
const STACK = { size: 12, most: 6 };

/** The look of an event, by where it leads. */
function lookOf({ event }: DueEvent): string {
  const status = /([A-Z_]+)(?: \(.*)?$/.exec(event)?.[1] ?? '';
  if (/^(AVAILABLE|AUTHORISED)$/.test(status) || event === 'list ready') return 'good';
  if (/^(PENDING|AWAITING)/.test(status)) return 'wait';
  if (status === 'TEMPORARILY_UNAVAILABLE') return 'pause';
  return /^(UNAVAILABLE|REJECTED)$/.test(status) || event === 'purged' ? 'bad' : 'none';
}

/** Events as dots on a line: full when they happened, hollow while they are scheduled. A click shows that instant. */
export function TimeDrawing({
  events,
  instants,
  stretch,
  width,
  now,
  here,
  onShow,
}: {
  readonly events: readonly DueEvent[];
  readonly instants: readonly number[];
  readonly stretch: Stretch;
  readonly width: number;
  readonly now: number;
  readonly here: number;
  readonly onShow: (instant: number) => void;
}) {
  const places = useMemo(() => stacked(instants, stretch, { width, ...STACK }), [instants, stretch, width]);
  const isInView = (at: number): boolean => at >= stretch.from && at <= stretch.to;
  const nowX = placeOf(now, stretch, width);
  const hereX = placeOf(here, stretch, width);
  const past = instants.filter((at) => at <= now).length;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the slider below does the same with the keyboard
    <svg
      class="time-drawing"
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={say('time.line', { past, future: instants.length - past })}
      onClick={(event) => onShow(instantAt(event.offsetX, stretch, width))}
    >
      <rect class="time-past" x={0} y={0} width={Math.max(0, Math.min(width, nowX))} height={LINE} />
      <line class="time-axis" x1={0} x2={width} y1={LINE} y2={LINE} />
      {ticksOf(stretch, Math.max(2, Math.floor(width / 170))).map((at) => (
        <g key={at}>
          <line
            class="time-tick"
            x1={placeOf(at, stretch, width)}
            x2={placeOf(at, stretch, width)}
            y1={LINE}
            y2={LINE + 5}
          />
          <text class="time-label" x={placeOf(at, stretch, width)} y={LINE + 22} text-anchor="middle">
            {tickText(at, stretch)}
          </text>
        </g>
      ))}
      {isInView(now) && (
        <g>
          <line class="time-now" x1={nowX} x2={nowX} y1={14} y2={LINE} />
          <text class="time-now-label" x={clampLabel(nowX, width)} y={11} text-anchor="middle">
            {say('app.now')}
          </text>
        </g>
      )}
      {events.map((event, index) => {
        const at = instants[index] ?? 0;
        const { x, level } = places[index] ?? { x: 0, level: 0 };
        return isInView(at) ? (
          // biome-ignore lint/a11y/noStaticElementInteractions: the list of events does the same with the keyboard
          <circle
            key={index}
            class={`time-dot time-${lookOf(event)} ${at > now ? 'time-future' : ''}`}
            cx={x}
            cy={LINE - 9 - level * STACK.size}
            r={DOT}
            onClick={(clicked) => {
              clicked.stopPropagation();
              onShow(at);
            }}
          >
            <title>{`${momentText(event.at, language.value)} · ${whoIn(event)} ${eventText(event)}`}</title>
          </circle>
        ) : null;
      })}
      {isInView(here) && <line class="time-here" x1={hereX} x2={hereX} y1={4} y2={LINE + 6} />}
    </svg>
  );
}

const tickText = (at: number, { from, to }: Stretch): string =>
  to - from < 4 * DAY ? clockText(at, language.value) : dayText(at, language.value);

const clampLabel = (x: number, width: number): number => Math.max(22, Math.min(width - 22, x));

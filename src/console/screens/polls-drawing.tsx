import type { Polling } from '../admin-api.js';
import { language } from '../preferences.js';
import { numberText } from '../instants.js';
import { say } from '../speech.js';

const WIDTH = 640;
const HEIGHT = 230;
const EDGE = { left: 46, right: 12, top: 12, bottom: 40 };
const ROWS = 4;

/** Observed waits as dots, and the fitted schedule as a line. Seconds over attempts. */
export function PollsDrawing({ run }: { readonly run: Polling['runs'][number] }) {
  const { attempts, fit } = run;
  const waits = attempts.slice(1).map(({ waitMs = 0 }) => waitMs / 1_000);
  const fitted = fit ? waits.map((_, index) => (fit.first * fit.base ** index) / 1_000) : [];
  const most = Math.max(1, ...waits, ...fitted);
  const x = (index: number): number => EDGE.left + ((index + 0.5) / waits.length) * (WIDTH - EDGE.left - EDGE.right);
  const y = (seconds: number): number => HEIGHT - EDGE.bottom - (seconds / most) * (HEIGHT - EDGE.top - EDGE.bottom);
  const rows = Array.from({ length: ROWS + 1 }, (_, index) => (index / ROWS) * most);
  return (
    <figure class="polls">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={say('traffic.polls')}>
        {rows.map((seconds) => (
          <g key={seconds}>
            <line class="polls-row" x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y(seconds)} y2={y(seconds)} />
            <text class="time-label" x={EDGE.left - 6} y={y(seconds) + 4} text-anchor="end">
              {numberText(Math.round(seconds * 10) / 10, language.value)}
            </text>
          </g>
        ))}
        {waits.map((_, index) => (
          <text key={index} class="time-label" x={x(index)} y={HEIGHT - EDGE.bottom + 16} text-anchor="middle">
            {index + 2}
          </text>
        ))}
        <text class="time-label" x={(WIDTH + EDGE.left) / 2} y={HEIGHT - 6} text-anchor="middle">
          {say('traffic.attempt')} · {say('traffic.seconds')}
        </text>
        <polyline class="polls-fit" points={fitted.map((seconds, index) => `${x(index)},${y(seconds)}`).join(' ')} />
        {waits.map((seconds, index) => (
          <circle key={index} class="polls-wait" cx={x(index)} cy={y(seconds)} r={5}>
            <title>{`${index + 2}: ${numberText(seconds, language.value)} s`}</title>
          </circle>
        ))}
      </svg>
      <figcaption class="quiet">
        <span class="polls-dot" aria-hidden="true">
          ●
        </span>{' '}
        {say('traffic.waited')}{' '}
        <span class="polls-line" aria-hidden="true">
          ┅
        </span>{' '}
        {say('traffic.fitted')}
      </figcaption>
    </figure>
  );
}

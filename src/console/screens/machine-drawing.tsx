import type { MoveList, ResourceStatus } from '../admin-api.js';
import { say, told } from '../speech.js';

const WIDTH = 560;
const HEIGHT = 380;
const BOX = { width: 204, height: 40 };

/** Where each state stands: the first on the left, the last on the right. */
const PLACES: Readonly<Record<ResourceStatus, readonly [x: number, y: number]>> = {
  PENDING_AUTHORISATION: [110, 190],
  AVAILABLE: [280, 46],
  TEMPORARILY_UNAVAILABLE: [280, 334],
  UNAVAILABLE: [450, 190],
};

type Seen = MoveList['moves'][number];

/** The machine as a picture. Moves from where the resource stands are clicked on the arrow or on the state. */
export function MachineDrawing({
  machine: { moves, statuses, status, resourceId },
  isBusy,
  onMove,
}: {
  readonly machine: MoveList;
  readonly isBusy: boolean;
  readonly onMove: (to: ResourceStatus) => void;
}) {
  const mayGo = (to: ResourceStatus): boolean =>
    !isBusy && moves.some((move) => move.from === status && move.to === to && move.allowed);
  // What can be done comes last, so that it lies on top.
  const inOrder = moves.toSorted((one, other) => rank(one, status) - rank(other, status));
  return (
    <svg class="machine" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${resourceId}: ${status ?? ''}`}>
      <defs>
        {['open', 'shut', 'idle'].map((look) => (
          <marker
            key={look}
            id={`tip-${look}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path class={`tip-${look}`} d="M0 0 8 4 0 8z" />
          </marker>
        ))}
      </defs>
      {inOrder.map((move) => (
        <Arrow key={`${move.from} ${move.to}`} move={move} isHere={move.from === status} />
      ))}
      {statuses.map((each) => (
        <State key={each} status={each} isHere={each === status} mayGo={mayGo(each)} onMove={() => onMove(each)} />
      ))}
    </svg>
  );
}

const rank = ({ from, allowed }: Seen, status: string | null): number => Number(allowed) + (from === status ? 2 : 0);

function State({
  status,
  isHere,
  mayGo,
  onMove,
}: {
  readonly status: ResourceStatus;
  readonly isHere: boolean;
  readonly mayGo: boolean;
  readonly onMove: () => void;
}) {
  const [x, y] = PLACES[status];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons beside the picture do the same with the keyboard
    <g class={`state ${isHere ? 'state-here' : ''} ${mayGo ? 'state-open' : ''}`} onClick={mayGo ? onMove : undefined}>
      <rect x={x - BOX.width / 2} y={y - BOX.height / 2} width={BOX.width} height={BOX.height} rx={10} />
      <text x={x} y={y + 4} text-anchor="middle">
        {status}
      </text>
      {mayGo && <title>{say('resource.move', { status })}</title>}
    </g>
  );
}

function Arrow({ move, isHere }: { readonly move: Seen; readonly isHere: boolean }) {
  const { from, to, allowed, rule, reason } = move;
  const look = allowed ? (isHere ? 'open' : 'idle') : 'shut';
  const { path, middle } = curve(PLACES[from], PLACES[to]);
  const isSaid = isHere || !allowed;
  return (
    <g class={`arrow arrow-${look} ${isHere ? 'arrow-here' : ''}`}>
      <path d={path} marker-end={`url(#tip-${look})`} />
      {isSaid && (
        <text x={middle[0]} y={middle[1]} text-anchor="middle">
          {rule}
        </text>
      )}
      <title>{`${from} → ${to} · ${rule}${reason ? ` · ${told(reason)}` : ''}`}</title>
    </g>
  );
}

/** From the edge of one box to the edge of the other, bent so that there and back lie apart. */
function curve([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [nx, ny] = [-(y2 - y1) / length, (x2 - x1) / length];
  const bend = 26;
  const control: readonly [number, number] = [(x1 + x2) / 2 + nx * bend, (y1 + y2) / 2 + ny * bend];
  const [sx, sy] = edge([x1, y1], control);
  const [ex, ey] = edge([x2, y2], control);
  return {
    path: `M${sx} ${sy} Q${control[0]} ${control[1]} ${ex} ${ey}`,
    middle: [control[0] - nx * (bend / 4), control[1] - ny * (bend / 4) + 3] as const,
  };
}

/** Where the way from the middle of a box to a point leaves the box. */
function edge([x, y]: readonly [number, number], [tx, ty]: readonly [number, number]): readonly [number, number] {
  const [dx, dy] = [tx - x, ty - y];
  const scale = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : (BOX.width / 2 + 3) / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : (BOX.height / 2 + 3) / Math.abs(dy),
  );
  return [Math.round(x + dx * scale), Math.round(y + dy * scale)];
}

import type { MoveList, ResourceStatus } from '../admin-api.js';
import { useAnswer, useDoing } from '../answers.js';
import { ask } from '../client.js';
import { touch } from '../live.js';
import { Rule, StatusChip } from '../parts/chip.js';
import { Empty, ProblemNote, Waiting } from '../parts/notes.js';
import { say, told } from '../speech.js';
import { MachineDrawing } from './machine-drawing.js';

/** The state machine of a resource as the server has it: lit where it stands, its moves to click. */
export function Machine({ resourceId }: { readonly resourceId: string }) {
  const path = { resourceId };
  const answered = useAnswer('GET /resources/{resourceId}/transitions', { path });
  const doing = useDoing();
  const move = (to: ResourceStatus): void =>
    void doing.run(() => ask('POST /resources/{resourceId}/transitions', { path, body: { to } }).then(touch));
  const { value } = answered;
  return (
    <section class="panel" aria-labelledby="machine">
      <h2 id="machine">{say('resource.machine')}</h2>
      <p class="quiet">{say('resource.machineAbout')}</p>
      <Waiting answered={answered} />
      {value && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
          <div class="machine-box" tabIndex={0} role="group" aria-label={say('resource.machine')}>
            <MachineDrawing machine={value} isBusy={doing.busy} onMove={move} />
          </div>
          <Moves machine={value} isBusy={doing.busy} onMove={move} />
          <ProblemNote problem={doing.problem} />
        </>
      )}
    </section>
  );
}

/** The same in words: where it may go from here, and what is forbidden, by which rule. */
function Moves({
  machine: { moves, status },
  isBusy,
  onMove,
}: {
  readonly machine: MoveList;
  readonly isBusy: boolean;
  readonly onMove: (to: ResourceStatus) => void;
}) {
  const here = moves.filter(({ from }) => from === status);
  const allowed = here.filter((each) => each.allowed);
  const forbidden = here.filter((each) => !each.allowed);
  return (
    <div class="moves">
      <div>
        <h3>{say('resource.moves')}</h3>
        {allowed.length === 0 && <Empty>{say('resource.noMoves')}</Empty>}
        <ul>
          {allowed.map(({ to, rule }) => (
            <li key={to}>
              <button
                type="button"
                class="button"
                disabled={isBusy}
                aria-label={say('resource.move', { status: to })}
                onClick={() => onMove(to)}
              >
                → <StatusChip status={to} />
              </button>{' '}
              <Rule id={rule} />
            </li>
          ))}
        </ul>
      </div>
      {forbidden.length > 0 && (
        <div>
          <h3>{say('resource.forbidden')}</h3>
          <ul>
            {forbidden.map(({ to, rule, reason }) => (
              <li key={to} class="forbidden">
                <span class="mono">{to}</span> <Rule id={rule} />
                {reason && <small>{told(reason)}</small>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

import type { FaultList } from '../admin-api.js';
import { useAnswer, useDoing } from '../answers.js';
import { ask } from '../client.js';
import { touch } from '../live.js';
import { Rule } from '../parts/chip.js';
import { Empty, ProblemNote, Waiting } from '../parts/notes.js';
import { say, told } from '../speech.js';

/** The faults in force, each with what it does in words. */
export function ActiveFaults() {
  const answered = useAnswer('GET /faults');
  const doing = useDoing();
  const faults = answered.value ?? [];
  return (
    <section class="panel" aria-labelledby="faults">
      <div class="row">
        <h2 id="faults">{say('faults.active')}</h2>
        {faults.length > 1 && (
          <button
            type="button"
            class="button"
            disabled={doing.busy}
            onClick={() => void doing.run(() => ask('DELETE /faults').then(touch))}
          >
            {say('faults.clear')}
          </button>
        )}
      </div>
      <Waiting answered={answered} />
      <ProblemNote problem={doing.problem} />
      {answered.value && faults.length === 0 && <Empty>{say('faults.none')}</Empty>}
      <ul class="switches">
        {faults.map((fault) => (
          <li key={fault.id} class="switch switch-on">
            <div>
              <p>{told(fault.explanation)}</p>
              <Rule id={fault.id} />
            </div>
            <button
              type="button"
              class="button button-small"
              disabled={doing.busy}
              aria-label={`${say('faults.remove')}: ${told(fault.explanation)}`}
              onClick={() => void doing.run(() => putFaults(faults.filter((each) => each !== fault)).then(touch))}
            >
              {say('faults.remove')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Puts exactly these in force. @throws Problem. */
export const putFaults = (faults: readonly Omit<FaultList[number], 'id' | 'since' | 'explanation'>[]) =>
  ask('PUT /faults', {
    body: faults.map(({ match, answer, times, ratio }) => ({
      match,
      answer,
      ...(times !== undefined && { times }),
      ...(ratio !== undefined && { ratio }),
    })),
  });

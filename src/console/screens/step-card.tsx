import { useEffect, useRef } from 'preact/hooks';
import type { ScenarioOutline, TakenStep } from '../admin-api.js';
import { momentText } from '../instants.js';
import { StatusChip } from '../parts/chip.js';
import { language } from '../preferences.js';
import { linkTo } from '../route.js';
import { say, told } from '../speech.js';

/** The most that is shown of a list that came back, and of what came due. */
const MOST = 12;

/** One step: what is said, what is done, and, once taken, what came of it. */
export function StepCard({
  number,
  step,
  played,
  isNext,
}: {
  readonly number: number;
  readonly step: ScenarioOutline['steps'][number];
  readonly played: TakenStep | undefined;
  readonly isNext: boolean;
}) {
  const card = useRef<HTMLLIElement>(null);
  const isTaken = played !== undefined;
  const wasTaken = useRef(isTaken);
  useEffect(() => {
    if (isTaken && !wasTaken.current) card.current?.scrollIntoView({ block: 'nearest' });
    wasTaken.current = isTaken;
  }, [isTaken]);
  const failed = played?.checks.some(({ held }) => !held) === true;
  const look = played ? (failed ? 'step-failed' : 'step-taken') : isNext ? 'step-next' : '';
  return (
    <li ref={card} class={`step ${look}`} aria-current={isNext ? 'step' : undefined}>
      <span class="step-number" aria-hidden="true">
        {played ? (failed ? '✕' : '✓') : number}
      </span>
      <div class="step-body">
        {step.say && <p>{told(step.say)}</p>}
        <p class="mono quiet break">{told(step.what)}</p>
        {played && <Outcome played={played} />}
      </div>
      {played && <time class="quiet">{momentText(played.at, language.value)}</time>}
    </li>
  );
}

function Outcome({ played }: { readonly played: TakenStep }) {
  const { outcome, due, checks, resources = [] } = played;
  return (
    <>
      {told(outcome) !== '' && <p>→ {told(outcome)}</p>}
      {due.length > 0 && (
        <ul class="due" aria-label={say('scenarios.due')}>
          {due.slice(0, MOST).map((line, index) => (
            <li key={index}>{told(line)}</li>
          ))}
          {due.length > MOST && <li>{say('clock.more', { count: due.length - MOST })}</li>}
        </ul>
      )}
      {resources.length > 0 && (
        <ul class="listed">
          {resources.slice(0, MOST).map(({ resourceId, status }) => (
            <li key={resourceId}>
              <a href={linkTo('resources', resourceId)}>{resourceId}</a> <StatusChip status={status} />
            </li>
          ))}
          {resources.length > MOST && <li>{say('clock.more', { count: resources.length - MOST })}</li>}
        </ul>
      )}
      {checks.length > 0 && (
        <ul class="checks">
          {checks.map(({ held, text }, index) => (
            <li key={index} class={held ? 'kept' : 'dropped'}>
              <span aria-hidden="true">{held ? '✓' : '✕'}</span>
              <span class="hidden">{say(held ? 'scenarios.held' : 'scenarios.broken')}: </span>
              {told(text)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

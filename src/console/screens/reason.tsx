import type { ResourceExplanation } from '../admin-api.js';
import { useDoing } from '../answers.js';
import { ask } from '../client.js';
import { distanceText, momentText } from '../instants.js';
import { touch } from '../live.js';
import { Rule, StatusChip } from '../parts/chip.js';
import { ProblemNote } from '../parts/notes.js';
import { language } from '../preferences.js';
import { linkTo } from '../route.js';
import { say, told } from '../speech.js';
import type { Word } from '../words/pt.js';

/** One holding: whether it is in the list, why, and when that turns. */
export function Reason({
  resource,
  consentId,
  now,
  isLit,
  onLight,
  canDecide,
  before,
}: {
  readonly resource: ResourceExplanation;
  readonly consentId: string;
  readonly now: string;
  readonly isLit: boolean;
  readonly onLight: ((resourceId: string | undefined) => void) | undefined;
  readonly canDecide: boolean;
  readonly before: ResourceExplanation | undefined;
}) {
  const { resourceId, type, listed, status, since, rule, reason } = resource;
  const isPending = listed && status === 'PENDING_AUTHORISATION';
  return (
    <article
      class={`reason ${listed ? 'reason-in' : 'reason-out'} ${isLit ? 'reason-lit' : ''}`}
      onMouseEnter={() => onLight?.(resourceId)}
      onMouseLeave={() => onLight?.(undefined)}
      onFocusIn={() => onLight?.(resourceId)}
      onFocusOut={() => onLight?.(undefined)}
    >
      <div class="reason-head">
        <a href={linkTo('resources', resourceId, { consent: consentId })}>{resourceId}</a>
        <small title={type}>{say(`type.${type}`)}</small>
        {listed ? <StatusChip status={status} /> : <span class="chip chip-none">✕ {say('consent.unlisted')}</span>}
        <Change resource={resource} before={before} />
      </div>
      <p>
        {told(reason)} <Rule id={rule} />
        {since !== undefined && (
          <small title={momentText(since, language.value)}>
            {' '}
            {say('consent.since', { at: momentText(since, language.value) })}
          </small>
        )}
      </p>
      <div class="reason-foot">
        <Steps resource={resource} />
        <Next resource={resource} now={now} />
        {isPending && canDecide && <Decide resourceId={resourceId} consentId={consentId} />}
      </div>
    </article>
  );
}

/** What the resource is now, where another instant shows something else. */
function Change({ resource, before }: Pick<Parameters<typeof Reason>[0], 'resource' | 'before'>) {
  if (!before || (before.listed === resource.listed && before.status === resource.status)) return null;
  const was = before.listed ? (before.status ?? '') : say('consent.unlisted');
  return <small class="change">{say('time.changed', { status: was })}</small>;
}

/** Each step on the way to the list: passed, or the one that stopped it. */
function Steps({ resource: { steps } }: { readonly resource: ResourceExplanation }) {
  if (steps.length === 0) return null;
  return (
    <ol class="steps-taken" aria-label={say('consent.steps')}>
      {steps.map(({ step, kept, rule }) => (
        <li key={step} class={kept ? 'kept' : 'dropped'} title={`${say(`step.${step}` as Word)} · ${rule}`}>
          <span aria-hidden="true">{kept ? '✓' : '✕'}</span>
          <span class={kept ? 'hidden' : ''}>{say(`step.${step}` as Word)}</span>
        </li>
      ))}
    </ol>
  );
}

function Next({ resource, now }: { readonly resource: ResourceExplanation; readonly now: string }) {
  const { next, listed } = resource;
  if (!next) return null;
  const what = !next.listed
    ? say('consent.leaves')
    : listed
      ? `→ ${next.status ?? ''}`
      : say('consent.enters', { status: next.status ?? '' });
  return (
    <small class="reason-next" title={momentText(next.at, language.value)}>
      {distanceText(next.at, now, language.value)} {what} <Rule id={next.rule} />
    </small>
  );
}

/** The other holder decides, in this consent alone. */
function Decide({ resourceId, consentId }: { readonly resourceId: string; readonly consentId: string }) {
  const doing = useDoing();
  const decide = (to: 'AVAILABLE' | 'UNAVAILABLE') =>
    void doing.run(async () => {
      await ask('POST /resources/{resourceId}/transitions', { path: { resourceId }, body: { to, consentId } });
      touch();
    });
  return (
    <span class="decide">
      <button
        type="button"
        class="button button-small button-main"
        disabled={doing.busy}
        onClick={() => decide('AVAILABLE')}
        aria-label={`${say('consent.approve')}: ${resourceId}`}
      >
        {say('consent.approve')}
      </button>
      <button
        type="button"
        class="button button-small"
        disabled={doing.busy}
        onClick={() => decide('UNAVAILABLE')}
        aria-label={`${say('consent.refuse')}: ${resourceId}`}
      >
        {say('consent.refuse')}
      </button>
      <ProblemNote problem={doing.problem} />
    </span>
  );
}

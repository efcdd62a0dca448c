import { useEffect, useState } from 'preact/hooks';
import { useAnswer } from '../answers.js';
import { momentText } from '../instants.js';
import { HttpChip, StatusChip } from '../parts/chip.js';
import { Empty, Waiting } from '../parts/notes.js';
import { language } from '../preferences.js';
import { say } from '../speech.js';
import { Reasons } from './reasons.js';

/** While a slider moves, the server is asked at most so often. Milliseconds. */
const SETTLE = 70;

/** The list of a consent as it was or will be, beside what it is now. Nothing is changed by looking. */
export function ListThen({
  consentId,
  now,
  at,
}: {
  readonly consentId: string | undefined;
  readonly now: string;
  /** Absent: now. */
  readonly at: string | undefined;
}) {
  const settled = useSettled(at);
  const path = { consentId: consentId ?? '' };
  const call = consentId === undefined ? undefined : 'GET /consents/{consentId}/explanation';
  const then = useAnswer(call, { path, query: { at: settled } }, { keep: true });
  const current = useAnswer(settled === undefined ? undefined : call, { path }, { keep: true });
  const tense = at === undefined ? 'time.isNow' : Date.parse(at) < Date.parse(now) ? 'time.wasPast' : 'time.willBe';
  const { value } = then;
  return (
    <section class="panel" aria-labelledby="then">
      <div class="row">
        <h2 id="then">
          {say('time.list', { at: momentText(at ?? now, language.value) })} <span class="of">{say(tense)}</span>
        </h2>
        {value && consentId !== undefined && (
          <>
            <StatusChip status={value.status} />
            <HttpChip status={value.answers} />
          </>
        )}
      </div>
      {consentId === undefined ? <Empty>{say('time.noList')}</Empty> : <Waiting answered={then} />}
      {value && consentId !== undefined && (
        <Reasons explanation={value} before={at === undefined ? undefined : current.value} />
      )}
    </section>
  );
}

/** The last of several values that follow each other closely. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

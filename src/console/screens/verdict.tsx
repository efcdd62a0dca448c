import { useState } from 'preact/hooks';
import type { Report, SituationKind } from '../admin-api.js';
import { useAnswer, useDoing } from '../answers.js';
import { ask } from '../client.js';
import { useClockInAddress } from '../clock.js';
import { touch } from '../live.js';
import { Select } from '../parts/field.js';
import { Empty, ProblemNote, Waiting } from '../parts/notes.js';
import { say } from '../speech.js';
import { useView } from '../view.js';
import { ConsentPicker } from './consent-picker.js';
import { VerdictRow } from './verdict-row.js';

type Verdict = Report['results'][number]['verdict'];
/** The order in which they matter. */
const VERDICTS: readonly Verdict[] = ['fail', 'warn', 'pass', 'skip'];

/** The receiver's report. `?consent=&show=&what=` say of which consent, which verdicts, and what is to be told. */
export function VerdictScreen() {
  const [consent, setConsent] = useView('consent');
  const [show, setShow] = useView('show');
  useClockInAddress();
  const answered = useAnswer('GET /receiver-report', { query: { consentId: consent } });
  const results = (answered.value?.results ?? []).toSorted(
    (one, other) => VERDICTS.indexOf(one.verdict) - VERDICTS.indexOf(other.verdict),
  );
  const shown = results.filter(({ verdict }) => show === '' || verdict === show);
  return (
    <>
      <div class="title">
        <h1 tabIndex={-1}>{say('verdict.title')}</h1>
        <p class="quiet">{say('verdict.about')}</p>
      </div>
      <section class="panel" aria-label={say('verdict.title')}>
        <div class="row time-head">
          <ConsentPicker
            consentId={consent === '' ? undefined : consent}
            none={say('verdict.every')}
            onPick={setConsent}
          />
          <div class="tabs" role="group" aria-label={say('app.filter')}>
            {['', ...VERDICTS].map((verdict) => (
              <button key={verdict} type="button" aria-pressed={verdict === show} onClick={() => setShow(verdict)}>
                {verdict === '' ? say('verdict.every') : say(`verdict.${verdict as Verdict}`)}{' '}
                {results.filter((result) => verdict === '' || result.verdict === verdict).length}
              </button>
            ))}
          </div>
        </div>
        <Waiting answered={answered} />
        {answered.value && shown.length === 0 && <Empty>{say('app.none')}</Empty>}
        <ul class="verdicts">
          {shown.map((result) => (
            <li key={result.rule}>
              <VerdictRow result={result} />
            </li>
          ))}
        </ul>
      </section>
      {consent !== '' && <Situation consentId={consent} />}
    </>
  );
}

const KINDS: readonly SituationKind[] = ['user-revoked-at-receiver', 'redirect-failed', 'new-consent-wanted'];

/** Tells the grader what no traffic shows. */
function Situation({ consentId }: { readonly consentId: string }) {
  const [asked, setWhat] = useView('what', KINDS[0]);
  const what = KINDS.find((kind) => kind === asked) ?? 'user-revoked-at-receiver';
  const [isTold, setTold] = useState(false);
  const doing = useDoing();
  const tell = () =>
    doing.run(async () => {
      await ask('POST /situations', { body: { consentId, what } });
      setTold(true);
      touch();
    });
  return (
    <section class="panel" aria-labelledby="situation">
      <h2 id="situation">{say('verdict.situation')}</h2>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void tell();
        }}
      >
        <Select
          label={say('verdict.what')}
          value={what}
          choices={KINDS.map((kind) => ({ value: kind, text: say(`verdict.${kind}`) }))}
          onChange={(kind) => {
            setWhat(kind);
            setTold(false);
          }}
        />
        <button type="submit" class="button" disabled={doing.busy}>
          {say('verdict.tell')}
        </button>
        <span role="status">{isTold && say('verdict.told')}</span>
      </form>
      <ProblemNote problem={doing.problem} />
    </section>
  );
}

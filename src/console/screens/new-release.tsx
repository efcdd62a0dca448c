import { useState } from 'preact/hooks';
import { useDoing } from '../answers.js';
import { ask } from '../client.js';
import { touch } from '../live.js';
import { TextField } from '../parts/field.js';
import { ProblemNote } from '../parts/notes.js';
import { say } from '../speech.js';

/** Amounts somebody who only wants to see a release need not invent. */
const AMOUNTS = { value: '168.66093150', netWorth: '607179353.40', quantity: '3600000.00000000' };

/** The controller releases the quota of a business day. */
export function NewRelease({ code, quotaType }: { readonly code: string; readonly quotaType: string }) {
  const [date, setDate] = useState('');
  const [amounts, setAmounts] = useState(AMOUNTS);
  const doing = useDoing();
  const release = () =>
    doing.run(async () => {
      await ask('POST /otdx/portfolios/{code}/releases', { path: { code }, body: { date, quotaType, ...amounts } });
      touch();
    });
  return (
    <details>
      <summary>{say('otdx.release')}</summary>
      <form
        class="column"
        onSubmit={(event) => {
          event.preventDefault();
          void release();
        }}
      >
        <div class="fields">
          <TextField label={say('otdx.date')} value={date} placeholder="2026-03-02" onInput={setDate} />
          {(['value', 'netWorth', 'quantity'] as const).map((name) => (
            <TextField
              key={name}
              label={say(`otdx.${name}`)}
              value={amounts[name]}
              onInput={(text) => setAmounts({ ...amounts, [name]: text })}
            />
          ))}
        </div>
        <ProblemNote problem={doing.problem} />
        <div>
          <button type="submit" class="button button-main" disabled={doing.busy || date.trim() === ''}>
            {say('otdx.release')}
          </button>
        </div>
      </form>
    </details>
  );
}

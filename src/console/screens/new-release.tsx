import { useDoing } from '../answers.js';
import { ask } from '../client.js';
import { touch } from '../live.js';
import { TextField } from '../parts/field.js';
import { ProblemNote } from '../parts/notes.js';
import { say } from '../speech.js';
import { useView } from '../view.js';

/** Amounts somebody who only wants to see a release need not invent. */
const AMOUNTS = { value: '168.66093150', netWorth: '607179353.40', quantity: '3600000.00000000' };

/** The controller releases the quota of a business day. */
export function NewRelease({ code, quotaType }: { readonly code: string; readonly quotaType: string }) {
  const [open, setOpen] = useView('release');
  const [date, setDate] = useView('date');
  const amounts = {
    value: useView('value', AMOUNTS.value),
    netWorth: useView('netWorth', AMOUNTS.netWorth),
    quantity: useView('quantity', AMOUNTS.quantity),
  };
  const isOpen = open === quotaType;
  const doing = useDoing();
  const release = () =>
    doing.run(async () => {
      const [value, netWorth, quantity] = [amounts.value[0], amounts.netWorth[0], amounts.quantity[0]];
      const body = { date, quotaType, value, netWorth, quantity };
      await ask('POST /otdx/portfolios/{code}/releases', { path: { code }, body });
      touch();
    });
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== isOpen) setOpen(currentTarget.open ? quotaType : '');
      }}
    >
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
            <TextField key={name} label={say(`otdx.${name}`)} value={amounts[name][0]} onInput={amounts[name][1]} />
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

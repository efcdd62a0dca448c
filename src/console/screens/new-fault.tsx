import type { FaultAnswer } from '../admin-api.js';
import { useDoing } from '../answers.js';
import { ask } from '../client.js';
import { durationFrom } from '../instants.js';
import { touch } from '../live.js';
import { Select, TextField } from '../parts/field.js';
import { ProblemNote } from '../parts/notes.js';
import { say } from '../speech.js';
import { showHere, useView } from '../view.js';
import { putFaults } from './active-faults.js';
import { useScope } from './scope.js';

const KINDS = ['status', 'delay', 'reset', 'truncate'] as const;
type Kind = (typeof KINDS)[number];

/** The APIs by the names the journal gives them. */
const APIS = [
  'resources',
  'consents',
  'customers',
  'accounts',
  'credit-cards-accounts',
  'loans',
  'financings',
  'unarranged-accounts-overdraft',
  'invoice-financings',
  'bank-fixed-incomes',
  'credit-fixed-incomes',
  'variable-incomes',
  'treasure-titles',
  'funds',
  'exchanges',
  'discovery',
  'participants',
];

const NUMBERS: Readonly<Record<Kind, string>> = { status: '503', delay: 'PT2S', reset: '', truncate: '40' };

/** Makes a fault: what happens, to which calls, and how often. What is wrong with it, the server says. */
export function NewFault() {
  const [asked] = useView('kind', 'status');
  const kind = KINDS.find((each) => each === asked) ?? 'status';
  const [value, setValue] = useView('value', NUMBERS[kind]);
  const [api, setApi] = useView('api', 'resources');
  const [ratio, setRatio] = useView('ratio');
  const scope = useScope({ consent: 'consent', times: 'times' });
  const doing = useDoing();
  const add = async (): Promise<void> => {
    const inForce = await ask('GET /faults');
    const match = { ...(api !== '' && { api }), ...scope.match };
    const often = {
      ...scope.often,
      ...(ratio.trim() !== '' && { ratio: Number(ratio.replace(',', '.')) / 100 }),
    };
    await putFaults([...inForce, { match, answer: answerOf(kind, value), ...often }]);
    touch();
  };
  return (
    <section class="panel" aria-labelledby="new-fault">
      <h2 id="new-fault">{say('faults.new')}</h2>
      <form
        class="column"
        onSubmit={(event) => {
          event.preventDefault();
          void doing.run(add);
        }}
      >
        <div class="fields">
          <Select
            label={say('faults.kind')}
            value={kind}
            choices={KINDS.map((each) => ({ value: each, text: say(`faults.kind.${each}`) }))}
            onChange={(chosen) => showHere({ kind: chosen, value: undefined })}
          />
          {kind !== 'reset' && (
            <TextField label={say(`faults.${kind}`)} value={value} onInput={setValue} numeric={kind !== 'delay'} />
          )}
          <Select
            label={say('faults.api')}
            value={api}
            choices={[
              { value: '', text: say('faults.everyApi') },
              ...APIS.map((name) => ({ value: name, text: name })),
            ]}
            onChange={setApi}
          />
          {scope.fields}
          <TextField label={say('faults.ratio')} value={ratio} placeholder="100" onInput={setRatio} numeric />
        </div>
        <ProblemNote problem={doing.problem} />
        <div>
          <button type="submit" class="button button-main" disabled={doing.busy}>
            {say('faults.add')}
          </button>
        </div>
      </form>
    </section>
  );
}

function answerOf(kind: Kind, value: string): FaultAnswer {
  if (kind === 'delay') return { delay: durationFrom(value) };
  if (kind === 'reset') return { reset: true };
  return { [kind]: Number(value) };
}

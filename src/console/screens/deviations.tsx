import type { DeviationCatalogue, DeviationList } from '../admin-api.js';
import { useAnswer, useDoing } from '../answers.js';
import { ask } from '../client.js';
import { touch } from '../live.js';
import { TextField } from '../parts/field.js';
import { Empty, ProblemNote, Waiting } from '../parts/notes.js';
import { useNarrow } from '../parts/narrow.js';
import { Rule } from '../parts/chip.js';
import { VirtualList } from '../parts/virtual-list.js';
import { say, told } from '../speech.js';
import { useView } from '../view.js';
import { useScope } from './scope.js';

const ROW = 64;
const NARROW_ROW = 132;

/** Every rule this server can break on purpose, each with a switch and the sentence that explains it. */
export function Deviations() {
  const catalogue = useAnswer('GET /deviations/catalogue');
  const active = useAnswer('GET /deviations');
  const doing = useDoing();
  const isNarrow = useNarrow();
  const [search, setSearch] = useView('q');
  const scope = useScope({ consent: 'deviate', times: 'deviations' });
  const inForce = active.value ?? [];
  const words = search.toLowerCase().trim();
  const shown = (catalogue.value ?? []).filter((row) => textOf(row).includes(words));
  const turn = (id: string): void =>
    void doing.run(async () => {
      const others = inForce.filter((each) => each.id !== id);
      const added = { id, match: scope.match, ...scope.often };
      await putDeviations(others.length < inForce.length ? others : [...others, added]);
      touch();
    });
  return (
    <section class="panel" aria-labelledby="deviations">
      <div class="row">
        <h2 id="deviations">{say('faults.deviations')}</h2>
        {inForce.length > 0 && (
          <button
            type="button"
            class="button"
            disabled={doing.busy}
            onClick={() => void doing.run(() => ask('DELETE /deviations').then(touch))}
          >
            {say('faults.clear')}
          </button>
        )}
      </div>
      <p class="quiet">{say('faults.deviationsAbout', { count: inForce.length })}</p>
      <div class="fields">
        <TextField label={say('faults.search')} value={search} onInput={setSearch} />
        {scope.fields}
      </div>
      <ProblemNote problem={doing.problem} />
      <Waiting answered={catalogue} />
      {catalogue.value && shown.length === 0 && <Empty>{say('app.none')}</Empty>}
      <VirtualList
        items={shown}
        rowHeight={isNarrow ? NARROW_ROW : ROW}
        height={560}
        label={say('faults.deviations')}
        keyOf={({ id }) => id}
        row={(row) => (
          <Switch
            row={row}
            kept={inForce.find(({ id }) => id === row.id)}
            isBusy={doing.busy}
            onTurn={() => turn(row.id)}
          />
        )}
      />
    </section>
  );
}

const textOf = ({ id, breaks, about }: DeviationCatalogue[number]): string =>
  `${id} ${breaks.join(' ')} ${told(about)}`.toLowerCase();

const putDeviations = (wanted: readonly Pick<DeviationList[number], 'id' | 'match' | 'times'>[]) =>
  ask('PUT /deviations', {
    body: wanted.map(({ id, match, times }) => ({ id, match, ...(times !== undefined && { times }) })),
  });

function Switch({
  row,
  kept,
  isBusy,
  onTurn,
}: {
  readonly row: DeviationCatalogue[number];
  readonly kept: DeviationList[number] | undefined;
  readonly isBusy: boolean;
  readonly onTurn: () => void;
}) {
  const scope = [kept?.match.consentId, kept?.times === undefined ? undefined : `×${kept.times}`];
  return (
    <div class={`switch ${kept ? 'switch-on' : ''}`}>
      <div>
        <p>{told(row.about)}</p>
        <small class="quiet">
          <span class="mono">{row.id}</span>{' '}
          {row.breaks.map((rule) => (
            <Rule key={rule} id={rule} />
          ))}{' '}
          {scope.filter((part) => part !== undefined).join(' · ')}
        </small>
      </div>
      <button
        type="button"
        role="switch"
        class="toggle"
        aria-checked={kept !== undefined}
        aria-label={told(row.about)}
        disabled={isBusy}
        onClick={onTurn}
      >
        {say(kept ? 'faults.on' : 'faults.off')}
      </button>
    </div>
  );
}

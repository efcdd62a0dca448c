import type { ScenarioList } from '../admin-api.js';
import { useAnswer } from '../answers.js';
import { useClockInAddress } from '../clock.js';
import { Empty, Waiting } from '../parts/notes.js';
import { SearchField } from '../parts/search-field.js';
import { titleOf } from '../playing.js';
import { linkTo, type Route } from '../route.js';
import { say, told } from '../speech.js';
import { useView } from '../view.js';
import { ScenarioWalk } from './scenario-walk.js';

/** Every scenario that comes with the project, and the walk of one. `?q=` filters them. */
export function ScenariosScreen({ route }: { readonly route: Route }) {
  const answered = useAnswer('GET /scenarios');
  const [search] = useView('q');
  useClockInAddress();
  const { id } = route;
  const words = search.toLowerCase().trim();
  const shown = answered.value?.scenarios.filter((each) => textOf(each).includes(words)) ?? [];
  return (
    <>
      <div class="title">
        <h1 tabIndex={-1}>{say('scenarios.title')}</h1>
        <p class="quiet">{say('scenarios.about')}</p>
      </div>
      <Waiting answered={answered} />
      <div class={`world ${id === undefined ? '' : 'has-choice'}`}>
        <nav class="panel" aria-label={say('scenarios.title')}>
          <SearchField label={say('scenarios.search')} />
          {answered.value && shown.length === 0 && <Empty>{say('app.none')}</Empty>}
          <ul class="choices-list">
            {shown.map(({ name, steps }) => (
              <li key={name}>
                <a
                  class="customer"
                  href={linkTo('scenarios', name, route.query)}
                  aria-current={name === id ? 'true' : undefined}
                >
                  <b>{titleOf(name)}</b>
                  <small>
                    <span class="mono">{name}</span> · {say('scenarios.steps', { count: steps })}
                  </small>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {id === undefined ? <Empty>{say('scenarios.choose')}</Empty> : <ScenarioWalk key={id} name={id} />}
      </div>
    </>
  );
}

const textOf = ({ name, about }: ScenarioList['scenarios'][number]): string =>
  `${name} ${titleOf(name)} ${told(about)}`.toLowerCase();

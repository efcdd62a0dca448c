import type { ScenarioList } from '../admin-api.js';
import { useAnswer, useDoing } from '../answers.js';
import { go } from '../navigation.js';
import { ProblemNote } from '../parts/notes.js';
import { loadScenario, titleOf } from '../playing.js';
import { linkTo } from '../route.js';
import { say, told } from '../speech.js';

/** What somebody new should see first; the rest is a click away. */
const FIRST = [
  'joint-account-approved',
  'temporary-block',
  'preparing-then-ready',
  'new-contracts',
  'purge-after-three-months',
  'never-ready',
];

/** A few worlds to begin with. Loading one leads to its first consent. */
export function Starters() {
  const { value } = useAnswer('GET /scenarios');
  const doing = useDoing();
  const load = async (name: string): Promise<void> => {
    const { consents } = await loadScenario(name);
    const [first] = Object.values(consents);
    go(first ? linkTo('consents', first.consentId) : linkTo('scenarios', name));
  };
  return (
    <section class="starters" aria-labelledby="starters">
      <div class="row">
        <h2 id="starters">{say('world.start')}</h2>
        <p class="quiet">{say('world.startAbout')}</p>
        <a href={linkTo('scenarios')}>{say('world.allScenarios')} →</a>
      </div>
      <ProblemNote problem={doing.problem} />
      <ul class="cards">
        {startersIn(value).map(({ name, about }) => (
          <li key={name}>
            <button type="button" class="card" disabled={doing.busy} onClick={() => void doing.run(() => load(name))}>
              <b>{titleOf(name)}</b>
              <span>{told(about)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const startersIn = (list: ScenarioList | undefined) =>
  FIRST.flatMap((name) => list?.scenarios.filter((scenario) => scenario.name === name) ?? []);

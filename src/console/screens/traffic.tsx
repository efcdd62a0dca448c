import { useMemo } from 'preact/hooks';
import type { Exchange } from '../admin-api.js';
import { useDoing } from '../answers.js';
import { ask } from '../client.js';
import { useClockInAddress } from '../clock.js';
import { numberText } from '../instants.js';
import { useJournal } from '../journal.js';
import { Select, TextField } from '../parts/field.js';
import { Empty, ProblemNote } from '../parts/notes.js';
import { Onward } from '../parts/onward.js';
import { useNarrow } from '../parts/narrow.js';
import { VirtualList } from '../parts/virtual-list.js';
import { language } from '../preferences.js';
import type { Route } from '../route.js';
import { say } from '../speech.js';
import { linkHere, useView } from '../view.js';
import { ConsentPicker } from './consent-picker.js';
import { ExchangeDetail } from './exchange-detail.js';
import { ExchangeRow } from './exchange-row.js';
import { Polls } from './polls.js';

const ROW = 36;
const NARROW_ROW = 58;

/** The official calls as they happen. `?consent=&api=&q=&follow=&id=` say which, and which one is looked at. */
export function TrafficScreen({ route }: { readonly route: Route }) {
  const { id = '' } = route.query;
  const [consent, setConsent] = useView('consent');
  const [api, setApi] = useView('api');
  const [q, setQ] = useView('q');
  const [follow, setFollow] = useView('follow', 'yes');
  useClockInAddress();
  const { requests, dropped, problem, clear } = useJournal();
  const doing = useDoing();
  const isNarrow = useNarrow();
  const isFollowing = follow === 'yes';
  const shown = useMemo(() => requests.filter(matching(consent, api, q)), [requests, consent, api, q]);
  const chosen = requests.find((exchange) => String(exchange.id) === id);
  return (
    <>
      <div class="title">
        <h1 tabIndex={-1}>{say('traffic.title')}</h1>
        <p class="quiet">{say('traffic.about')}</p>
      </div>
      <section class="panel" aria-labelledby="exchanges">
        <div class="fields">
          <TextField label={say('traffic.search')} value={q} onInput={setQ} />
          <Select
            label={say('traffic.api')}
            value={api}
            choices={[
              { value: '', text: say('app.all') },
              ...apisIn(requests).map((name) => ({ value: name, text: name })),
            ]}
            onChange={setApi}
          />
          <ConsentPicker consentId={consent === '' ? undefined : consent} none={say('app.all')} onPick={setConsent} />
        </div>
        <div class="row">
          <h2 id="exchanges">
            {say('traffic.count', { count: numberText(shown.length, language.value) })}
            {dropped > 0 && (
              <span class="count"> · {say('traffic.dropped', { count: numberText(dropped, language.value) })}</span>
            )}
          </h2>
          <label class="check">
            <input
              type="checkbox"
              checked={isFollowing}
              onChange={(event) => setFollow(event.currentTarget.checked ? 'yes' : 'no')}
            />
            {say('traffic.follow')}
          </label>
          <button
            type="button"
            class="button button-small"
            disabled={doing.busy || requests.length === 0}
            onClick={() => void doing.run(() => ask('DELETE /requests').then(clear))}
          >
            {say('traffic.clear')}
          </button>
        </div>
        <ProblemNote problem={problem ?? doing.problem} />
        {shown.length === 0 &&
          (requests.length === 0 ? (
            <Empty>
              {say('traffic.empty')} <Onward />
            </Empty>
          ) : (
            <Empty>{say('app.none')}</Empty>
          ))}
        {shown.length > 0 && (
          <VirtualList
            items={shown}
            rowHeight={isNarrow ? NARROW_ROW : ROW}
            height={360}
            label={say('traffic.title')}
            atEnd={isFollowing}
            keyOf={(exchange) => exchange.id}
            row={(exchange) => (
              <ExchangeRow
                exchange={exchange}
                isShown={String(exchange.id) === id}
                link={linkHere({ id: String(exchange.id) })}
              />
            )}
          />
        )}
      </section>
      {consent !== '' && <Polls route={route} />}
      {chosen ? <ExchangeDetail exchange={chosen} /> : shown.length > 0 && <Empty>{say('traffic.choose')}</Empty>}
    </>
  );
}

/** Whether an exchange is among those wanted; `q` is looked for in what a row shows. */
function matching(consent: string, api: string, q: string): (exchange: Exchange) => boolean {
  const words = q.toLowerCase().trim();
  return (exchange) =>
    (consent === '' || exchange.consentId === consent) &&
    (api === '' || exchange.api === api) &&
    (words === '' || textOf(exchange).includes(words));
}

const textOf = ({ method, path, query, status, rule = '', fault = '' }: Exchange): string =>
  `${method} ${path}?${query} ${status} ${rule} ${fault}`.toLowerCase();

const apisIn = (requests: readonly Exchange[]): readonly string[] =>
  [...new Set(requests.map(({ api }) => api))].toSorted();

import type { Customer, Resource } from '../admin-api.js';
import { distanceText, momentText, numberText } from '../instants.js';
import { StatusChip } from '../parts/chip.js';
import { Empty } from '../parts/notes.js';
import { useNarrow } from '../parts/narrow.js';
import { SearchField } from '../parts/search-field.js';
import { VirtualList } from '../parts/virtual-list.js';
import { language } from '../preferences.js';
import { linkTo } from '../route.js';
import { say } from '../speech.js';
import { useView } from '../view.js';

const ROW = 46;
const NARROW_ROW = 84;

/** What a customer holds here, each with its status now and what comes next. */
export function Holdings({ customer }: { readonly customer: Customer }) {
  const [search] = useView('q');
  const isNarrow = useNarrow();
  const words = search.toLowerCase().trim();
  const shown = customer.resources.filter((resource) => textOf(resource).includes(words));
  return (
    <section class="panel" aria-labelledby="holdings">
      <div class="row">
        <h2 id="holdings">
          {say('world.holdings')} <span class="count">{numberText(shown.length, language.value)}</span>
        </h2>
        <SearchField label={say('world.filter')} />
      </div>
      {shown.length === 0 && <Empty>{say(customer.resources.length === 0 ? 'world.noHoldings' : 'app.none')}</Empty>}
      <VirtualList
        items={shown}
        rowHeight={isNarrow ? NARROW_ROW : ROW}
        height={720}
        label={say('world.holdings')}
        keyOf={({ resourceId }) => resourceId}
        row={(resource) => <HoldingRow resource={resource} now={customer.now} />}
      />
    </section>
  );
}

const textOf = ({ resourceId, type, status }: Resource): string =>
  `${resourceId} ${type} ${say(`type.${type}`)} ${status ?? ''}`.toLowerCase();

function HoldingRow({ resource, now }: { readonly resource: Resource; readonly now: string }) {
  const { resourceId, type, status, scheduled, closedAt } = resource;
  const [next] = scheduled;
  return (
    <a class="holding" href={linkTo('resources', resourceId)}>
      <span class="holding-name">
        <b>{resourceId}</b> <small title={type}>{say(`type.${type}`)}</small>
      </span>
      <StatusChip status={status} />
      <small class="holding-next">
        {next && (
          <span title={momentText(next.at, language.value)}>
            {distanceText(next.at, now, language.value)} → {next.status}
          </span>
        )}
        {!next && closedAt !== undefined && say('world.closed', { at: momentText(closedAt, language.value) })}
      </small>
    </a>
  );
}

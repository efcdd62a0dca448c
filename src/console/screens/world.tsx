import type { Customer } from '../admin-api.js';
import { useAnswer } from '../answers.js';
import { useClockOf } from '../clock.js';
import { numberText } from '../instants.js';
import { Empty, Waiting } from '../parts/notes.js';
import { VirtualList } from '../parts/virtual-list.js';
import { language } from '../preferences.js';
import { linkTo, type Route } from '../route.js';
import { say } from '../speech.js';
import { ConsentCards } from './consent-cards.js';
import { Holdings } from './holdings.js';
import { Starters } from './starters.js';

const CUSTOMER_ROW = 56;

/** Customers, what they hold, and the consents they gave. `?customer=` says whose. */
export function WorldScreen({ route }: { readonly route: Route }) {
  const answered = useAnswer('GET /customers');
  const customers = answered.value?.customers ?? [];
  const { customer: wanted } = route.query;
  const customer = wanted === undefined ? customers[0] : customers.find(({ customerId }) => customerId === wanted);
  useClockOf(customer);
  return (
    <>
      <div class="title">
        <h1 tabIndex={-1}>{say('world.title')}</h1>
        <p class="quiet">{say('world.about')}</p>
      </div>
      <Starters />
      <Waiting answered={answered} />
      {answered.value && customers.length === 0 && <Empty>{say('world.empty')}</Empty>}
      {customers.length > 0 && (
        <div class="world">
          <nav class="panel" aria-label={say('world.customers')}>
            <h2>
              {say('world.customers')} <span class="count">{numberText(customers.length, language.value)}</span>
            </h2>
            <VirtualList
              items={customers}
              rowHeight={CUSTOMER_ROW}
              height={640}
              label={say('world.customers')}
              keyOf={({ customerId }) => customerId}
              row={(each) => <CustomerRow customer={each} isShown={each === customer} />}
            />
          </nav>
          {customer ? (
            <div class="column">
              <ConsentCards customer={customer} />
              <Holdings customer={customer} />
            </div>
          ) : (
            <Empty>{say('world.noCustomer', { id: wanted ?? '' })}</Empty>
          )}
        </div>
      )}
    </>
  );
}

function CustomerRow({ customer, isShown }: { readonly customer: Customer; readonly isShown: boolean }) {
  const { customerId, name, resources, clock } = customer;
  return (
    <a
      class="customer"
      href={linkTo('world', undefined, { customer: customerId })}
      aria-current={isShown ? 'true' : undefined}
    >
      <b>{name}</b>
      <small>
        {documentText(customerId)} · {say('world.resources', { count: numberText(resources.length, language.value) })}
        {clock !== 'default' && ` · ${say('clock.title').toLowerCase()} ${clock}`}
      </small>
    </a>
  );
}

/** `761.092.776-73`, `11.222.333/0001-81`. */
const documentText = (id: string): string =>
  id.length === 11
    ? id.replace(/^(.{3})(.{3})(.{3})(.{2})$/, '$1.$2.$3-$4')
    : id.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5');

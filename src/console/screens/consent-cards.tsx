import type { Consent, Customer } from '../admin-api.js';
import { useAnswer, useDoing } from '../answers.js';
import { ask } from '../client.js';
import { dayText } from '../instants.js';
import { touch } from '../live.js';
import { go } from '../navigation.js';
import { StatusChip } from '../parts/chip.js';
import { Empty, ProblemNote, Waiting } from '../parts/notes.js';
import { shortId } from '../parts/short-id.js';
import { language } from '../preferences.js';
import { linkTo } from '../route.js';
import { say } from '../speech.js';

/** The consents of a customer, newest last, and a way to give another. */
export function ConsentCards({ customer }: { readonly customer: Customer }) {
  const { customerId } = customer;
  const answered = useAnswer('GET /consents', { query: { customerId } });
  const doing = useDoing();
  const create = async (): Promise<void> => {
    const { consentId } = await ask('POST /consents', { body: { customerId, permissions: 'all' } });
    touch();
    go(linkTo('consents', consentId));
  };
  return (
    <section class="panel" aria-labelledby="consents">
      <div class="row">
        <h2 id="consents">{say('world.consents')}</h2>
        <button type="button" class="button" disabled={doing.busy} onClick={() => void doing.run(create)}>
          + {say('world.newConsent')}
        </button>
      </div>
      <ProblemNote problem={doing.problem} />
      <Waiting answered={answered} />
      {answered.value?.consents.length === 0 && <Empty>{say('world.noConsents')}</Empty>}
      <ul class="cards">
        {answered.value?.consents.map((consent) => (
          <li key={consent.consentId}>
            <ConsentCard consent={consent} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ConsentCard({ consent }: { readonly consent: Consent }) {
  const { consentId, status, clientId, expirationDateTime, preparation } = consent;
  return (
    <a class="card" href={linkTo('consents', consentId)}>
      <StatusChip status={status} />
      <span class="mono">{shortId(consentId)}</span>
      <small>
        {clientId} ·{' '}
        {expirationDateTime === undefined
          ? say('world.endless')
          : say('world.until', { at: dayText(expirationDateTime, language.value) })}
        {status === 'AUTHORISED' && ` · ${say(`prep.${preparation.state}`)}`}
      </small>
    </a>
  );
}

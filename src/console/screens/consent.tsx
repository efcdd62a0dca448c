import { useState } from 'preact/hooks';
import type { Explanation } from '../admin-api.js';
import { useAnswer } from '../answers.js';
import { useClockOf } from '../clock.js';
import { go } from '../navigation.js';
import { Empty, Waiting } from '../parts/notes.js';
import { Onward } from '../parts/onward.js';
import { linkTo, type Route } from '../route.js';
import { say } from '../speech.js';
import { ConsentHead } from './consent-head.js';
import { ConsentPicker } from './consent-picker.js';
import { Reasons } from './reasons.js';
import { WireAnswer } from './wire-answer.js';

/** One consent: what its list answers, exactly as on the wire, beside why each holding is or is not in it. */
export function ConsentScreen({ route }: { readonly route: Route }) {
  const { id } = route;
  if (id === undefined)
    return (
      <>
        <h1 tabIndex={-1}>{say('consent.title')}</h1>
        <Empty>
          {say('consent.missing')} <Onward />
        </Empty>
        <ConsentPicker
          consentId={undefined}
          none={say('consent.pick')}
          onPick={(consentId) => go(linkTo('consents', consentId))}
        />
      </>
    );
  return <Consent key={id} consentId={id} />;
}

function Consent({ consentId }: { readonly consentId: string }) {
  const path = { consentId };
  const consent = useAnswer('GET /consents/{consentId}', { path });
  const explanation = useAnswer('GET /consents/{consentId}/explanation', { path });
  const [lit, setLit] = useState<string>();
  const customerId = consent.value?.customerId;
  const customer = useAnswer(
    customerId === undefined ? undefined : 'GET /customers/{customerId}',
    customerId === undefined ? {} : { path: { customerId } },
  );
  useClockOf(customer.value);
  return (
    <>
      {!consent.value && <h1 tabIndex={-1}>{say('consent.title')}</h1>}
      <Waiting answered={consent} />
      {consent.problem && !consent.value && <Onward />}
      {consent.value && (
        <ConsentHead consent={consent.value} name={customer.value?.name ?? ''} now={customer.value?.now} />
      )}
      {consent.value && (
        <div class="pair">
          <Why answered={explanation} lit={lit} onLight={setLit} />
          <WireAnswer consentId={consentId} lit={lit} />
        </div>
      )}
    </>
  );
}

function Why({
  answered,
  lit,
  onLight,
}: {
  readonly answered: { readonly value?: Explanation };
  readonly lit: string | undefined;
  readonly onLight: (resourceId: string | undefined) => void;
}) {
  return (
    <section class="panel" aria-labelledby="why">
      <h2 id="why">{say('consent.why')}</h2>
      <Waiting answered={answered} />
      {answered.value && <Reasons explanation={answered.value} lit={lit} onLight={onLight} canDecide />}
    </section>
  );
}

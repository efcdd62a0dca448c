import type { Consent } from '../admin-api.js';
import { useDoing } from '../answers.js';
import { ask } from '../client.js';
import { distanceText, momentText } from '../instants.js';
import { touch } from '../live.js';
import { glossOf, StatusChip } from '../parts/chip.js';
import { CopyButton } from '../parts/copy-button.js';
import { ProblemNote } from '../parts/notes.js';
import { language } from '../preferences.js';
import { linkTo } from '../route.js';
import { say } from '../speech.js';

const LIST = '/open-banking/resources/v3/resources';

/** Whose consent it is, how it stands, and what the customer may do with it. */
export function ConsentHead({
  consent,
  name,
  now,
}: {
  readonly consent: Consent;
  readonly name: string;
  readonly now: string | undefined;
}) {
  const { consentId, customerId, status, clientId, rejection } = consent;
  const doing = useDoing();
  const path = { consentId };
  const run = (work: () => Promise<unknown>) => void doing.run(() => work().then(touch));
  return (
    <header class="subject">
      <div class="row">
        <h1 tabIndex={-1}>
          {say('consent.title')} <span class="of">{say('consent.of', { name })}</span>
        </h1>
        <StatusChip status={status} />
        <span class="quiet">{rejection ? `${rejection.rejectedBy} · ${rejection.reason.code}` : glossOf(status)}</span>
      </div>
      <p class="quiet mono break">{consentId}</p>
      <dl class="facts">
        <Fact name={say('consent.receiver')} value={clientId} />
        <Fact name={say('consent.created')} value={momentText(consent.creationDateTime, language.value)} />
        {consent.authorisedAt !== undefined && (
          <Fact name={say('consent.authorised')} value={momentText(consent.authorisedAt, language.value)} />
        )}
        <Fact name={say('consent.expires')} value={expiryText(consent, now)} />
        {status === 'AUTHORISED' && <Fact name={say('consent.preparation')} value={preparationText(consent)} />}
      </dl>
      <div class="row actions">
        {status === 'AWAITING_AUTHORISATION' && (
          <>
            <button
              type="button"
              class="button button-main"
              disabled={doing.busy}
              onClick={() => run(() => ask('POST /consents/{consentId}/authorise', { path, body: {} }))}
            >
              {say('consent.authorise')}
            </button>
            <button
              type="button"
              class="button"
              disabled={doing.busy}
              onClick={() => run(() => ask('POST /consents/{consentId}/reject', { path, body: {} }))}
            >
              {say('consent.reject')}
            </button>
          </>
        )}
        {status === 'AUTHORISED' && (
          <button
            type="button"
            class="button"
            disabled={doing.busy}
            onClick={() => run(() => ask('POST /consents/{consentId}/revoke', { path, body: {} }))}
          >
            {say('consent.revoke')}
          </button>
        )}
        <CopyButton label={say('consent.curl')} text={() => curlFor(consentId)} />
        <a class="button" href={linkTo('time', undefined, { consent: consentId })}>
          {say('consent.time')}
        </a>
        <a class="button" href={linkTo('traffic', undefined, { consent: consentId })}>
          {say('consent.traffic')}
        </a>
        <a class="button" href={linkTo('world', undefined, { customer: customerId })}>
          ← {say('menu.world')}
        </a>
      </div>
      <ProblemNote problem={doing.problem} />
    </header>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

function expiryText({ expirationDateTime }: Consent, now: string | undefined): string {
  if (expirationDateTime === undefined) return say('world.endless');
  const at = momentText(expirationDateTime, language.value);
  return now === undefined ? at : `${at} (${distanceText(expirationDateTime, now, language.value)})`;
}

function preparationText({ preparation }: Consent): string {
  const { state, readyAt, limitAt, readyAfter } = preparation;
  if (state === 'READY') return say('prep.READY');
  const ready =
    readyAt !== undefined
      ? say('consent.readyAt', { at: momentText(readyAt, language.value) })
      : readyAfter === 'never'
        ? say('consent.never')
        : '';
  const limit = limitAt === undefined ? '' : say('consent.limitAt', { at: momentText(limitAt, language.value) });
  return [say(`prep.${state}`), ready, limit].filter((part) => part !== '').join(' · ');
}

/** A call to paste into a terminal, with a token of its own. @throws Problem. */
async function curlFor(consentId: string): Promise<string> {
  const { access_token } = await ask('POST /tokens', { body: { consentId } });
  return [
    `curl -i '${location.origin}${LIST}'`,
    `-H 'authorization: Bearer ${access_token}'`,
    `-H 'x-fapi-interaction-id: ${crypto.randomUUID()}'`,
  ].join(' \\\n  ');
}

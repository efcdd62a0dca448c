import type { Consent, Resource } from '../admin-api.js';
import { useAnswer } from '../answers.js';
import { shortId } from '../parts/short-id.js';
import { Empty } from '../parts/notes.js';
import { linkTo } from '../route.js';
import { say } from '../speech.js';
import { Reason } from './reason.js';

/** How each consent of the customer sees a resource: waiting for approvers belongs to the pair. */
export function Pairs({ resource }: { readonly resource: Resource }) {
  const { customerId } = resource;
  const { value } = useAnswer('GET /consents', { query: { customerId } });
  return (
    <section class="panel" aria-labelledby="pairs">
      <h2 id="pairs">{say('resource.consents')}</h2>
      {value?.consents.length === 0 && <Empty>{say('world.noConsents')}</Empty>}
      {value?.consents.map((consent) => (
        <Pair key={consent.consentId} consent={consent} resourceId={resource.resourceId} />
      ))}
    </section>
  );
}

function Pair({ consent, resourceId }: { readonly consent: Consent; readonly resourceId: string }) {
  const { consentId } = consent;
  const { value } = useAnswer('GET /consents/{consentId}/explanation', { path: { consentId } });
  const seen = value?.resources.find((each) => each.resourceId === resourceId);
  return (
    <div>
      <a class="mono" href={linkTo('consents', consentId)}>
        {shortId(consentId)}
      </a>
      {value && seen && (
        <Reason
          resource={seen}
          consentId={consentId}
          now={value.now}
          isLit={false}
          onLight={undefined}
          canDecide
          before={undefined}
        />
      )}
    </div>
  );
}

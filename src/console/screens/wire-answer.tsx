import { useState } from 'preact/hooks';
import { useAnswer } from '../answers.js';
import { HttpChip, Rule } from '../parts/chip.js';
import { JsonView } from '../parts/json-view.js';
import { Waiting } from '../parts/notes.js';
import { say } from '../speech.js';

/** The body of a list, as far as it is looked at here. */
interface ListBody {
  readonly data?: readonly { readonly resourceId?: string }[];
  readonly meta?: { readonly totalPages?: number };
}

/** What `GET /resources` answers now, byte for byte. `lit`: the resource to point at. */
export function WireAnswer({ consentId, lit }: { readonly consentId: string; readonly lit: string | undefined }) {
  const [page, setPage] = useState(1);
  const [isRaw, setRaw] = useState(false);
  const answered = useAnswer(
    'GET /consents/{consentId}/answer',
    { path: { consentId }, query: { page } },
    { keep: true },
  );
  const faults = useAnswer('GET /faults');
  const { value } = answered;
  const body = value?.body as ListBody | undefined;
  const pages = body?.meta?.totalPages ?? 1;
  const place = body?.data?.findIndex?.(({ resourceId }) => resourceId === lit) ?? -1;
  return (
    <section class="panel wire" aria-labelledby="wire">
      <div class="row">
        <h2 id="wire">{say('consent.wire')}</h2>
        {value && <HttpChip status={value.status} />}
        {value?.rule !== undefined && <Rule id={value.rule} />}
        {body !== undefined && (
          <button type="button" class="button button-small" onClick={() => setRaw(!isRaw)}>
            {say(isRaw ? 'consent.pretty' : 'consent.raw')}
          </button>
        )}
      </div>
      <p class="quiet">{say('consent.wireAbout')}</p>
      {(faults.value?.length ?? 0) > 0 && <p class="note">{say('consent.faults')}</p>}
      <Waiting answered={answered} />
      {value && body === undefined && <p class="note">{say('consent.noBody')}</p>}
      {body !== undefined && isRaw && <pre class="code raw">{JSON.stringify(body)}</pre>}
      {body !== undefined && !isRaw && (
        <JsonView body={body} label={say('consent.wire')} {...(place >= 0 && { lit: place })} />
      )}
      {(pages > 1 || page > 1) && (
        <div class="row pager">
          <button type="button" class="button" disabled={page <= 1} onClick={() => setPage(page - 1)}>
            ← {say('consent.previous')}
          </button>
          <span>{say('consent.page', { page, pages })}</span>
          <button type="button" class="button" disabled={page >= pages} onClick={() => setPage(page + 1)}>
            {say('consent.following')} →
          </button>
        </div>
      )}
    </section>
  );
}

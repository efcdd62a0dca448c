import { useAnswer } from '../answers.js';
import { HttpChip, Rule } from '../parts/chip.js';
import { JsonView } from '../parts/json-view.js';
import { Waiting } from '../parts/notes.js';
import { say } from '../speech.js';
import { useView } from '../view.js';

/** The body of a list, as far as it is looked at here. */
interface ListBody {
  readonly data?: readonly { readonly resourceId?: string }[];
  readonly meta?: { readonly totalPages?: number };
}

/** What `GET /resources` answers now, byte for byte. `lit`: the resource to point at. */
export function WireAnswer({ consentId, lit }: { readonly consentId: string; readonly lit: string | undefined }) {
  const [asked, setPage] = useView('page', '1');
  const page = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1;
  const [form, setForm] = useView('form');
  const isRaw = form === 'bytes';
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
          <button type="button" class="button button-small" onClick={() => setForm(isRaw ? '' : 'bytes')}>
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
          <button type="button" class="button" disabled={page <= 1} onClick={() => setPage(String(page - 1))}>
            ← {say('consent.previous')}
          </button>
          <span>{say('consent.page', { page, pages })}</span>
          <button type="button" class="button" disabled={page >= pages} onClick={() => setPage(String(page + 1))}>
            {say('consent.following')} →
          </button>
        </div>
      )}
    </section>
  );
}

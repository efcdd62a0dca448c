import type { Exchange } from '../admin-api.js';
import { momentText, spanText } from '../instants.js';
import { HttpChip, Rule } from '../parts/chip.js';
import { CopyButton } from '../parts/copy-button.js';
import { JsonView } from '../parts/json-view.js';
import { language } from '../preferences.js';
import { linkTo } from '../route.js';
import { say } from '../speech.js';

/** What was asked, and what was answered, side by side. */
export function ExchangeDetail({ exchange }: { readonly exchange: Exchange }) {
  const { id, at, wallAt, method, path, query, status, consentId, rule, fault, deviation, durationMs } = exchange;
  return (
    <section class="panel" aria-labelledby="exchange">
      <div class="row">
        <h2 id="exchange" class="break">
          #{id} {method} {path}
          {query !== '' && `?${query}`}
        </h2>
        {rule !== undefined && (
          <span>
            {say('traffic.rule')} <Rule id={rule} />
          </span>
        )}
        {fault !== undefined && (
          <span>
            {say('traffic.fault')} <Rule id={fault} />
          </span>
        )}
        {deviation !== undefined && (
          <span>
            {say('traffic.deviation')} <Rule id={deviation} />
          </span>
        )}
        <CopyButton label={say('consent.curl')} text={() => curlOf(exchange)} />
        {consentId !== undefined && <a href={linkTo('consents', consentId)}>{say('consent.title')} →</a>}
      </div>
      <p class="quiet">
        {momentText(at, language.value)} ({say('traffic.virtual')}) · {momentText(wallAt, language.value)} (
        {say('traffic.real')}) · {spanText(durationMs, language.value)}
      </p>
      <div class="pair">
        <Half title={say('traffic.request')} headers={exchange.requestHeaders} body={exchange.requestBody} />
        <Half
          title={say('traffic.response')}
          status={status}
          headers={exchange.responseHeaders}
          body={exchange.responseBody}
        />
      </div>
    </section>
  );
}

function Half({
  title,
  status,
  headers,
  body,
}: {
  readonly title: string;
  readonly status?: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}) {
  return (
    <div class="half">
      <h3>
        {title} {status !== undefined && <HttpChip status={status} />}
      </h3>
      {status === 0 && <p class="note note-bad">{say('traffic.noAnswer')}</p>}
      <dl class="headers" aria-label={say('traffic.headers')}>
        {Object.entries(headers).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {body === undefined ? <p class="quiet">{say('traffic.noBody')}</p> : <JsonView body={body} label={title} />}
    </div>
  );
}

/** The same call again. Its credentials are not in the journal: a placeholder stands where they were. */
function curlOf({ method, path, query, requestHeaders, requestBody }: Exchange): string {
  const headers = Object.entries(requestHeaders)
    .filter(([name]) => !/^(host|connection|content-length|accept-encoding)$/.test(name))
    .map(([name, value]) => `-H ${quoted(`${name}: ${value ?? ''}`)}`);
  const body = requestBody === undefined ? [] : [`-d ${quoted(JSON.stringify(requestBody))}`];
  const url = `${location.origin}${path}${query === '' ? '' : `?${query}`}`;
  return [`curl -i -X ${method} ${quoted(url)}`, ...headers, ...body].join(' \\\n  ');
}

/** As a shell reads it: nothing in it means anything. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

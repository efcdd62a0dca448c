import type { Exchange } from '../admin-api.js';
import { clockText, momentText, spanText } from '../instants.js';
import { HttpChip, Rule } from '../parts/chip.js';
import { language } from '../preferences.js';
import { say } from '../speech.js';

/** One exchange on one line. */
export function ExchangeRow({
  exchange,
  isShown,
  link,
}: {
  readonly exchange: Exchange;
  readonly isShown: boolean;
  readonly link: string;
}) {
  const { at, method, path, query, status, rule, fault, deviation, durationMs } = exchange;
  return (
    <a class="exchange" href={link} aria-current={isShown ? 'true' : undefined}>
      <time class="quiet" dateTime={at} title={momentText(at, language.value)}>
        {clockText(at, language.value)}
      </time>
      <HttpChip status={status} />
      <span class="exchange-path">
        <b>{method}</b> {path}
        {query !== '' && <span class="quiet">?{query}</span>}
      </span>
      <span class="exchange-marks">
        {rule !== undefined && <Rule id={rule} />}
        {fault !== undefined && <span class="chip chip-wait">{say('traffic.fault')}</span>}
        {deviation !== undefined && <span class="chip chip-wait">{say('traffic.deviation')}</span>}
        <small class="quiet">{spanText(durationMs, language.value)}</small>
      </span>
    </a>
  );
}

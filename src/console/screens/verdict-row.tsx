import type { Report } from '../admin-api.js';
import { Rule } from '../parts/chip.js';
import { linkTo } from '../route.js';
import { say } from '../speech.js';

/** The most exchanges that are linked to from one verdict. */
const MOST = 12;

const LOOKS = { pass: ['good', '✓'], fail: ['bad', '✕'], warn: ['wait', '!'], skip: ['none', '–'] } as const;

/** One rule: its verdict, what was seen, and the exchanges that show it. */
export function VerdictRow({ result }: { readonly result: Report['results'][number] }) {
  const { rule, level, title, source, verdict, message, evidence } = result;
  const [look, shape] = LOOKS[verdict];
  return (
    <article class={`reason verdict-${verdict}`}>
      <div class="reason-head">
        <span class={`chip chip-${look}`}>
          <span aria-hidden="true">{shape}</span> {say(`verdict.${verdict}`)}
        </span>
        <b>{title}</b>
        <span>
          <Rule id={rule} /> <small>{level}</small>
        </span>
      </div>
      <p>{message}</p>
      <small class="quiet">{source}</small>
      {evidence.length > 0 && (
        <p>
          {say('verdict.evidence')}:{' '}
          {evidence.slice(0, MOST).map(({ id, method, status }) => (
            <a key={id} class="evidence" href={linkTo('traffic', undefined, { id: String(id) })}>
              #{id} {method} {status}
            </a>
          ))}
          {evidence.length > MOST && say('clock.more', { count: evidence.length - MOST })}
        </p>
      )}
    </article>
  );
}

import type { Resource, StatusChange } from '../admin-api.js';
import { distanceText, momentText } from '../instants.js';
import { Rule, StatusChip } from '../parts/chip.js';
import { language } from '../preferences.js';
import { say, told } from '../speech.js';
import { CAUSES } from '../words/causes.js';

/** Every status a resource has had, and those that will come by themselves. */
export function Life({ resource, now }: { readonly resource: Resource; readonly now: string | undefined }) {
  return (
    <section class="panel" aria-labelledby="life">
      <h2 id="life">{say('resource.history')}</h2>
      <Changes changes={resource.history} now={now} />
      {resource.scheduled.length > 0 && (
        <>
          <h3>{say('resource.scheduled')}</h3>
          <Changes changes={resource.scheduled} now={now} />
        </>
      )}
    </section>
  );
}

const Changes = ({ changes, now }: { readonly changes: readonly StatusChange[]; readonly now: string | undefined }) => (
  <ol class="life">
    {changes.map(({ at, status, rule, cause }) => (
      <li key={`${at} ${status}`}>
        <StatusChip status={status} />
        <span>
          {momentText(at, language.value)}{' '}
          <small class="quiet">
            {now !== undefined && distanceText(at, now, language.value)} · {told(CAUSES[cause] ?? cause)}
          </small>
        </span>
        <Rule id={rule} />
      </li>
    ))}
  </ol>
);

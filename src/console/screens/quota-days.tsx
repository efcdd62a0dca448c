import type { OtdxExplanation } from '../admin-api.js';
import { momentText } from '../instants.js';
import { Rule, StatusChip } from '../parts/chip.js';
import { Empty } from '../parts/notes.js';
import { VirtualList } from '../parts/virtual-list.js';
import { language } from '../preferences.js';
import { say, told } from '../speech.js';
import { NewRelease } from './new-release.js';

type Quota = OtdxExplanation['quotas'][number];
type Day = Quota['days'][number];

const ROW = 92;

/** The days of one quota type, latest first: released, approved, by silence, void, in reprocessing. */
export function QuotaDays({ quota, portfolio }: { readonly quota: Quota; readonly portfolio: OtdxExplanation }) {
  const { quotaType, days, next } = quota;
  const { now, reprocessing } = portfolio;
  // A request that may move no further, done or refused, leaves its day as it is.
  const asked = new Set(reprocessing.filter(({ allowed }) => allowed.length > 0).map(({ date }) => date));
  const latestFirst = days.toSorted((one, other) => other.date.localeCompare(one.date));
  return (
    <section class="panel" aria-labelledby={`quota-${quotaType}`}>
      <div class="row">
        <h2 id={`quota-${quotaType}`}>{say('otdx.quotas', { type: quotaType })}</h2>
      </div>
      <ul class="day-strip" aria-label={say('otdx.days')}>
        {days.map((day) => (
          <li
            key={day.date}
            class={`day day-${lookOf(day, now)} ${asked.has(day.date) ? 'day-asked' : ''} ${day.date === next?.date ? 'day-next' : ''}`}
            title={`${day.date} · ${wordOf(day, now)}`}
          >
            {day.date.slice(8)}
            <span class="hidden"> {wordOf(day, now)}</span>
          </li>
        ))}
      </ul>
      {days.length === 0 && <Empty>{say('app.none')}</Empty>}
      <VirtualList
        items={latestFirst}
        rowHeight={ROW}
        height={520}
        label={say('otdx.days')}
        keyOf={({ date }) => date}
        row={(day) => <DayRow day={day} now={now} isAsked={asked.has(day.date)} />}
      />
      <NewRelease code={portfolio.code} quotaType={quotaType} />
    </section>
  );
}

const isReleased = ({ releasedAt }: Day, now: string): boolean => Date.parse(releasedAt) <= Date.parse(now);

const wordOf = (day: Day, now: string): string => (isReleased(day, now) ? day.status : say('otdx.unreleased'));

function lookOf(day: Day, now: string): string {
  if (!isReleased(day, now)) return 'none';
  if (day.status === 'APROVADA') return 'good';
  return day.status === 'APROVADA_TACITAMENTE' ? 'pause' : 'wait';
}

function DayRow({ day, now, isAsked }: { readonly day: Day; readonly now: string; readonly isAsked: boolean }) {
  const { date, releasedAt, dueAt, tacitAt, approvedAt, status, rule, reason, hashtask } = day;
  const moments = [
    say('otdx.releasedAt', { at: momentText(releasedAt, language.value) }),
    approvedAt !== undefined && say('otdx.approvedAt', { at: momentText(approvedAt, language.value) }),
    tacitAt !== undefined && say('otdx.tacitAt', { at: momentText(tacitAt, language.value) }),
    dueAt !== undefined && say('otdx.dueAt', { at: momentText(dueAt, language.value) }),
  ];
  return (
    <article class="reason reason-out">
      <div class="reason-head">
        <b>{date}</b>
        {isAsked && <span class="chip chip-pause">{say('otdx.inReprocessing')}</span>}
        {isReleased(day, now) ? (
          <StatusChip status={status} />
        ) : (
          <span class="chip chip-none">{say('otdx.unreleased')}</span>
        )}
      </div>
      <p>
        {told(reason)} <Rule id={rule} />
      </p>
      <small class="quiet">
        {moments.filter((part) => part !== false).join(' · ')}
        {hashtask !== undefined && <span class="mono break"> · {hashtask}</span>}
      </small>
    </article>
  );
}

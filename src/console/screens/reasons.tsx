import type { Explanation } from '../admin-api.js';
import { useNarrow } from '../parts/narrow.js';
import { Empty } from '../parts/notes.js';
import { VirtualList } from '../parts/virtual-list.js';
import { say } from '../speech.js';
import { useView } from '../view.js';
import { Reason } from './reason.js';

const ROW = 122;
const NARROW_ROW = 206;
const SHOWN = ['everything', 'listed', 'unlisted'] as const;

/** Every holding of the customer, in the list or not, with the reason. */
export function Reasons({
  explanation,
  lit,
  onLight,
  canDecide = false,
  before,
}: {
  readonly explanation: Explanation;
  readonly lit?: string | undefined;
  readonly onLight?: (resourceId: string | undefined) => void;
  /** Whether approvers may decide here: not when looking at another instant. */
  readonly canDecide?: boolean;
  /** What is listed now, when `explanation` is of another instant. */
  readonly before?: Explanation | undefined;
}) {
  const [asked, setShown] = useView('show', 'everything');
  const shown = SHOWN.find((each) => each === asked) ?? 'everything';
  const isNarrow = useNarrow();
  const { resources, consentId, now } = explanation;
  const kept = resources.filter(({ listed }) => shown === 'everything' || listed === (shown === 'listed'));
  const listedCount = resources.filter(({ listed }) => listed).length;
  const counts = { everything: resources.length, listed: listedCount, unlisted: resources.length - listedCount };
  const words = {
    everything: 'consent.everything',
    listed: 'consent.onlyListed',
    unlisted: 'consent.onlyUnlisted',
  } as const;
  return (
    <>
      <div class="tabs" role="group" aria-label={say('app.filter')}>
        {SHOWN.map((each) => (
          <button key={each} type="button" aria-pressed={each === shown} onClick={() => setShown(each)}>
            {say(words[each], { count: counts[each] })}
          </button>
        ))}
      </div>
      {kept.length === 0 && <Empty>{say('app.none')}</Empty>}
      <VirtualList
        items={kept}
        rowHeight={isNarrow ? NARROW_ROW : ROW}
        height={760}
        label={say('consent.why')}
        keyOf={({ resourceId }) => resourceId}
        row={(resource) => (
          <Reason
            resource={resource}
            consentId={consentId}
            now={now}
            isLit={resource.resourceId === lit}
            onLight={onLight}
            canDecide={canDecide}
            before={before?.resources.find(({ resourceId }) => resourceId === resource.resourceId)}
          />
        )}
      />
    </>
  );
}

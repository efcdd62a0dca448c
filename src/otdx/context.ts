import type { WallClock } from '../core/clock.js';
import type { IdSource } from '../core/ids.js';
import type { Contents } from '../store/contents.js';
import type { Store } from '../store/store.js';
import type { BusinessCalendar } from './calendar/business-days.js';
import type { Workflow } from './workflow.js';

/** What the rooms of this family work with. Handed down; nothing here is global. */
export interface OtdxContext {
  readonly store: Store;
  readonly wall: WallClock;
  readonly ids: IdSource;
  readonly calendar: BusinessCalendar;
  /** The steps of a reprocessing request. */
  readonly workflow: Workflow;
  /** What was attached to requests. */
  readonly contents: Contents;
}

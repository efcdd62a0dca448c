import type { CivilDate } from '../../core/civil.js';
import type { Instant } from '../../core/instant.js';
import { collection, type Reader } from '../../store/store.js';
import type { Workflow } from '../workflow.js';

/** Something that happened to a request: it was made, edited, or moved on. OTD-REP-11. */
export interface Step {
  readonly at: Instant;
  /** The user, or the controller. */
  readonly by: string;
  /** `create`, `edit`, or an event of the workflow. */
  readonly event: string;
  readonly status: string;
  readonly note?: string;
}

/** A file sent with a request. Its content is kept under its SHA-256. OTD-REP-10. */
export interface Attachment {
  readonly name: string;
  readonly extension: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** What an administrator asked to have processed again, from one date on. */
export interface ReprocessingRequest {
  readonly hashtask: string;
  readonly code: string;
  readonly date: CivilDate;
  readonly reason: string;
  /** What was added later. */
  readonly additions: readonly string[];
  readonly attachments: readonly Attachment[];
  /** Oldest first; the first made it. */
  readonly steps: readonly [Step, ...Step[]];
}

export const REQUESTS = collection<ReprocessingRequest>('otdx-reprocessing', { code: ({ code }) => code });

export const requestsOf = async (reader: Reader, code: string): Promise<readonly ReprocessingRequest[]> =>
  (await reader.list(REQUESTS, { index: 'code', equals: code })).map(({ value }) => value);

/** The status a request is in: what its last step left. */
export const statusOf = ({ steps }: ReprocessingRequest): string => (steps.at(-1) ?? steps[0]).status;

/** Whether it is asked for and not yet accepted or turned down. OTD-APR-11. */
export const isPending = (workflow: Workflow, request: ReprocessingRequest): boolean =>
  workflow.state(statusOf(request)).pending === true;

/** From when on the approvals of which days no longer hold. OTD-REP-09. */
export interface Void {
  readonly at: Instant;
  /** Included. */
  readonly from: CivilDate;
  readonly hashtask: string;
}

/** When a request made approvals void: when it was accepted, if it was. */
export function voidOf(workflow: Workflow, { hashtask, date, steps }: ReprocessingRequest): Void | undefined {
  const step = steps.find(({ event, status }) => event !== 'edit' && workflow.state(status).voids === true);
  return step && { at: step.at, from: date, hashtask };
}

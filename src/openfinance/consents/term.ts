import { addDuration, type Duration } from '../../core/duration.js';
import type { Instant } from '../../core/instant.js';

/** A renewal without a new journey: a fact, with what the receiver said of who asked for it. CON-4.2.1. */
export interface Extension {
  readonly at: Instant;
  /** Absent: without end from here on. */
  readonly expiresAt?: Instant;
  /** CPF of whoever asked. */
  readonly loggedUser: string;
  readonly customerIpAddress: string;
  readonly customerUserAgent: string;
}

/** How long a consent lasts: the end it was asked for with, and what moved it since, oldest first. */
export interface Term {
  /** Absent: without end. */
  readonly expiresAt?: Instant;
  readonly extensions: readonly Extension[];
}

/** The end in force at an instant, of all extensions when none is given; `undefined` when there is no end. */
export function expiryAt(
  { expiresAt, extensions }: Term,
  now: Instant = Number.POSITIVE_INFINITY,
): Instant | undefined {
  const latest = extensions.findLast(({ at }) => at <= now);
  return latest ? latest.expiresAt : expiresAt;
}

/** Whether an end lies after `now` and within the `longest` the institution allows, or `none`; end included. CON-4.3.6. */
export const isSensibleEnd = (expiresAt: Instant, now: Instant, longest: Duration): boolean =>
  expiresAt > now && Number.isFinite(expiresAt) && (longest === 'none' || expiresAt <= addDuration(now, longest));

import { type DueEvent, eventsOn } from '../openfinance/events.js';
import { otdxEventsOn } from '../otdx/events.js';
import type { Reader } from '../store/store.js';
import type { AdminHouse } from './house.js';

/** Everything that has come, or will come, due on a clock, of either family; oldest first. */
export async function dueOn(reader: Reader, house: AdminHouse, clock: string): Promise<readonly DueEvent[]> {
  const events = await eventsOn(reader, house, clock);
  for (const event of await otdxEventsOn(reader, house, clock)) events.push(event);
  return events.sort((one, other) => one.at - other.at);
}

import type { Instant } from '../../core/instant.js';
import type { ListedResource } from '../reading.js';
import type { Situation } from '../situations/situation.js';
import type { Aim, ArrangedConsent, ArrangedResource, TransmitterFacts } from '../transmitter/facts.js';

/** What a situation knows while it is told: names, and what they stand for. Facts grow as things happen. */
export interface World {
  /** Id of the situation. */
  readonly situation: string;
  readonly customerId: string;
  /** The named clock it stands still on, and where; real time, when there is none. */
  readonly clock?: string;
  now?: Instant;
  /** The type of each resource the situation names. */
  readonly types: ReadonlyMap<string, string>;
  readonly resources: Map<string, ArrangedResource>;
  readonly consents: Map<string, ArrangedConsent>;
  /** By consent name; and `client`, `other-client`. */
  readonly tokens: Map<string, string>;
  /** What each consent's list last showed. */
  readonly lists: Map<string, { readonly items: readonly ListedResource[]; readonly links: unknown }>;
  readonly aims: Map<number, Aim>;
}

export const newWorld = (
  { id, holds = {} }: Situation,
  customerId: string,
  time: Pick<World, 'clock' | 'now'> = {},
): World => ({
  situation: id,
  customerId,
  ...time,
  types: new Map(Object.entries(holds).map(([name, { type }]) => [name, type])),
  resources: new Map(),
  consents: new Map(),
  tokens: new Map(),
  lists: new Map(),
  aims: new Map(),
});

/** Everything that was arranged, in all situations together. */
export const factsOf = (worlds: readonly World[]): TransmitterFacts => ({
  resources: worlds.flatMap(({ resources }) => [...resources.values()]),
  consents: worlds.flatMap(({ consents }) => [...consents.values()]),
  aims: new Map(worlds.flatMap(({ aims }) => [...aims])),
});

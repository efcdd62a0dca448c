import type { WallClock } from '../core/clock.js';
import type { Exchange } from '../core/exchange.js';
import { randomIds } from '../core/ids.js';
import type { Bilingual } from '../core/text.js';
import { ArrangementError, type Arranger } from './driving/arranger.js';
import { type Arranging, arrange, rearrange, tidy } from './driving/arranging.js';
import { type Asker, ask, SilenceError } from './driving/asking.js';
import type { Connection } from './driving/connection.js';
import { type Offered, offeredWorld } from './driving/offered.js';
import { Recorder } from './driving/recorder.js';
import { factsOf, type World } from './driving/world.js';
import { say } from './rule.js';
import type { Situation } from './situations/situation.js';
import type { TransmitterFacts } from './transmitter/facts.js';

/** How many situations are told at once. */
const AT_ONCE = 4;

/** What is examined, and with what. */
export interface Examination {
  readonly connection: Connection;
  /** Scheme, host and port. */
  readonly target: string;
  readonly wall: WallClock;
  /** Arranges every situation; without it, what was offered is used. */
  readonly arranger?: Arranger;
  readonly offered?: Offered;
  /** What may appear nowhere. */
  readonly secrets?: readonly string[];
  /** Told of every situation as it ends. */
  readonly onProgress?: (situation: Situation, outcome: 'told' | 'left out') => void;
}

/** What was seen, and why some of it was not. */
export interface Driven {
  readonly journal: readonly Exchange[];
  readonly facts: TransmitterFacts;
  /** Why a situation, or the rest of it, was left out; by its id. */
  readonly leftOut: ReadonlyMap<string, Bilingual>;
}

/** Tells a transmitter situations, some at once, and writes down what it answers. Never throws for what it answers. */
export async function drive(situations: readonly Situation[], examination: Examination): Promise<Driven> {
  const { wall, secrets = [], onProgress } = examination;
  const recorder = new Recorder(wall);
  for (const secret of secrets) recorder.hide(secret);
  const leftOut = new Map<string, Bilingual>();
  const worlds: World[] = [];
  const waiting = [...situations];
  const run = randomIds.uuid().slice(0, 8);
  const silence = { calls: 0 };
  const receivers = { client: `conform-${run}-a`, other: `conform-${run}-b` };
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const reason = await tell(next, { ...examination, recorder, worlds, receivers, run, silence });
      if (reason) leftOut.set(next.id, reason);
      onProgress?.(next, reason ? 'left out' : 'told');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { journal: recorder.journal, facts: factsOf(worlds), leftOut };
}

interface Telling extends Examination {
  readonly recorder: Recorder;
  readonly worlds: World[];
  readonly receivers: Arranging['receivers'];
  readonly run: string;
  readonly silence: Asker['silence'];
}

/** Tells one situation; answers why it, or the rest of it, could not be told. */
async function tell(situation: Situation, telling: Telling): Promise<Bilingual | undefined> {
  const { arranger, recorder, worlds, receivers, run, offered } = telling;
  const arranging = arranger && { arranger, receivers, hide: (secret: string) => recorder.hide(secret) };
  let world: World | undefined;
  try {
    if (arranging) world = await arrange(situation, arranging, `conform-${run}-${situation.id}`);
    else {
      const made = offeredWorld(situation, offered ?? {});
      if ('missing' in made) return made.missing;
      ({ world } = made);
    }
    worlds.push(world);
    const asker: Asker = { ...telling, recorder };
    const missing: Bilingual[] = [];
    for (const step of situation.steps) {
      if (arranging && (await rearrange(step, world, arranging))) continue;
      missing.push(...(await askOrMiss(step, world, asker)));
    }
    return together(missing);
  } catch (error) {
    if (error instanceof SilenceError) return say('A transmissora não responde.', 'The transmitter does not answer.');
    if (error instanceof ArrangementError) return error.text;
    throw error;
  } finally {
    if (world && arranger) await tidy(world, arranger);
  }
}

/** A step that takes what nobody offered is left out, with the reason; those after it may do without. */
async function askOrMiss(step: Situation['steps'][number], world: World, asker: Asker): Promise<readonly Bilingual[]> {
  try {
    await ask(step, world, asker);
    return [];
  } catch (error) {
    if (error instanceof ArrangementError) return [error.text];
    throw error;
  }
}

/** Each reason once, in one text. */
function together(reasons: readonly Bilingual[]): Bilingual | undefined {
  const distinct = [...new Map(reasons.map((reason) => [reason.en, reason])).values()];
  if (distinct.length === 0) return undefined;
  return say(distinct.map(({ pt }) => pt).join(' '), distinct.map(({ en }) => en).join(' '));
}

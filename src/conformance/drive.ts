import type { WallClock } from '../core/clock.js';
import type { Exchange } from '../core/exchange.js';
import { randomIds } from '../core/ids.js';
import type { Bilingual } from '../core/text.js';
import { ArrangementError, type Arranger } from './driving/arranger.js';
import { type Arranging, arrange, rearrange, tidy } from './driving/arranging.js';
import { type Asker, ask, SilenceError } from './driving/asking.js';
import type { Connection } from './driving/connection.js';
import { type Offered, offeredWorld, secretsIn } from './driving/offered.js';
import { Recorder } from './driving/recorder.js';
import { factsOf, type World } from './driving/world.js';
import { receiversOf } from './examiner.js';
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
  readonly bases?: NonNullable<Asker['bases']>;
  readonly offered?: Offered;
  /** What may appear nowhere. */
  readonly secrets?: readonly string[];
  /** Told of every situation as it ends. */
  readonly onProgress?: (situation: Situation) => void;
  /** Ends the examination early: nothing more is asked, and what was arranged is cleared away. */
  readonly signal?: AbortSignal;
}

/** What was seen, and why some of it was not. */
export interface Driven {
  readonly journal: readonly Exchange[];
  readonly facts: TransmitterFacts;
  /** Why a situation, or some of it, was left out; by its id. */
  readonly leftOut: ReadonlyMap<string, readonly Reason[]>;
}

/** What a situation lacked; `rule`, when one rule alone needs it. */
export type Reason = Pick<ArrangementError, 'text' | 'rule'>;

/** Tells a transmitter situations, some at once, and writes down what it answers. Never throws for what it answers. */
export async function drive(situations: readonly Situation[], examination: Examination): Promise<Driven> {
  const { wall, secrets = [], onProgress } = examination;
  const recorder = new Recorder(wall);
  for (const secret of [...secrets, ...secretsIn(examination.offered)]) recorder.hide(secret);
  const leftOut = new Map<string, readonly Reason[]>();
  const worlds: World[] = [];
  const waiting = [...situations];
  const run = randomIds.uuid().slice(0, 8);
  const silence = { calls: 0 };
  const receivers = receiversOf(run);
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !examination.signal?.aborted; next = waiting.shift()) {
      const reasons = await tell(next, { ...examination, recorder, worlds, receivers, run, silence });
      if (reasons.length > 0) leftOut.set(next.id, reasons);
      onProgress?.(next);
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

/** Tells one situation; answers why it, or some of it, could not be told. */
async function tell(situation: Situation, telling: Telling): Promise<readonly Reason[]> {
  const { arranger, recorder, worlds, receivers, run, offered } = telling;
  const arranging = arranger && { arranger, receivers, hide: (secret: string) => recorder.hide(secret) };
  let world: World | undefined;
  try {
    if (arranging) world = await arrange(situation, arranging, `conform-${run}-${situation.id}`);
    else {
      const made = offeredWorld(situation, offered ?? {});
      if ('missing' in made) return [reason(made.missing)];
      ({ world } = made);
    }
    worlds.push(world);
    const asker: Asker = { ...telling, recorder };
    const missing: Reason[] = [];
    for (const step of situation.steps) {
      if (telling.signal?.aborted) break;
      if (arranging && (await rearrange(step, world, arranging))) continue;
      missing.push(...(await askOrMiss(step, world, asker)));
    }
    return missing;
  } catch (error) {
    if (error instanceof SilenceError)
      return [reason(say('A transmissora não responde.', 'The transmitter does not answer.'))];
    if (error instanceof ArrangementError) return [error];
    throw error;
  } finally {
    if (world && arranger) await tidy(world, arranger);
  }
}

const reason = (text: Bilingual): Reason => ({ text, rule: undefined });

/** A step that takes what nobody offered is left out, with the reason; those after it may do without. */
async function askOrMiss(step: Situation['steps'][number], world: World, asker: Asker): Promise<readonly Reason[]> {
  try {
    await ask(step, world, asker);
    return [];
  } catch (error) {
    if (error instanceof ArrangementError) return [error];
    throw error;
  }
}

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ScenarioOutline, TakenStep } from '../admin-api.js';
import { useAnswer, useDoing } from '../answers.js';
import { ProblemNote, Waiting } from '../parts/notes.js';
import { route } from '../navigation.js';
import { loadScenario, takeStep, titleOf } from '../playing.js';
import { linkTo } from '../route.js';
import { say, told } from '../speech.js';
import { StepCard } from './step-card.js';

/** Between two steps when they are played by themselves, so that they can be followed. Milliseconds. */
const PACE = 450;

/** Takes steps by itself until there are no more, or somebody stops it. */
function usePlayer() {
  const goesOn = useRef(false);
  const [isPlaying, setPlaying] = useState(false);
  const stop = (): void => {
    goesOn.current = false;
  };
  useEffect(() => stop, []);
  const play = async (step: () => Promise<boolean>): Promise<void> => {
    goesOn.current = true;
    setPlaying(true);
    try {
      while (goesOn.current && (await step())) await new Promise((resolve) => setTimeout(resolve, PACE));
    } finally {
      setPlaying(false);
    }
  };
  return { isPlaying, play, stop };
}

/** A scenario's walk: load it, then take one step at a time, or all of them. */
export function ScenarioWalk({ name }: { readonly name: string }) {
  const answered = useAnswer('GET /scenarios/{name}', { path: { name } });
  const doing = useDoing();
  const player = usePlayer();
  const outline = answered.value;
  if (!outline) return <Waiting answered={answered} />;
  const { walk } = outline;
  const taken = walk?.taken ?? [];
  const isOver = taken.length >= outline.steps.length;
  const load = (): void => void doing.run(() => loadScenario(name));
  const playAll = (): void =>
    void doing.run(async () => {
      if (!walk || isOver) await loadScenario(name);
      await player.play(async () => {
        const step = await takeStep(name);
        return step !== undefined && step.number < outline.steps.length;
      });
    });
  return (
    <div class="column">
      <section class="panel" aria-labelledby="walk">
        <a class="back" href={linkTo('scenarios', undefined, route.value.query)}>
          ← {say('scenarios.title')}
        </a>
        <h2 id="walk">{titleOf(name)}</h2>
        <p>{told(outline.about)}</p>
        <div class="row actions">
          <button type="button" class={walk ? 'button' : 'button button-main'} disabled={doing.busy} onClick={load}>
            {say(walk ? 'scenarios.again' : 'scenarios.load')}
          </button>
          {outline.steps.length > 0 && (
            <>
              <button
                type="button"
                class={walk ? 'button button-main' : 'button'}
                disabled={doing.busy || !walk || isOver}
                onClick={() => void doing.run(() => takeStep(name))}
              >
                {say('scenarios.step')} {walk && !isOver ? `${taken.length + 1}/${outline.steps.length}` : ''}
              </button>
              {player.isPlaying ? (
                <button type="button" class="button" onClick={player.stop}>
                  {say('scenarios.stop')}
                </button>
              ) : (
                <button type="button" class="button" disabled={doing.busy} onClick={playAll}>
                  {say('scenarios.all')}
                </button>
              )}
            </>
          )}
        </div>
        <ProblemNote problem={doing.problem} />
        <Standing outline={outline} taken={taken} isLoaded={walk !== undefined} />
        {walk && (
          <p class="row">
            {Object.entries(walk.cast.consents).map(
              ([key, consent]) =>
                consent && (
                  <a key={key} href={linkTo('consents', consent.consentId)}>
                    {say('scenarios.view', { key })} →
                  </a>
                ),
            )}
          </p>
        )}
      </section>
      <ol class="walk">
        {outline.steps.map((step, index) => (
          <StepCard
            key={index}
            number={index + 1}
            step={step}
            played={taken[index]}
            isNext={walk !== undefined && index === taken.length}
          />
        ))}
      </ol>
    </div>
  );
}

/** Where the walk stands, in a sentence. */
function Standing({
  outline,
  taken,
  isLoaded,
}: {
  readonly outline: ScenarioOutline;
  readonly taken: readonly TakenStep[];
  readonly isLoaded: boolean;
}) {
  if (outline.steps.length === 0) return <p class="note">{say('scenarios.noSteps')}</p>;
  if (!isLoaded) return null;
  if (taken.length < outline.steps.length)
    return taken.length === 0 ? (
      <p class="note" role="status">
        {say('scenarios.loaded')}
      </p>
    ) : null;
  const checks = taken.flatMap((step) => step.checks);
  const held = checks.filter((check) => check.held).length;
  return (
    <p class={held === checks.length ? 'note note-good' : 'note note-bad'} role="status">
      {say('scenarios.done', { held, total: checks.length })}
    </p>
  );
}

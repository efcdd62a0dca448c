import { Command } from 'commander';
import { configFrom } from '../config.js';
import { ScenarioLibrary } from '../scenarios/library.js';
import { FIXTURES } from '../paths.js';
import { type Played, playScenario } from '../scenarios/play.js';
import type { Scenario } from '../scenarios/scenario.js';
import { serve } from '../serve.js';
import { EXIT, type Terminal } from './terminal.js';

export function demoCommand(terminal: Terminal): Command {
  const { say } = terminal;
  return new Command('demo')
    .description(
      say({
        pt: 'Encena um cenário, passo a passo, com o tempo virtual na margem',
        en: 'Play a scenario step by step, with virtual time in the margin',
      }),
    )
    .argument('[scenario]', say({ pt: 'Nome ou arquivo', en: 'Name or file' }), 'demo')
    .option(
      '--all',
      say({
        pt: 'Encena todos os cenários que vêm com o projeto',
        en: 'Play every scenario that comes with the project',
      }),
    )
    .action(async (name: string, { all }: { all?: boolean }) => {
      const library = new ScenarioLibrary(FIXTURES);
      const names = all === true ? await library.names() : [name];
      const scenarios = await Promise.all(names.map((each) => library.read(each)));
      let failed = 0;
      for (const scenario of scenarios) failed += await play(scenario, terminal);
      process.exitCode = failed > 0 ? EXIT.failed : EXIT.done;
    });
}

/** Plays on a bank of its own, in memory. Answers how many expectations failed. */
async function play(scenario: Scenario, terminal: Terminal): Promise<number> {
  const { line, paint, say } = terminal;
  line(paint('bold', scenario.name));
  line(say(scenario.about));
  const running = await serve(configFrom({ port: '0', store: 'memory', logLevel: 'error' }));
  let failed = 0;
  try {
    for await (const played of playScenario(running, scenario)) {
      show(played, terminal);
      failed += played.failures.length;
    }
  } finally {
    await running.close();
  }
  const steps = scenario.steps?.length ?? 0;
  const verdict =
    failed === 0
      ? say({ pt: `${steps} passos, tudo como esperado`, en: `${steps} steps, all as expected` })
      : say({ pt: `${failed} expectativas falharam`, en: `${failed} expectations failed` });
  line(paint(failed === 0 ? 'green' : 'red', verdict));
  line();
  return failed;
}

function show({ step, at, what, outcome, failures }: Played, { line, paint, say }: Terminal): void {
  const margin = at.slice(0, 19).padEnd(21);
  if (step.say !== undefined) line(`${' '.repeat(margin.length)}${paint('italic', say(step.say))}`);
  const colour = failures.length > 0 ? 'red' : step.expect ? 'green' : 'dim';
  line(`${paint('dim', margin)}${what}  ${paint(colour, outcome)}`);
  for (const failure of failures) line(`${' '.repeat(margin.length)}${paint('red', `✗ ${failure}`)}`);
}

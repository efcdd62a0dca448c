import { Command } from 'commander';
import { configFrom } from '../config.js';
import { FIXTURES } from '../paths.js';
import { ScenarioLibrary } from '../scenarios/library.js';
import { playScenario } from '../scenarios/play.js';
import type { Scenario } from '../scenarios/scenario.js';
import { serve } from '../serve.js';
import { narrator } from './narrator.js';
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
      const failed: string[] = [];
      for (const scenario of scenarios) if (!(await play(scenario, terminal))) failed.push(scenario.name);
      if (all === true) conclude(scenarios.length, failed, terminal);
      process.exitCode = failed.length > 0 ? EXIT.failed : EXIT.done;
    });
}

/** Plays on a bank of its own, in memory. Answers whether everything was as expected. */
async function play(scenario: Scenario, terminal: Terminal): Promise<boolean> {
  const { line, paint, say } = terminal;
  line(paint('bold', scenario.name));
  line(say(scenario.about));
  line();
  const running = await serve(configFrom({ port: '0', store: 'memory', logLevel: 'error' }));
  const tell = narrator(terminal);
  let failed = 0;
  try {
    for await (const played of playScenario(running, scenario)) {
      tell(played);
      failed += played.failures.length;
    }
  } finally {
    await running.close();
  }
  line();
  line(verdict(scenario.steps?.length ?? 0, failed, terminal));
  line();
  return failed === 0;
}

function verdict(steps: number, failed: number, { paint, say }: Terminal): string {
  if (failed > 0) {
    const text = { pt: `✗ expectativas que falharam: ${failed}`, en: `✗ expectations that failed: ${failed}` };
    return paint('red', say(text));
  }
  if (steps === 0) return paint('dim', say({ pt: 'sem passos', en: 'no steps' }));
  return paint('green', say({ pt: `✓ ${steps} passos, tudo como esperado`, en: `✓ ${steps} steps, all as expected` }));
}

function conclude(count: number, failed: readonly string[], { line, paint, say }: Terminal): void {
  const names = failed.join(', ');
  const text =
    failed.length === 0
      ? { pt: `✓ ${count} cenários, tudo como esperado`, en: `✓ ${count} scenarios, all as expected` }
      : { pt: `✗ falharam: ${names}`, en: `✗ failed: ${names}` };
  line(paint(failed.length === 0 ? 'green' : 'red', say(text)));
}

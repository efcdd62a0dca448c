import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../src/index.js';
import { isToolHere } from '../support/tools.js';
import { ALL_PAGES, type Fence, fencesOf, read, ROOT } from './pages.js';
import { typedInSentences } from './sentences.js';
import { complaintsAbout } from './kept.js';
import { openShell, type Printed } from './shell.js';

/** What runs; what is held to a form; what only shows. There is no other kind, and none is left out. */
const LANGUAGES = ['bash', 'js', 'ts', 'yaml', 'json', 'text', 'http', 'mermaid'];

const RUN = ['bash', 'js', 'ts'];

/** After `ts`: a type of ours as the compiler has read it already, on the generated page of the library. */
const DECLARATION = 'declaration';

/** What would be a command, in a block that is not run. */
const COMMAND = /^(?:\$ |npx |npm |node |curl |transmissora |export )/m;

let house: Bank;

test('no page but that of the library shows declarations', () => {
  const declaring = ALL_PAGES.filter((page) => fencesOf(read(page)).some(({ info }) => info === DECLARATION));
  expect(declaring).toEqual(['docs/api.md']);
});

beforeAll(async () => {
  house = await startTransmissora({ scenario: 'demo' });
});

afterAll(() => house.close());

const languageOf = (page: string): 'pt' | 'en' => (page.startsWith('docs/pt') || page === 'README.md' ? 'pt' : 'en');

/** Where a reader of the page is. */
function placeOf(page: string): Parameters<typeof openShell>[0]['where'] {
  const [, example] = /^examples\/([^/]+)\//.exec(page) ?? [];
  if (example !== undefined) return `examples/${example}`;
  if (!page.includes('/')) return 'clone';
  return page.endsWith('/tutorial.md') ? 'empty' : 'package';
}

/** What a page needs beside Node.js, bash and curl. */
const TOOLS: Readonly<Record<string, readonly string[]>> = {
  'examples/python/README.md': ['python3', '--version'],
  'examples/java/README.md': ['java', '-version'],
};

/** A line as shown, `…` standing for anything. */
const pattern = (line: string): RegExp =>
  new RegExp(
    line
      .trim()
      .split('…')
      .map((part) => part.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^\\n]*'),
  );

/** Lines that are shown and did not come, in that order. Answers without a line's end may share a line. */
function missingIn(shown: string, { output }: Printed): readonly string[] {
  let rest = output;
  return shown.split('\n').filter((line) => {
    const match = pattern(line).exec(rest);
    if (match)
      rest = rest.slice(match.index + match[0].trimEnd().length - (line.trim().endsWith('…') ? match[0].length : 0));
    return !match;
  });
}

/** A block that is meant to fail says so: `bash exits with 2`. */
const codeOf = (info: string): number => Number(/^exits with (\d+)$/.exec(info)?.[1] ?? 0);

async function type(
  shell: Awaited<ReturnType<typeof openShell>>,
  { text, info, shown, line }: Pick<Fence, 'text' | 'info' | 'shown' | 'line'>,
): Promise<void> {
  const printed = await shell.type(text);
  const what = `line ${line}: ${text}${printed.output}`;
  expect({ what, code: printed.code ?? 0 }).toEqual({ what, code: codeOf(info) });
  if (shown?.language === 'json') {
    expect(JSON.parse(printed.out)).toMatchObject(JSON.parse(shown.text) as object);
  } else if (shown?.language === 'text' || shown?.language === 'http') {
    expect({ what, missing: missingIn(shown.text, printed) }).toEqual({ what, missing: [] });
  } else {
    expect(what).not.toMatch(/"status":\s*[45]\d\d|^HTTP\/1\.1 [45]/m);
  }
}

/** What the comments behind `console.log(…)` promise: up to a colon, the words that are printed. */
const promised = (program: string): readonly string[] =>
  [...program.matchAll(/console\.log\(.*\);? \/\/ ([^:\n]+)/g)].map(([, words]) => words?.trim() ?? '');

async function runProgram(
  shell: Awaited<ReturnType<typeof openShell>>,
  { language, info, text, line }: Fence,
): Promise<void> {
  const tsx = ['--import', join(ROOT, 'node_modules/tsx/dist/loader.mjs')];
  const { output, code } = await shell.node(
    text,
    info || `line-${line}.${language === 'ts' ? 'mts' : 'mjs'}`,
    language === 'ts' ? tsx : [],
  );
  expect({ output, code }).toEqual({ output, code: 0 });
  expect(output.split('\n').filter((each) => each !== '')).toEqual(promised(text));
}

describe.each(ALL_PAGES)('%s', (page) => {
  const fences = fencesOf(read(page)).filter(({ info }) => info !== DECLARATION);

  test('has no block that nothing looks at', () => {
    expect(fences.map(({ language }) => language).filter((language) => !LANGUAGES.includes(language))).toEqual([]);
    const printed = fences.flatMap(({ language, shown }) => (RUN.includes(language) && shown ? [shown.text] : []));
    const unrun = fences.filter(({ language, text }) => !RUN.includes(language) && !printed.includes(text));
    expect(unrun.filter(({ text }) => COMMAND.test(text)).map(({ text }) => text)).toEqual([]);
  });

  const runnable = fences.filter(
    ({ language, info }) => RUN.includes(language) || (language === 'yaml' && info !== ''),
  );
  const sentences = typedInSentences(page);
  const tool = TOOLS[page];
  if (runnable.length + sentences.length > 0 && (tool === undefined || isToolHere(tool))) {
    test('everything in it that can be run does what it says', async () => {
      await house.reset();
      await using shell = await openShell({ language: languageOf(page), where: placeOf(page), house: house.url });
      for (const fence of runnable) {
        if (fence.language === 'yaml') await shell.save(fence.text, fence.info);
        else if (fence.language === 'bash') await type(shell, fence);
        else await runProgram(shell, fence);
      }
      for (const command of sentences) {
        await shell.stop();
        const ours = placeOf(page) === 'clone' ? 'node dist/cli/main.js ' : 'npx transmissora ';
        await type(shell, {
          text: `${command.replace(/^transmissora /, ours)}\n`,
          info: '',
          shown: undefined,
          line: 0,
        });
      }
    });
  }

  const kept = fences.filter(({ language, info }) => language === 'yaml' || (language === 'json' && info !== ''));
  if (kept.length > 0) {
    test('every file and body in it is one the server takes', async () => {
      expect(await complaintsAbout(kept)).toEqual([]);
    });
  }
});

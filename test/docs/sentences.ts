import { ALL_PAGES, codesOf, CURRENT_PAGES, fencesOf, read } from './pages.js';

/**
 * Commands that stand in a sentence and are not typed by the test of snippets: what tries each, in part or whole. Any
 * other is typed as it stands.
 */
export const TRIED_ELSEWHERE: readonly (readonly [command: RegExp, by: string])[] = [
  // They would run this very test, or write over the tree it runs in.
  [/^npm cit$|^npm run check$/, '.ci/run'],
  [/^npm test -- (?:test\/cli|--selectProjects .*)$/, '.ci/run'],
  [/^TEST_POSTGRES_URL=\S+ npm test -- /, 'test/support/postgres.test.ts'],
  [/^npm run docs$/, 'test/docs/generated.test.ts'],
  [/^npm run format$/, '.ci/run'],
  [/^npm pack$/, 'test/package/contents.test.ts'],
  [/^npm version 1\.2\.3$/, 'test/package/release.test.ts'],
  // They take minutes to hours; a short run of the same code is a test.
  [/^npm run torture /, 'test/torture.test.ts'],
  [/^npm run abuse /, 'test/http/abuse.test.ts'],
  [/^npm run measure:stores/, 'scripts/measure-stores.ts'],
  [/^npm run bench/, 'scripts/bench.ts'],
  [/^npx transmissora demo --all$/, 'test/scenarios/shipped.test.ts'],
  // There is no engine here.
  [/^docker /, 'test/examples/docker.test.ts'],
  // What they name is the reader's own: a file, a database, a bank.
  [/^npx transmissora scenarios validate (?:meu|mine)\.yaml$/, 'test/cli/scenarios.test.ts'],
  [/^npx transmissora start --store 'postgres:/, 'test/instances.test.ts'],
  [/^transmissora conform --target https:/, 'test/cli/conform-client.test.ts'],
  [/^transmissora token --certificate (?:ARQUIVO|FILE)$/, 'test/cli/certs.test.ts'],
];

/** A program with something to do. A name alone (`curl`, `npx transmissora`, `npm start --`) is none. */
const COMMAND =
  /^(?:[A-Z_]+=\S+ )*(?:npm [a-z]+|npx transmissora [a-z]+|node (?!dist)\S+|docker \S+|git \S+|(?:java|python3|\.\/\S+) \S+|transmissora [a-z]+ \S+)(?! --$)/;

const blocks = ALL_PAGES.flatMap((page) => fencesOf(read(page)))
  .filter(({ language }) => language === 'bash')
  .map(({ text }) => text);

/** Some block of some page has it. */
const isInBlock = (command: string): boolean => blocks.some((text) => `${text} `.includes(command));

/** The commands in the sentences of a page that nothing else types. */
export const typedInSentences = (page: string): readonly string[] => [
  ...new Set(
    codesOf(CURRENT_PAGES.includes(page) ? read(page) : '').filter(
      (code) => COMMAND.test(code) && !isInBlock(code) && !TRIED_ELSEWHERE.some(([command]) => command.test(code)),
    ),
  ),
];

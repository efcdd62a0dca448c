import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

/** A file of `src/`, by its path below it, with what it imports: files of ours by the same kind of path. */
interface Source {
  readonly path: string;
  readonly text: string;
  readonly ours: readonly string[];
  readonly packages: readonly string[];
  /** Of both, what is loaded with the file itself: neither types nor what it imports later. */
  readonly early: readonly string[];
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = readSources();

/** Folders, and what each may import besides itself. `''` is the files at `src/`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  conformance: ['core'],
  store: ['core'],
  http: ['core', 'store'],
  openfinance: ['core', 'store', 'http'],
  otdx: ['core', 'store', 'http'],
  scenarios: ['core', 'store', 'openfinance', 'otdx'],
  admin: ['core', 'store', 'http', 'openfinance', 'otdx', 'scenarios', 'conformance'],
  '': ['core', 'store', 'http', 'openfinance', 'otdx', 'scenarios', 'admin', 'conformance'],
  cli: ['core', 'store', 'openfinance', 'otdx', 'scenarios', 'admin', 'conformance', ''],
  // It runs in a browser, and knows the rest by the admin API alone.
  console: [],
};

/** The rooms of each family, lowest first; those on one line do not know each other. */
const ROOMS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  openfinance: [
    ['vocabulary', 'rules'],
    ['wire', 'certificates'],
    ['auth'],
    ['context', 'api'],
    ['holdings'],
    ['sharing'],
    ['consents'],
    ['operation', 'published', 'deviations'],
    ['admission'],
    ['resources'],
    ['products'],
    ['versions'],
    ['journey'],
    ['registration'],
    ['authorization'],
    ['discovery', 'directory'],
    ['events', 'family', 'transitions'],
  ],
  otdx: [
    ['vocabulary', 'hashtask', 'rules'],
    ['wire'],
    ['calendar', 'workflow'],
    ['api'],
    ['context'],
    ['auth'],
    ['portfolios'],
    ['reprocessing'],
    ['approvals'],
    ['admission'],
    ['events', 'family'],
  ],
};

/** In how many files a package may be imported; two, when it is not named here. */
const MOST_FILES: Readonly<Record<string, number>> = {
  express: 99,
  commander: 12,
  jose: 3,
  xstate: 5,
  yaml: 5,
  'lru-cache': 4,
};

/** What the build takes into the package, so that whoever installs it needs none of it (decision 0046). */
const TAKEN_IN = ['oidc-provider'];

/** What the console is made with: bundled into it, so that whoever installs the package needs none of it. */
const BUNDLED = ['preact', '@preact/signals'];

/** Files that are one table, which reads best in one piece. */
const TABLES = [
  'openfinance/wire/errors.ts',
  'openfinance/rules.ts',
  'otdx/rules.ts',
  'settings.ts',
  'console/admin-api.ts',
  'console/words/pt.ts',
  'console/words/en.ts',
];
const MOST_LINES = 300;
const MOST_FOLDERS = 3;

/** What is read by the first who asks for it: packages, and files or folders of ours. */
const LATE = [
  'yaml',
  'ajv',
  'express-openapi-validator',
  'oidc-provider',
  'pino-pretty',
  'prom-client',
  'pg',
  'junit-report-builder',
  '@peculiar/x509',
  'scenarios/read.ts',
  'conformance/rules',
  'conformance/reports',
  'conformance/driving',
];

const CLOCK_READS =
  /'node:timers|\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bprocess\.hrtime|\bset(?:Timeout|Interval|Immediate)\(/;

/** Each rule with its reason, and everything that breaks it. */
const RULES: readonly { rule: string; because: string; breaches: () => readonly string[] }[] = [
  {
    rule: 'folders import only what lies below them',
    because: 'a room must be readable without what is built on top of it',
    breaches: () =>
      imports(({ from, to }) => !(MAY_IMPORT[folderOf(from)] ?? []).concat(folderOf(from)).includes(folderOf(to))),
  },
  {
    rule: 'the rooms of a family import only rooms below them',
    because: 'the request walks through them in this order',
    breaches: () =>
      imports(({ from, to }) => {
        const [here, there] = [rankOf(from), rankOf(to)];
        return (
          here !== undefined &&
          there !== undefined &&
          there >= here &&
          roomOf(from) !== roomOf(to) &&
          folderOf(from) === folderOf(to)
        );
      }),
  },
  {
    rule: 'every room of a family has its place in the order',
    because: 'a room nobody placed would escape the rule above',
    breaches: () => paths(({ path }) => roomOf(path) !== undefined && rankOf(path) === undefined),
  },
  {
    rule: 'a family takes nothing from http but the notes on a request',
    because: 'a family is handed its pipeline; it does not build one',
    breaches: () =>
      imports(({ from, to }) => folderOf(from) in ROOMS && folderOf(to) === 'http' && to !== 'http/notes.ts'),
  },
  {
    rule: 'a catalogue of rules imports nothing and no code imports it',
    because: 'it is read beside the code, so that neither can quietly follow the other',
    breaches: () =>
      imports(({ from, to }) => [from, to].some((path) => ['openfinance/rules.ts', 'otdx/rules.ts'].includes(path))),
  },
  {
    rule: 'a conformance rule is imported by its catalogue alone, and imports no other rule',
    because: 'each is read, proven and struck out by itself',
    breaches: () =>
      imports(
        ({ from, to }) => /^conformance\/rules\/[^/]+\//.test(to) && !/^conformance\/rules\/[^/]+\.ts$/.test(from),
      ),
  },
  {
    rule: 'no file imports itself by a detour',
    because: 'in a cycle, what is loaded first decides what works',
    breaches: cycles,
  },
  {
    rule: 'only core/clock.ts reads the machine clock or sets a timer, but for the console, which decides nothing',
    because: 'everything else must follow the virtual clock',
    breaches: () => paths(({ path, text }) => CLOCK_READS.test(text) && path !== 'core/clock.ts' && !isConsole(path)),
  },
  {
    rule: 'only config.ts reads the environment',
    because: 'one place must be able to say where a setting came from',
    breaches: () => paths(({ path, text }) => /\bprocess\.env\b|\.env\(/.test(text) && path !== 'config.ts'),
  },
  {
    rule: 'nothing uses Math.random',
    because: 'ids come from core/ids.ts, so that a scenario can repeat them',
    breaches: () => paths(({ text }) => /\bMath\.random\b/.test(text)),
  },
  {
    rule: `no file is longer than ${MOST_LINES} lines, but for tables`,
    because: 'a file has one reason to change, and fits into a head',
    breaches: () => paths(({ path, text }) => !TABLES.includes(path) && text.trimEnd().split('\n').length > MOST_LINES),
  },
  {
    rule: `no file lies more than ${MOST_FOLDERS} folders deep`,
    because: 'the tree must be seen at a glance',
    breaches: () => paths(({ path }) => path.split('/').length - 1 > MOST_FOLDERS),
  },
  {
    rule: 'no file is called utils, helpers, common, manager or service',
    because: 'a file that needs such a name has two jobs',
    breaches: () => paths(({ path }) => /(^|[/-])(utils?|helpers?|common|managers?|services?)([-./])/.test(path)),
  },
  {
    rule: 'files are named in kebab-case',
    because: 'a name is typed as often as it is read',
    breaches: () => paths(({ path }) => !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/.test(path)),
  },
  {
    rule: 'index.ts stands once, at the top, and only re-exports',
    because: 'what the library offers must be read in one place',
    breaches: () =>
      paths(({ path, text }) =>
        path === 'index.ts'
          ? !text
              .trim()
              .split('\n')
              .every((line) => /^export (type )?\{[^}]+\} from '\.\/[^']+';$/.test(line))
          : posix.basename(path) === 'index.ts',
      ),
  },
  {
    rule: 'each package is imported in two files at most, unless it is named above',
    because: 'it must be possible to replace it',
    breaches: () =>
      dependencies()
        .map((name) => [name, SOURCES.filter(({ packages }) => packages.includes(name)).length] as const)
        .filter(([name, files]) => files < 1 || files > (MOST_FILES[name] ?? 2))
        .map(([name, files]) => `${name}: in ${files} files`),
  },
  {
    rule: 'packages come from the dependencies, not the tools',
    because: 'whoever installs the package gets no tools',
    breaches: () =>
      paths(
        ({ path, packages }) =>
          !isConsole(path) && packages.some((name) => !dependencies().includes(name) && !TAKEN_IN.includes(name)),
      ),
  },
  {
    rule: 'the packages of the console are tools, and few',
    because: 'they are bundled into it, and every one is sent to the browser',
    breaches: () => [
      ...paths(({ path, packages }) => isConsole(path) && packages.some((name) => !BUNDLED.includes(name))),
      ...BUNDLED.filter((name) => dependencies().includes(name)),
    ],
  },
  {
    rule: 'commander is known to the command line alone',
    because: 'the server and the library must start without it',
    breaches: () => paths(({ path, packages }) => packages.includes('commander') && folderOf(path) !== 'cli'),
  },
  {
    rule: 'nothing leads to the library of the authorization server but where it is asked for',
    because: 'reading it costs a start more than everything else together',
    breaches: () => staticallyReached('serve.ts').filter((path) => path === 'openfinance/authorization/library.ts'),
  },
  {
    rule: 'a start loads nothing it can do without',
    because: 'whoever starts waits for each file that is read',
    breaches: () => {
      const reached = reachedFrom('cli/run.ts');
      const packages = SOURCES.filter(({ path }) => reached.has(path)).flatMap(({ early }) => early);
      return [...reached, ...packages].filter((name) =>
        LATE.some((late) => name === late || name.startsWith(`${late}/`)),
      );
    },
  },
  {
    rule: 'no path of a machine is written down',
    because: 'it would be another machine’s',
    breaches: () =>
      paths(({ text }) => /(^|[^\w.~/*-])\/(home|root|Users|tmp|var|opt|srv|work)\/|\b[A-Z]:\\\\/m.test(text)),
  },
];

test.each(RULES.map(({ rule, because, breaches }) => ({ title: `${rule}, because ${because}`, breaches })))(
  '$title',
  ({ breaches }) => expect(breaches()).toEqual([]),
);

test('the rules look at every file there is, and see its imports', () => {
  expect(SOURCES.length).toBeGreaterThan(50);
  expect(SOURCES.find(({ path }) => path === 'index.ts')?.ours).toContain('bank.ts');
  expect(SOURCES.find(({ path }) => path === 'log.ts')?.packages).toEqual(['pino', 'pino-pretty']);
});

function readSources(): readonly Source[] {
  const folder = join(ROOT, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll(sep, '/'));
  return files
    .filter((path) => /\.tsx?$/.test(path))
    .sort()
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      const named = importsOf(text).filter((name) => !name.startsWith('node:'));
      const fileOf = (name: string): string => {
        const stem = posix.join(posix.dirname(path), name).replace(/\.js$/, '');
        return `${stem}${files.includes(`${stem}.tsx`) ? '.tsx' : '.ts'}`;
      };
      const isOurs = (name: string): boolean => name.startsWith('.');
      return {
        path,
        text,
        ours: named.filter((name) => isOurs(name) && name.endsWith('.js')).map(fileOf),
        packages: [...new Set(named.filter((name) => !isOurs(name)).map(packageOf))],
        early: loadedWith(text).map((name) => (isOurs(name) ? fileOf(name) : packageOf(name))),
      };
    });
}

/** Every file that is loaded with another, itself included. */
function reachedFrom(path: string, reached = new Set<string>()): ReadonlySet<string> {
  if (reached.has(path)) return reached;
  reached.add(path);
  for (const next of SOURCES.find((source) => source.path === path)?.early ?? []) reachedFrom(next, reached);
  return reached;
}

/** A file of a package is imported by the package's name and a path in it. */
function packageOf(name: string): string {
  const parts = name.split('/');
  return parts.slice(0, name.startsWith('@') ? 2 : 1).join('/');
}

/** What the import and export statements of a file name, in order; types and dynamic imports too. */
function importsOf(text: string): readonly string[] {
  const statement = /^(?:import|export)\b[^'"();=]*?\bfrom\s*'([^']+)'|^import\s*'([^']+)'|\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(statement)].map((match) => match.slice(1).find((name) => name !== undefined) ?? '');
}

/** What is loaded with a file: neither types nor dynamic imports are. */
function loadedWith(text: string): readonly string[] {
  const statement = /^(?:import|export)\b(?! type\b)[^'"();=]*?\bfrom\s*'([^']+)'|^import\s*'([^']+)'/gm;
  return [...text.matchAll(statement)].map(([, named, bare]) => named ?? bare ?? '');
}

const isConsole = (path: string): boolean => folderOf(path) === 'console';

const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '');

function roomOf(path: string): string | undefined {
  const [folder, room] = path.replace(/\.ts$/, '').split('/');
  return folder !== undefined && folder in ROOMS ? room : undefined;
}

function rankOf(path: string): number | undefined {
  const rank = (ROOMS[folderOf(path)] ?? []).findIndex((rooms) => rooms.includes(roomOf(path) ?? ''));
  return rank < 0 ? undefined : rank;
}

const paths = (isBreach: (source: Source) => boolean): readonly string[] =>
  SOURCES.filter(isBreach).map(({ path }) => path);

const imports = (isBreach: (edge: { from: string; to: string }) => boolean): readonly string[] =>
  SOURCES.flatMap(({ path: from, ours }) => ours.map((to) => ({ from, to })))
    .filter(isBreach)
    .map(({ from, to }) => `${from} → ${to}`);

function cycles(): readonly string[] {
  const importsOfFile = new Map(SOURCES.map(({ path, ours }) => [path, ours]));
  const settled = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (trail.includes(path) || settled.has(path)) return;
    for (const next of importsOfFile.get(path) ?? []) visit(next, [...trail, path]);
    settled.add(path);
  };
  for (const { path } of SOURCES) visit(path, []);
  return found;
}

/** Every file that is read before a file of ours can run: no types, and nothing that is imported when it is needed. */
function staticallyReached(start: string): readonly string[] {
  const textOf = new Map(SOURCES.map(({ path, text }) => [path, text]));
  const statement = /^(?:import|export)\b(?! type)[^'"();=]*?\bfrom\s*'(\.[^']+)'|^import\s*'(\.[^']+)'/gm;
  const reached = new Set([start]);
  for (const path of reached) {
    for (const [, from, bare = ''] of (textOf.get(path) ?? '').matchAll(statement))
      reached.add(posix.join(posix.dirname(path), from ?? bare).replace(/\.js$/, '.ts'));
  }
  return [...reached];
}

function dependencies(): readonly string[] {
  const { dependencies: declared } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return Object.keys(declared);
}

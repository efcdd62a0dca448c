import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/** Named in the environment: the browser to use, before any other. */
const VARIABLE = 'TRANSMISSORA_TEST_BROWSER';

/** Where systems keep a Chromium. */
const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Quiet: no sandbox (it needs privileges a container lacks), no graphics, no calls home. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/**
 * A headless Chromium: the one named in TRANSMISSORA_TEST_BROWSER, else the system's, else the one that comes in the
 * npm package `@sparticuz/chromium` (Linux on x64), unpacked once below `node_modules/.cache`.
 * @throws Error saying what to install where there is none.
 */
export async function openBrowser(): Promise<Browser> {
  const named = process.env[VARIABLE];
  const found = named ?? SYSTEM.find((path) => existsSync(path));
  if (found !== undefined) return chromium.launch({ executablePath: found, args: FLAGS });
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`no Chromium found; install Chrome, or name one in ${VARIABLE}`);
  }
  const home = await unpacked();
  const environment = { ...definedOnly(process.env), FONTCONFIG_FILE: join(home, FONTS) };
  const launch = (env: Record<string, string>): Promise<Browser> =>
    chromium.launch({ executablePath: join(home, 'chromium'), args: FLAGS, env });
  // The package brings the libraries a bare machine lacks; the machine's own are preferred.
  return launch(environment).catch(() => launch({ ...environment, LD_LIBRARY_PATH: join(home, 'al2023', 'lib') }));
}

const FONTS = 'fonts.conf';

/** The machine's fonts and those of the package, for a machine that has none. */
const fontsIn = (home: string): string =>
  `<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${home}/fonts</dir></fontconfig>`;

const UNPACK = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";

/** The folder with the unpacked browser. Whoever is first puts it in place whole; others find it there. */
async function unpacked(): Promise<string> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const about = await readFile(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  const { version } = JSON.parse(about) as { version: string };
  const cache = join(root, 'node_modules', '.cache');
  const home = join(cache, `chromium-${version}`);
  if (existsSync(home)) return home;
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'chromium-'));
  // Claiming to be Lambda is how the package is told to unpack its libraries too.
  const env = { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', UNPACK], { cwd: root, env });
  await writeFile(join(fresh, FONTS), fontsIn(home));
  await rename(fresh, home).catch(() => rm(fresh, { recursive: true, force: true }));
  return home;
}

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));

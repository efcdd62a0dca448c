import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readConformConfig } from '../../src/cli/conform/config.js';
import { readExpected } from '../../src/cli/expected-file.js';
import { RECEIVER_RULES } from '../../src/conformance/rules/receiver.js';
import { TRANSMITTER_RULES } from '../../src/conformance/rules/transmitter.js';
import { readConfig } from '../../src/config.js';
import { FIXTURES } from '../../src/paths.js';
import { ScenarioLibrary } from '../../src/scenarios/library.js';
import { scratchFolder } from '../store/scratch.js';
import { CALLS } from '../admin/document.js';
import { read, type Fence } from './pages.js';

const library = new ScenarioLibrary(FIXTURES);
const RULES = [...RECEIVER_RULES, ...TRANSMITTER_RULES].map(({ id }) => id);

/** What the product itself says of files and bodies on a page; nothing when it takes them all. */
export async function complaintsAbout(fences: readonly Fence[]): Promise<readonly string[]> {
  const all: string[] = [];
  for (const fence of fences) all.push(...(fence.language === 'yaml' ? await aboutFile(fence) : aboutBody(fence)));
  return all;
}

async function aboutFile({ text, line }: Fence): Promise<readonly string[]> {
  await using folder = await scratchFolder();
  const file = join(folder.path, `line-${line}.yaml`);
  await writeFile(file, text);
  const keys = Object.keys((parse(text) ?? {}) as object);
  try {
    if (keys.includes('customers')) await library.read(file);
    else if (keys.includes('failures')) await readExpected(file, RULES);
    else if (keys.includes('target')) await readConformConfig(file);
    else await readConfig({}, {}, file);
    return [];
  } catch (error) {
    return [`line ${line}: ${(error as Error).message}`];
  }
}

/** A body, held to the schema of the call its fence names: `json PUT /__admin/faults`. */
function aboutBody({ info, text, line }: Fence): readonly string[] {
  const [method, path = ''] = info.split(' ');
  const call = CALLS.find((each) => each.method === method && fits(each.path, path.replace('/__admin', '')));
  if (!call?.body) return [`line ${line}: no call of the admin API is ${info} and takes a body`];
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'admin', ...(parse(read('spec/admin.yaml')) as object) });
  const isValid = ajv.validate(
    JSON.parse(JSON.stringify(call.body.schema).replaceAll('"#/', '"admin#/')),
    JSON.parse(text),
  );
  return isValid ? [] : [`line ${line}: ${ajv.errorsText()}`];
}

const fits = (template: string, path: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);

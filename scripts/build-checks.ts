// Leaves the checks of plain calls and their answers as code in dist/checks, one module a contract document: a start then
// compiles none. For the documents of every API that is served.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { _ } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { familiesOf } from '../src/app.js';
import { configFrom } from '../src/config.js';
import { createContext } from '../src/context.js';
import { readContract } from '../src/http/contract.js';
import { mapPlain, plainCompilers } from '../src/http/plain-checks.js';
import { plainRoutesOf } from '../src/http/plain-operations.js';
import { specFile } from '../src/paths.js';
import { withoutComplaints, withoutRemarks } from './lean-checks.js';

/** Formats are handed to the module: some are functions, which cannot be written down. */
const FORMATS_ARE_GIVEN = { code: { source: true, formats: _`formats` } };

const FOLDER = 'dist/checks';

const context = await createContext(configFrom({ store: 'memory' }));
const { served } = familiesOf(context);
const documents = new Map<string, readonly string[]>([['admin.yaml', []]]);
for (const { apis } of served) for (const { spec, relaxed = [] } of apis) documents.set(spec, relaxed);
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
for (const [spec, places] of documents) {
  await writeFile(join(FOLDER, `${basename(spec, '.yaml')}.js`), await moduleFor(spec, places));
}

/** A module of which the default export is the routes; each check is made when first needed, of the formats given then. */
async function moduleFor(spec: string, places: readonly string[]): Promise<string> {
  const document = await readContract(specFile(spec), places);
  const compilers = await plainCompilers(document, FORMATS_ARE_GIVEN);
  const makers: string[] = [];
  const routes = mapPlain(plainRoutesOf(document), (schema, place) => {
    const name = `${place}${makers.length}`;
    const code = standalone.default(compilers[place], compilers[place].compile(withoutRemarks(schema)));
    makers.push(
      `const ${name} = (formats) => {\nconst module = {};\n${withoutComplaints(code)}\nreturn module.exports;\n};`,
    );
    return name;
  });
  // Names of checks stand in the routes as texts; in the code they are names.
  const table = JSON.stringify(routes).replaceAll(/"((?:takes|body|answers)\d+)"/g, '$1');
  return `// The checks of ${spec}, made by the build.\n${makers.join('\n')}\nexport default ${table};\n`;
}

import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { isDuration, isNegative } from '../core/duration.js';
import { UsageError } from '../core/errors.js';
import { parseInstant } from '../core/instant.js';
import { complaintOf, type FORMATS } from './complaint.js';
import { requireReferences } from './references.js';
import { type Locate, ORIGIN, type Scenario } from './scenario.js';

/** Holds scenario texts to the schema. Made once: compiling it takes longer than reading a file. */
export type ScenarioReader = (text: string, file: string) => Scenario;

/** How often a YAML anchor may be repeated. More is an attack on memory, not a scenario. */
const MAX_ALIASES = 100;

const isInstant = (text: string): boolean => parseInstant(text) !== undefined;
const isForward = (text: string): boolean => isDuration(text) && !isNegative(text);

const READABLE: Readonly<Record<keyof typeof FORMATS, (text: string) => boolean>> = {
  instant: isInstant,
  duration: isForward,
  moment: (text) => isInstant(text) || isDuration(text),
  'ready-after': (text) => text === 'never' || isForward(text),
};

/** @param schemaFile `fixtures/scenario.schema.json`. */
export async function scenarioReader(schemaFile: string): Promise<ScenarioReader> {
  const schema = JSON.parse(await readFile(schemaFile, 'utf8'));
  const validate = new Ajv({ allErrors: true, strict: false, verbose: true, formats: READABLE }).compile<Scenario>(
    schema,
  );
  return (text, file) => {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines });
    const [broken] = document.errors;
    if (broken) throw new UsageError(`${file}:${lines.linePos(broken.pos[0]).line}: ${broken.message.split('\n')[0]}`);
    const locate: Locate = (path) =>
      `${file}:${lineOf(document, lines, path.map(String))}: ${path.join('.') || 'the file'}`;
    const scenario = plainValue(document, file);
    if (!validate(scenario)) {
      const { path, text: complaint } = complaintOf(validate.errors ?? []);
      throw new UsageError(`${locate(path)} ${complaint}`);
    }
    requireReferences(scenario, locate);
    return Object.defineProperty(scenario, ORIGIN, { value: locate });
  };
}

function plainValue(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    throw new UsageError(`${file}: ${(cause as Error).message}; allowed: ${MAX_ALIASES} uses of an anchor`, { cause });
  }
}

/** The line of what the path leads to, or of the nearest thing around it. */
function lineOf(document: Document, lines: LineCounter, path: readonly string[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length).map(asIndex), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

const asIndex = (part: string): string | number => (/^\d+$/.test(part) ? Number(part) : part);

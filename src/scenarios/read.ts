import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { isDuration, isNegative } from '../core/duration.js';
import { UsageError } from '../core/errors.js';
import { parseInstant } from '../core/instant.js';
import { complaintOf, type FORMATS } from './complaint.js';
import { readDocument } from './document.js';
import { requireReferences } from './references.js';
import { ORIGIN, type Scenario } from './scenario.js';

/** Holds scenario texts to the schema. Made once: compiling it takes longer than reading a file. */
export type ScenarioReader = (text: string, file: string) => Scenario;

const isInstant = (text: string): boolean => parseInstant(text) !== undefined;
const isForward = (text: string): boolean => isDuration(text) && !isNegative(text);

const READABLE: Readonly<Record<keyof typeof FORMATS, (text: string) => boolean>> = {
  instant: isInstant,
  duration: isForward,
  moment: (text) => isInstant(text) || isDuration(text),
  'ready-after': (text) => text === 'never' || isForward(text),
};

/**
 * Reads a scenario that ships with the project. A test holds each of them to the schema; holding them to it again would
 * cost more than all the rest of a start.
 */
export function readShipped(text: string, file: string): Scenario {
  const { value, locate } = readDocument(text, file);
  return Object.defineProperty(value as Scenario, ORIGIN, { value: locate });
}

/** @param schemaFile `fixtures/scenario.schema.json`. */
export async function scenarioReader(schemaFile: string): Promise<ScenarioReader> {
  const schema = JSON.parse(await readFile(schemaFile, 'utf8'));
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, formats: READABLE });
  const validate = ajv.compile<Scenario>(schema);
  return (text, file) => {
    const { value, locate } = readDocument(text, file);
    if (!validate(value)) {
      const { path, text: complaint } = complaintOf(validate.errors ?? []);
      throw new UsageError(`${locate(path)} ${complaint}`);
    }
    requireReferences(value, locate);
    return Object.defineProperty(value, ORIGIN, { value: locate });
  };
}

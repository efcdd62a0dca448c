import { readFile } from 'node:fs/promises';
import { Ajv, type ErrorObject } from 'ajv';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { UsageError } from '../core/errors.js';
import type { Scenario } from './scenario.js';

/** Holds scenario texts to the schema. Made once: compiling it takes longer than reading a file. */
export type ScenarioReader = (text: string, file: string) => Scenario;

/** @param schemaFile `fixtures/scenario.schema.json`. */
export async function scenarioReader(schemaFile: string): Promise<ScenarioReader> {
  const schema = JSON.parse(await readFile(schemaFile, 'utf8'));
  const validate = new Ajv({ allErrors: true, strict: false, discriminator: false }).compile<Scenario>(schema);
  return (text, file) => {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines });
    const [broken] = document.errors;
    if (broken) throw new UsageError(`${file}:${lines.linePos(broken.pos[0]).line}: ${broken.message.split('\n')[0]}`);
    const scenario: unknown = document.toJS({ maxAliasCount: 100 });
    if (!validate(scenario)) throw new UsageError(describe(file, document, lines, validate.errors ?? []));
    requireKnownKeys(scenario, file);
    return scenario;
  };
}

/** The deepest complaint says most: a wrong value inside an alternative, rather than "no alternative fits". */
function describe(file: string, document: Document, lines: LineCounter, errors: readonly ErrorObject[]): string {
  const useful = errors.filter(({ keyword }) => keyword !== 'oneOf');
  const [error] = useful.toSorted((one, other) => depth(other) - depth(one));
  if (!error) return `${file}: not a scenario`;
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const extra = error.keyword === 'additionalProperties' ? [String(error.params['additionalProperty'])] : [];
  const where = [...path, ...extra];
  return `${file}:${lineOf(document, lines, where)}: ${where.join('.') || 'the file'} ${allowed(error)}`;
}

const depth = ({ instancePath, keyword }: ErrorObject): number =>
  instancePath.split('/').length * 2 + (keyword === 'additionalProperties' || keyword === 'enum' ? 1 : 0);

const unescapePointer = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

function allowed({ keyword, params, message, schema, parentSchema, data }: ErrorObject): string {
  const was = typeof data === 'object' ? '' : ` (it is ${JSON.stringify(data)})`;
  if (keyword === 'enum') return `must be one of ${(params['allowedValues'] as string[]).join(', ')}${was}`;
  if (keyword === 'additionalProperties') {
    const known = Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {});
    return known.length > 0 ? `is not a known key; allowed: ${known.join(', ')}` : 'is not a known key';
  }
  if (keyword === 'pattern') return `must match ${String(schema ?? params['pattern'])}${was}`;
  return `${message ?? 'is wrong'}${was}`;
}

function lineOf(document: Document, lines: LineCounter, path: readonly string[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length).map(asIndex), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

const asIndex = (part: string): string | number => (/^\d+$/.test(part) ? Number(part) : part);

/** Names inside the file must lead somewhere: a consent's customer, a step's consent. */
function requireKnownKeys(scenario: Scenario, file: string): void {
  const customers = Object.keys(scenario.customers);
  const consents = Object.keys(scenario.consents ?? {});
  const check = (what: string, name: string | undefined, known: readonly string[]): void => {
    if (name === undefined || known.includes(name)) return;
    throw new UsageError(
      `${file}: ${what} is "${name}", which the file does not define; it has: ${known.join(', ') || 'none'}`,
    );
  };
  for (const [key, consent] of Object.entries(scenario.consents ?? {})) {
    check(`consents.${key}.customer`, consent.customer, customers);
  }
  for (const [index, step] of (scenario.steps ?? []).entries()) {
    const named = [step.as, step.authorise, step.reject, step.revoke, step.prepare?.consent, step.transition?.consent];
    for (const name of named) check(`steps[${index}]`, name, consents);
    check(`steps[${index}].contract.customer`, step.contract?.customer, customers);
  }
}

import { valueFor } from './values.js';
import type { Dice } from './dice.js';
import type { Schema, SchemaSource } from './schema.js';
import type { Subject } from './subject.js';

/** What is known beforehand, by property name, wherever it stands. */
export type Known = Readonly<Record<string, unknown>>;

/** Makes schema-valid, plausible data: the same subject always gives the same. */
export interface Maker {
  readonly source: SchemaSource;
  readonly subject: Subject;
  readonly known: Known;
}

/** A value for a schema; `name` is the property it stands for. */
export function make(maker: Maker, schema: Schema, dice: Dice, name: string): unknown {
  const resolved = maker.source.resolve(schema);
  if (resolved.properties) return makeObject(maker, resolved, dice);
  if (resolved.type === 'array') return makeArray(maker, resolved, dice, name);
  return valueFor(resolved, name, dice, maker.subject);
}

function makeObject(maker: Maker, { properties = {}, required = [] }: Schema, dice: Dice): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(properties)) {
    if (name in maker.known) made[name] = maker.known[name];
    else if (required.includes(name) || isTold(name, made)) made[name] = make(maker, schema, dice.below(name), name);
  }
  return made;
}

/**
 * An optional property is told, unless it only explains a sibling that did not come to `OUTROS`: the documents ask for
 * `…AdditionalInfo` in that case alone.
 */
function isTold(name: string, made: Readonly<Record<string, unknown>>): boolean {
  if (!/(AdditionalInfo|OtherInfo|Info)$/.test(name)) return true;
  return Object.values(made).some(
    (value) => typeof value === 'string' && /^(OUTROS?|OUTRAS?|SEM_.*OUTROS?)$/.test(value),
  );
}

/** How many there are of what comes in lists, when nothing says so. */
const MOST_ITEMS = 2;

function makeArray(
  maker: Maker,
  { items = {}, minItems = 0, maxItems = MOST_ITEMS }: Schema,
  dice: Dice,
  name: string,
): unknown[] {
  const most = Math.max(minItems, Math.min(maxItems, MOST_ITEMS));
  const count = dice.whole('count', Math.max(minItems, 1), Math.max(most, 1));
  return Array.from({ length: count }, (_, index) => make(maker, items, dice.below(String(index)), name));
}

import { isCalledFor, isExplanation } from './siblings.js';
import { valueFor } from './values.js';
import type { Dice } from './dice.js';
import type { Known } from './known.js';
import type { Schema, SchemaSource } from './schema.js';
import type { Subject } from './subject.js';

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

/** An explanation is made last: whether it is told depends on what stands beside it. */
function makeObject(maker: Maker, { properties = {} }: Schema, dice: Dice): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  const names = Object.keys(properties);
  for (const name of names.toSorted((one, other) => Number(isExplanation(one)) - Number(isExplanation(other)))) {
    if (name in maker.known) made[name] = maker.known[name];
    else if (!isExplanation(name) || isCalledFor(name, made))
      made[name] = make(maker, properties[name] ?? {}, dice.below(name), name);
  }
  return Object.fromEntries(names.map((name) => [name, made[name]]).filter(([, value]) => value !== undefined));
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

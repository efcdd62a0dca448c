import fc from 'fast-check';

export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly nullable?: boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** What some caller or some bug might put anywhere. */
const HOSTILE: readonly unknown[] = [
  null,
  '',
  ' ',
  0,
  -1,
  1.5,
  2 ** 31,
  true,
  [],
  {},
  'NaN',
  '\u0000',
  '💥'.repeat(20),
  '\ud800',
  'x'.repeat(3_000),
  "'; DROP TABLE",
  '2026-02-30',
  '2026-13-01T00:00:00Z',
  '__proto__',
];
const hostile = fc.constantFrom(...HOSTILE);

/** Texts by format and by what patterns of the documents usually ask for. */
const FORMATTED: Readonly<Record<string, string>> = {
  'date-time': '2026-03-02T12:00:00Z',
  date: '2026-03-02',
  uri: 'http://127.0.0.1:3000/a',
  url: 'http://127.0.0.1:3000/a',
  uuid: '9b2c1a34-0f5e-4c1d-8a77-2f6a5f0e1c2d',
};
const GUESSES = [
  'AVAILABLE',
  'contrato-1',
  '9b2c1a34-0f5e-4c1d-8a77-2f6a5f0e1c2d',
  'urn:transmissora:9b2c1a34-0f5e-4c1d-8a77-2f6a5f0e1c2d',
  'Mon, 02 Jun 2025 12:00:00 GMT',
  '2026-03-02T12:00:00Z',
  '2026-03-02',
  '0001',
  '12345678',
  '11222333000181',
  '52998224725',
  '0.1500',
  '100.00',
  '1000.0400',
  'BRL',
  'BR',
  'PIX',
  'Uma frase qualquer',
  'http://127.0.0.1:3000/a?page=1',
  '1.0.0',
  '9',
];

const plain = (schema: Schema): unknown[] => {
  if (schema.enum) return [...schema.enum];
  const { example, format = '', pattern, minLength = 0, maxLength = 5_000 } = schema;
  const fits = (text: string): boolean =>
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text));
  const texts = [...(format in FORMATTED ? [FORMATTED[format] ?? ''] : GUESSES)].filter(fits);
  return [...(example === undefined ? [] : [example]), ...texts, ...(texts.length === 0 ? [GUESSES[0]] : [])];
};

function numbers({ minimum = 0, maximum = 1_000 }: Schema): fc.Arbitrary<unknown> {
  const right = fc.integer({ min: Math.ceil(minimum), max: Math.floor(maximum) });
  return fc.oneof({ weight: 20, arbitrary: right }, fc.constantFrom(minimum - 1, maximum + 1, minimum + 0.5));
}

/** Mostly what a schema takes; one place in many is anything. */
export function valueFor(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 60, arbitrary: rightFor(schema) }, { weight: 1, arbitrary: hostile });
}

function rightFor(schema: Schema): fc.Arbitrary<unknown> {
  const [choice] = [schema.oneOf ?? schema.anyOf];
  if (choice) return fc.oneof(...choice.map(valueFor));
  if (schema.allOf) return fc.tuple(...schema.allOf.map(rightFor)).map((parts) => Object.assign({}, ...parts));
  if (schema.properties) return objectFor(schema);
  if (schema.items) {
    const { minItems = 0, maxItems = 3 } = schema;
    return fc.array(valueFor(schema.items), { minLength: Math.min(minItems, 3), maxLength: Math.min(maxItems, 3) });
  }
  if (schema.type === 'integer' || schema.type === 'number') return numbers(schema);
  if (schema.type === 'boolean') return fc.boolean();
  return fc.constantFrom(...plain(schema));
}

function objectFor({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valueFor(schema)]));
  const requiredKeys = required.filter((name) => name in members);
  const whole = fc.record(members, { requiredKeys });
  const broken = fc.record(members, { requiredKeys: [] }).map((value) => ({ ...value, extra: 1 }));
  return fc.oneof({ weight: 30, arbitrary: whole }, { weight: 1, arbitrary: broken });
}

/** What stands in a header, a query or a path. */
export const textFor = (schema: Schema): fc.Arbitrary<string> =>
  valueFor(schema).map((value) => String(value).replaceAll('\ud800', ''));

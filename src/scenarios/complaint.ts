import type { ErrorObject } from 'ajv';

/** What is wrong with a scenario, and where. */
export interface Complaint {
  readonly path: readonly string[];
  readonly text: string;
}

/** What each format of the schema takes. */
export const FORMATS = {
  instant: 'an instant such as 2026-03-02T12:00:00Z',
  duration: 'a duration such as PT5M, P1D or P3M',
  moment: 'an instant (2026-03-02T12:00:00Z) or a duration (PT5M, -P2Y)',
  'ready-after': 'a duration such as PT30S, or never',
} as const;

/** The complaint that says most: the deepest one, for a wrong value inside an alternative rather than "none fits". */
export function complaintOf(errors: readonly ErrorObject[]): Complaint {
  const [error] = errors.filter(isUseful).toSorted((one, other) => weight(other) - weight(one));
  if (!error) return { path: [], text: 'is not a scenario' };
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const extra = error.keyword === 'additionalProperties' ? [String(error.params['additionalProperty'])] : [];
  return { path: [...path, ...extra], text: allowed(error) };
}

/** An alternative's own "required" says less than the choice it is part of. */
const isUseful = (error: ErrorObject): boolean =>
  error.keyword === 'oneOf' ? choices(error).length > 0 : !/\/oneOf\/\d+\/required$/.test(error.schemaPath);

const SPECIFIC: Readonly<Record<string, number>> = { additionalProperties: 2, enum: 1, oneOf: 1 };

const weight = ({ instancePath, keyword }: ErrorObject): number =>
  instancePath.split('/').length * 3 + (SPECIFIC[keyword] ?? 0);

const unescapePointer = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** The keys of which exactly one must be there; none when the alternatives are of another kind. */
function choices({ schema }: ErrorObject): readonly string[] {
  const alternatives = Array.isArray(schema)
    ? (schema as readonly { required?: readonly string[]; type?: string }[])
    : [];
  return alternatives.every(({ required, type }) => required && type === undefined)
    ? alternatives.flatMap(({ required = [] }) => required)
    : [];
}

function allowed(error: ErrorObject): string {
  const { keyword, params, message, schema, parentSchema, data } = error;
  const was = typeof data === 'object' ? '' : ` (it is ${JSON.stringify(data)})`;
  if (keyword === 'enum') return `must be one of ${(params['allowedValues'] as string[]).join(', ')}${was}`;
  if (keyword === 'const') return `must be ${String(schema)}${was}`;
  if (keyword === 'pattern') return `must match ${String(schema)}${was}`;
  if (keyword === 'format') return `must be ${FORMATS[params['format'] as keyof typeof FORMATS]}${was}`;
  if (keyword === 'oneOf') return `must have exactly one of ${choices(error).join(', ')}`;
  if (keyword === 'not') return 'cannot be both an observation and refused';
  if (keyword === 'additionalProperties') {
    const known = Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {});
    return known.length > 0 ? `is not a known key; allowed: ${known.join(', ')}` : 'is not a known key';
  }
  return `${message ?? 'is wrong'}${was}`;
}

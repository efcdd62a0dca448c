// Less code for the same yes or no: what a check says of a wrong value, and what a schema says to people, is never read.
import type { Schema } from '../src/http/plain-operations.js';

/** Keywords that hold nothing. */
const REMARKS = new Set(['title', 'description', 'example', 'externalDocs']);
/** Keywords whose value has names of its own, each of a schema. */
const NAMED = new Set(['properties', 'patternProperties']);
/** Keywords whose value is data. */
const DATA = new Set(['enum', 'const', 'default', 'required']);

/** The code repeats schemas here and there: it need not repeat what is for people. */
export function withoutRemarks(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => !REMARKS.has(keyword));
  return Object.fromEntries(
    kept.map(([keyword, value]) => {
      if (DATA.has(keyword)) return [keyword, value];
      if (!NAMED.has(keyword)) return [keyword, inPlaceOf(value)];
      return [
        keyword,
        Object.fromEntries(Object.entries(value as Schema).map(([name, one]) => [name, inPlaceOf(one)])),
      ];
    }),
  );
}

/** Of a schema, several, or anything else. */
function inPlaceOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inPlaceOf);
  return typeof value === 'object' && value !== null ? withoutRemarks(value as Schema) : value;
}

/** What is wrong, as the compiler writes it down. */
const COMPLAINT = /(\.errors = \[|const err\d+ = )\{instancePath\b[^\n]*?\}(\];return false;|;if\(vErrors === null\))/g;

/**
 * A check is asked for a yes or a no, and half of its code said what is wrong. One complaint stays one: they are counted.
 * @throws Error when the compiler writes them in another way.
 */
export function withoutComplaints(code: string): string {
  const silent = code.replaceAll(COMPLAINT, (complaint, before: string, after: string) => {
    if (complaint.split('schemaPath:').length !== 2) throw new Error(`more than one complaint at once: ${complaint}`);
    return `${before}{}${after}`;
  });
  if (silent.includes('schemaPath:')) throw new Error('a check still says what is wrong: COMPLAINT finds it no more');
  return silent;
}

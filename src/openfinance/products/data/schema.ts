import { readYaml } from '../../../core/packaged.js';

/** The part of a schema that making a value looks at. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly (string | number)[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** The documents read so far, by file. */
const SOURCES = new Map<string, Promise<SchemaSource>>();

/** A contract document, for looking up what an answer holds. */
export class SchemaSource {
  readonly #document: Readonly<Record<string, unknown>>;

  private constructor(document: Readonly<Record<string, unknown>>) {
    this.#document = document;
  }

  /** Each document is read once a process: it never changes. */
  static of(file: string): Promise<SchemaSource> {
    const known = SOURCES.get(file);
    if (known) return known;
    const made = readYaml(file).then((document) => new SchemaSource(document as Readonly<Record<string, unknown>>));
    SOURCES.set(file, made);
    return made;
  }

  /** The schema of `data` in the 200 answer of `GET path`. */
  dataOf(path: string): Schema {
    const { data } = this.answerOf(path);
    if (!data) throw new TypeError(`the 200 answer of GET ${path} has no data`);
    return this.resolve(data);
  }

  /** The names that `part` of the 200 answer of `GET path` declares. */
  namesIn(path: string, part: 'links' | 'meta'): readonly string[] {
    const schema = this.answerOf(path)[part];
    return schema ? Object.keys(this.resolve(schema).properties ?? {}) : [];
  }

  answerOf(path: string): Readonly<Record<string, Schema>> {
    const response = this.#follow(['paths', path, 'get', 'responses', '200']) as {
      content: Record<string, { schema: Schema }>;
    };
    const [media] = Object.values(response.content);
    return (media && this.resolve(media.schema).properties) ?? {};
  }

  /** The schema itself: references followed, `allOf` merged, the first alternative taken. */
  resolve(schema: Schema): Schema {
    if (schema.$ref !== undefined) return this.resolve(this.#follow(pointer(schema.$ref)) as Schema);
    const alternative = schema.oneOf?.[0] ?? schema.anyOf?.[0];
    const parts = [...(schema.allOf ?? []), ...(alternative ? [alternative] : [])].map((part) => this.resolve(part));
    return parts.reduce(merge, schema);
  }

  #follow(steps: readonly string[]): unknown {
    let node: unknown = this.#document;
    for (const step of steps) {
      node = (node as Readonly<Record<string, unknown>> | undefined)?.[step];
      const ref = (node as { $ref?: string } | undefined)?.$ref;
      if (ref !== undefined) node = this.#follow(pointer(ref));
    }
    return node;
  }
}

const pointer = (ref: string): readonly string[] =>
  ref
    .slice(2)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

const merge = (one: Schema, other: Schema): Schema => ({
  ...other,
  ...one,
  required: [...(one.required ?? []), ...(other.required ?? [])],
  properties: { ...one.properties, ...other.properties },
});

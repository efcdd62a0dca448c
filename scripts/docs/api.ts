import { join } from 'node:path';
import type { ClassElement, ObjectProperty, ParamPattern, Statement } from 'oxc-parser';
import { docOf, exportOf, originOf, type Part, type SourceFile, sourceFile, SOURCE, textOf } from './declarations.js';
import { code, page } from './markdown.js';

const INTRO_PT = `*In English below.* A biblioteca, gerada dos comentários do código, que são em inglês: cada função diz o que recebe, o que
devolve, que erros lança e de que regra vem. Para começar: o [tutorial](pt/tutorial.md#6-num-programa). Cada operação faz o mesmo que a
chamada da [API de administração](pt/admin-api.md) que ela nomeia, e devolve os mesmos campos.`;

const INTRO = `The library, generated from the comments of the code: each function says what it takes, what it answers, which errors it
throws and which rule it follows. To begin: the [tutorial](en/tutorial.md#6-in-a-program). Each operation does what the call of the
[admin API](en/admin-api.md) it names does, and answers with the same fields.`;

/** Types every program knows. */
const NAME = /\b[A-Z][A-Za-z]+\b/g;

/** docs/api.md: everything `src/index.ts` exports, with the types it takes. */
export function apiPage(): string {
  const index = sourceFile(join(SOURCE, 'index.ts'));
  const exported = index.body.flatMap((statement) =>
    statement.type === 'ExportNamedDeclaration' && statement.source
      ? statement.specifiers.map(({ local }) => ({
          name: 'name' in local ? local.name : local.value,
          file: sourceFile(join(SOURCE, (statement.source?.value ?? '').replace(/\.js$/, '.ts'))),
        }))
      : [],
  );
  const taken = new Map<string, SourceFile>();
  const sections = exported.flatMap(({ name, file }) => [`## ${name}`, ...declared(file, name, taken)]);
  for (const { name } of exported) taken.delete(name);
  const types = typesBehind(taken, new Set(exported.map(({ name }) => name)));
  return page('# Biblioteca · Library', INTRO_PT, INTRO, ...sections, '## Types', ...types);
}

/** What is said of one declaration; the types of ours it takes are noted in `taken`. */
function declared(file: SourceFile, name: string, taken: Map<string, SourceFile>): readonly string[] {
  const statement = exportOf(file, name);
  const declaration = statement?.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (!statement || !declaration) throw new TypeError(`${file.path} declares no ${name}`);
  if (declaration.type === 'FunctionDeclaration')
    return [
      typescript(`${name}(${parametersOf(file, declaration.params, taken)})${returnOf(file, declaration)}`),
      saying(file, statement),
    ];
  if (declaration.type !== 'ClassDeclaration') return verbatim(file, statement, taken);
  const members = declaration.body.body.flatMap((member) => memberOf(file, member, taken));
  return [saying(file, statement), ...members];
}

/** An interface or a type as it is written, comments and all. */
function verbatim(file: SourceFile, statement: Statement, taken: Map<string, SourceFile>): readonly string[] {
  noteNames(file, statement, taken);
  return [saying(file, statement), typescript(file.text.slice(statement.start, statement.end).replace(/^export /, ''))];
}

function memberOf(file: SourceFile, member: ClassElement, taken: Map<string, SourceFile>): readonly string[] {
  if (!('key' in member) || member.key.type !== 'Identifier' || member.key.name === 'constructor') return [];
  const { name } = member.key;
  if (member.type === 'MethodDefinition') {
    const { params } = member.value;
    const call = member.kind === 'get' ? name : `${name}(${parametersOf(file, params, taken)})`;
    return [`### ${code(call)}`, saying(file, member)];
  }
  if (member.type !== 'PropertyDefinition') return [];
  if (member.value?.type === 'ObjectExpression') {
    const calls = member.value.properties.flatMap((each) =>
      each.type === 'Property' ? callOf(file, name, each, taken) : [],
    );
    return [`### ${name}`, saying(file, member), ...calls].filter((text) => text !== '');
  }
  const params = member.value?.type === 'ArrowFunctionExpression' ? member.value.params : undefined;
  if (!params) noteNames(file, member, taken);
  return [`### ${code(params ? `${name}(${parametersOf(file, params, taken)})` : name)}`, saying(file, member)];
}

function callOf(
  file: SourceFile,
  group: string,
  property: ObjectProperty,
  taken: Map<string, SourceFile>,
): readonly string[] {
  const name = `${group}.${textOf(file, property.key)}`;
  const params = property.value.type === 'ArrowFunctionExpression' ? property.value.params : [];
  return [`#### ${code(`${name}(${parametersOf(file, params, taken)})`)}`, saying(file, property)];
}

function parametersOf(file: SourceFile, params: readonly ParamPattern[], taken: Map<string, SourceFile>): string {
  for (const param of params) noteNames(file, param, taken);
  return params.map((param) => textOf(file, param)).join(', ');
}

const returnOf = (file: SourceFile, { returnType }: { returnType?: Part | null | undefined }): string =>
  returnType ? textOf(file, returnType) : '';

/** Types of ours that a part names. */
function noteNames(file: SourceFile, part: Part, taken: Map<string, SourceFile>): void {
  for (const [name] of file.text.slice(part.start, part.end).matchAll(NAME)) {
    const origin = originOf(file, name);
    if (origin) taken.set(name, origin);
  }
}

/** Those types, and the types they are made of; classes are not taken, they are exported or ours alone. */
function typesBehind(taken: Map<string, SourceFile>, said: Set<string>): readonly string[] {
  const blocks: { name: string; texts: readonly string[] }[] = [];
  for (const [name, file] of taken) {
    if (said.has(name)) continue;
    said.add(name);
    const statement = exportOf(file, name);
    const declaration = statement?.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (!statement || !['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'].includes(declaration?.type ?? '')) continue;
    blocks.push({ name, texts: [`### ${name}`, ...verbatim(file, statement, taken)].filter((text) => text !== '') });
  }
  return blocks.toSorted((one, other) => one.name.localeCompare(other.name)).flatMap(({ texts }) => texts);
}

/** As written, comments and all: the test of snippets runs no declaration. */
const typescript = (text: string): string => ['```ts declaration', text, '```'].join('\n');

/** An example, whole: a comment in the code need not say where it is from. */
const program = (text: string): string =>
  ['```js', "import { startTransmissora } from 'transmissora';", '', text, '```'].join('\n');

/** The doc comment, its tags as Markdown. */
function saying(file: SourceFile, part: Part): string {
  const [text = '', ...tags] = docOf(file, part).split(/^@/m);
  const parts = tags.map((tag) => {
    const [kind = '', ...rest] = tag.split(/\s/);
    const words = tag.slice(kind.length).trim();
    if (kind === 'example') return program(words);
    return rest.length === 0 ? '' : `*${kind === 'throws' ? 'Throws' : kind}* ${words}`;
  });
  return [text.trim(), ...parts].filter((each) => each !== '').join('\n\n');
}

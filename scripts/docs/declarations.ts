import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Comment, parseSync, type Statement } from 'oxc-parser';

export const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));

/** What a file of the sources declares and imports. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly body: readonly Statement[];
}

/** A part of a file: any node of the tree. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

const files = new Map<string, SourceFile>();

export function sourceFile(path: string): SourceFile {
  const known = files.get(path);
  if (known) return known;
  const text = readFileSync(path, 'utf8');
  const { comments, program } = parseSync(path, text);
  const file = { path, text, comments, body: program.body };
  files.set(path, file);
  return file;
}

/** The doc comment right before a part, without its stars; empty where there is none. */
export function docOf({ comments, text }: SourceFile, { start }: Part): string {
  const comment = comments.findLast(({ end }) => end <= start && text.slice(end, start).trim() === '');
  if (!comment?.value.startsWith('*')) return '';
  const lines = comment.value.slice(1).split('\n');
  return lines
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim();
}

/** The text of a part on one line. */
export const textOf = ({ text }: SourceFile, { start, end }: Part): string =>
  text.slice(start, end).replaceAll(/\s+/g, ' ');

/** The file a name of this one comes from: its own, or the one it is imported from; nothing for a package's. */
export function originOf(file: SourceFile, name: string): SourceFile | undefined {
  if (exportOf(file, name)) return file;
  for (const statement of file.body) {
    if (statement.type !== 'ImportDeclaration' || !statement.source.value.startsWith('.')) continue;
    if (!statement.specifiers.some(({ local }) => local.name === name)) continue;
    const origin = sourceFile(join(dirname(file.path), statement.source.value.replace(/\.js$/, '.ts')));
    return originOf(origin, name);
  }
  return undefined;
}

/** The statement that declares an exported or local name. */
export const exportOf = (file: SourceFile, name: string): Statement | undefined =>
  file.body.find((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    return declared !== null && 'id' in declared && declared.id?.type === 'Identifier' && declared.id.name === name;
  });

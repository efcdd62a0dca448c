import { type Document, isMap, isNode, isScalar, isSeq, Lexer, LineCounter, parseDocument, Parser } from 'yaml';
import { UsageError } from '../core/errors.js';
import type { Locate } from './scenario.js';

/** How often a YAML anchor may be repeated. More is an attack on memory, not a scenario. */
const MAX_ALIASES = 100;
/** How deep a file may be nested. Composing is recursive, and a text of brackets alone would end the process. */
const MAX_DEPTH = 50;

/** A YAML (or JSON) text as a plain value, and where each part of it stands. */
export interface Read {
  readonly value: unknown;
  readonly locate: Locate;
}

/** @throws UsageError naming `file`, the line and what is wrong with the text. */
export function readDocument(text: string, file: string): Read {
  requireShallow(text, file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw new UsageError(`${file}:${lines.linePos(broken.pos[0]).line}: ${broken.message.split('\n')[0]}`);
  const locate: Locate = (path) =>
    `${file}:${lineOf(document, lines, path.map(String))}: ${path.join('.') || 'the file'}`;
  return { value: plainValue(document, file), locate };
}

function requireShallow(text: string, file: string): void {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // What the parser gives is not needed here: only how deep it stands.
    for (const _ of parser.next(lexeme));
    if (parser.stack.length <= MAX_DEPTH) continue;
    const line = text.slice(0, parser.offset).split('\n').length;
    throw new UsageError(`${file}:${line}: the file is nested too deep; allowed: ${MAX_DEPTH} levels`);
  }
}

function plainValue(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    throw new UsageError(`${file}: ${(cause as Error).message} (an anchor may be used ${MAX_ALIASES} times)`, {
      cause,
    });
  }
}

/** The line of the key, or list entry, the path leads to; as far as there is one. */
function lineOf(document: Document, lines: LineCounter, path: readonly string[]): number {
  const start = (node: unknown, otherwise: number): number =>
    isNode(node) && node.range ? lines.linePos(node.range[0]).line : otherwise;
  let node: unknown = document.contents;
  let line = start(node, 1);
  for (const part of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === part) : undefined;
    const next = isSeq(node) ? node.items[Number(part)] : pair?.value;
    line = start(pair?.key ?? next, line);
    node = next;
  }
  return line;
}

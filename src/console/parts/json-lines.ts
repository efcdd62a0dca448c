/** A line of a pretty-printed body; `item`: which entry of its `data` list it belongs to. */
export interface JsonLine {
  readonly text: string;
  readonly item?: number;
}

/** A body as lines, two spaces a level, with the entries of `data` told apart. */
export function linesOf(body: unknown): readonly JsonLine[] {
  const text = JSON.stringify(body, null, 2) ?? '';
  let inData = false;
  let item = -1;
  return text.split('\n').map((line): JsonLine => {
    if (line === '  "data": [') {
      inData = true;
      return { text: line };
    }
    if (inData && /^ {2}\]/.test(line)) inData = false;
    if (!inData) return { text: line };
    if (/^ {4}\S/.test(line) && !/^ {4}[}\]]/.test(line)) item += 1;
    return { text: line, item };
  });
}

/** How deep JSON may be nested: many times what any document asks for, and far from what recursion can follow. */
export const MOST_LEVELS = 200;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_LIST, OPEN_OBJECT, CLOSE_LIST, CLOSE_OBJECT] = [0x5b, 0x7b, 0x5d, 0x7d];

/** Whether JSON is nested deeper than that. It need not be JSON: its parser says whether it is. */
export function isTooDeep(text: Uint8Array): boolean {
  let [levels, isText] = [0, false];
  for (let index = 0; index < text.length; index += 1) {
    const byte = text[index];
    if (isText) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      levels += 1;
      if (levels > MOST_LEVELS) return true;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) levels -= 1;
  }
  return false;
}

/** What a body parser throws for JSON that is none, with a reason of its own. */
export class TooDeep extends SyntaxError {
  readonly status = 400;
  readonly type = 'entity.parse.failed';

  constructor() {
    super(`the body is nested deeper than ${MOST_LEVELS} levels`);
  }
}

/**
 * For a body parser's `verify`. JSON nested thousands deep can be parsed, and is then too deep for whatever walks it: the
 * journal that keeps it, the answer that shows it. @throws TooDeep.
 */
export const requireShallow = (_req: unknown, _res: unknown, body: Uint8Array): void => {
  if (isTooDeep(body)) throw new TooDeep();
};

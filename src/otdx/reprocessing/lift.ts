/** Takes the characters of one lifted text, as they come; `undefined` ends it. */
export interface Lifted {
  append(text: string): Promise<void>;
  /** What stands in the document instead of the text. */
  finish(): Promise<string>;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
/** No name of a field is longer than what is looked at. */
const LONGEST_NAME = 64;

/**
 * Reads a JSON text as it comes and takes the texts under one name out of it, so that they never stand in memory as a
 * whole. What is left is small, and is JSON still: whether the text was any, its parser says.
 */
export class Lifter {
  readonly #name: string;
  readonly #lift: () => Lifted;
  readonly #most: number;
  readonly #left: Buffer[] = [];
  #leftBytes = 0;
  /** Inside a text: whether it is lifted, or else the bytes it began with. */
  #lifted: Lifted | undefined;
  #text: number[] | undefined;
  #isEscaped = false;
  /** The last text that ended, and whether a colon followed it: then it is the name of what comes. */
  #last = '';
  #isNamed = false;

  /** @param most How many bytes may be left. */
  constructor(name: string, most: number, lift: () => Lifted) {
    this.#name = name;
    this.#most = most;
    this.#lift = lift;
  }

  /** @throws RangeError when more is left than may be. */
  async push(chunk: Buffer): Promise<void> {
    let kept = 0;
    let index = 0;
    while (index < chunk.length) {
      if (this.#lifted) {
        index = await this.#takeOut(chunk, index, this.#lifted);
        kept = index;
      } else if (this.#text) index = this.#inText(chunk, index, this.#text);
      else {
        const begins = this.#outside(chunk[index] ?? 0);
        index += 1;
        if (begins) {
          this.#keep(chunk.subarray(kept, index));
          kept = index;
        }
      }
    }
    if (!this.#lifted) this.#keep(chunk.subarray(kept));
  }

  /** What was left of the text. */
  rest(): string {
    return Buffer.concat(this.#left).toString('utf8');
  }

  /** Whether a text to be lifted begins here. */
  #outside(byte: number): boolean {
    if (byte === QUOTE) {
      if (this.#isNamed && this.#last === this.#name) {
        this.#lifted = this.#lift();
        return true;
      }
      this.#text = [];
    } else if (byte === COLON) this.#isNamed = true;
    else if (!isBlank(byte)) this.#isNamed = false;
    return false;
  }

  #inText(chunk: Buffer, from: number, text: number[]): number {
    const byte = chunk[from] ?? 0;
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) {
      this.#last = Buffer.from(text).toString('latin1');
      this.#text = undefined;
      this.#isNamed = false;
      return from + 1;
    }
    if (text.length < LONGEST_NAME) text.push(byte);
    return from + 1;
  }

  /** Up to the end of the chunk or of the text, whichever comes first. */
  async #takeOut(chunk: Buffer, from: number, lifted: Lifted): Promise<number> {
    const end = chunk.indexOf(QUOTE, from);
    const piece = chunk.subarray(from, end < 0 ? chunk.length : end);
    // Some encoders escape the slash; no other escape stands for a character of base64.
    await lifted.append(this.#unescaped(piece.toString('latin1')));
    if (end < 0) return chunk.length;
    this.#isEscaped = false;
    this.#lifted = undefined;
    this.#last = '';
    this.#isNamed = false;
    this.#keep(Buffer.from(`${JSON.stringify(await lifted.finish()).slice(1, -1)}"`));
    return end + 1;
  }

  #unescaped(piece: string): string {
    const text = this.#isEscaped ? `\\${piece}` : piece;
    this.#isEscaped = text.endsWith('\\');
    return (this.#isEscaped ? text.slice(0, -1) : text).replaceAll('\\/', '/');
  }

  #keep(bytes: Buffer): void {
    this.#leftBytes += bytes.length;
    if (this.#leftBytes > this.#most) throw new RangeError(`more than ${this.#most} bytes are left`);
    if (bytes.length > 0) this.#left.push(Buffer.from(bytes));
  }
}

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Decodes base64 (RFC 4648 §4) piece by piece, strictly: padded, one line, no bit left over. OTD-REP-10. */
export class Base64Decoder {
  #rest = '';
  #ended = false;

  /** The bytes the next characters complete; undefined when they are no base64. */
  push(text: string): Buffer | undefined {
    const all = this.#rest + text;
    const whole = all.length - (all.length % 4);
    this.#rest = all.slice(whole);
    return this.#decode(all.slice(0, whole));
  }

  /** Whether what came so far is a whole text. */
  get isWhole(): boolean {
    return this.#rest === '';
  }

  #decode(text: string): Buffer | undefined {
    if (text === '') return Buffer.alloc(0);
    if (this.#ended || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
    const bytes = Buffer.from(text, 'base64');
    if (!text.endsWith('=')) return bytes;
    this.#ended = true;
    // A last character with bits that stand for nothing would be another text for the same bytes.
    return text.slice(-4) === bytes.subarray(Math.floor((text.length - 4) / 4) * 3).toString('base64')
      ? bytes
      : undefined;
  }
}

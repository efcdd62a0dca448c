import type { Request } from 'express';
import { isTooDeep, TooDeep } from '../../core/nesting.js';
import type { Contents, Intake, Staged } from '../../store/contents.js';
import { fieldRefusal, OtdxError, refusal } from '../wire/errors.js';
import { Base64Decoder } from './base64.js';
import { type Lifted, Lifter } from './lift.js';

/** How many files a request may have, and how large each may be, in bytes. The text names no limit. OTD-REP-10. */
export const MAX_ATTACHMENTS = 20;
export const MAX_FILE = 10 * 1024 * 1024;
/** The most that may stand around the files. Bytes. */
const MAX_AROUND = 1024 * 1024;
/** All of it, in base64. Bytes. */
const MAX_UPLOAD = MAX_ATTACHMENTS * Math.ceil(MAX_FILE / 3) * 4 + MAX_AROUND;

/** A body whose files were taken out on the way in. */
export interface Upload {
  /** The rest of it; each file's place is taken by its size and SHA-256. */
  readonly body: unknown;
  /** The files by what stands in their place. */
  readonly files: ReadonlyMap<string, Staged>;
  /** Keeps these once `work` is done, or forgets them when it fails. */
  keeping<T>(wanted: readonly Staged[], work: () => Promise<T>): Promise<T>;
  /** Forgets those nobody asked to keep. */
  drop(): Promise<void>;
}

/**
 * Reads a JSON body, decoding each `arquivo` as it comes: no file, and never the whole body, stands in memory as text.
 * @throws OtdxError 400 for what is no JSON or no base64, 413 for more than may be sent. Nothing is kept then.
 */
export async function receive(req: Request, contents: Contents): Promise<Upload> {
  const files = new Map<string, Staged>();
  const intakes: FileIntake[] = [];
  const drop = async (): Promise<void> => {
    for (const staged of files.values()) await staged.drop();
    for (const intake of intakes) await intake.abandon();
  };
  const lifter = new Lifter('arquivo', MAX_AROUND, () => {
    if (intakes.length >= MAX_ATTACHMENTS)
      throw fieldRefusal('anexos', 'ATTACHMENTS_MANY', { maximo: MAX_ATTACHMENTS });
    const intake = new FileIntake(contents, `anexos[${intakes.length}].arquivo`, files);
    intakes.push(intake);
    return intake;
  });
  try {
    if (Number(req.headers['content-length'] ?? 0) > MAX_UPLOAD) throw refusal('TOO_LARGE', { maximo: MAX_UPLOAD });
    for await (const chunk of req as AsyncIterable<Buffer>) await lifter.push(chunk);
    const body = parsed(lifter.rest());
    requireFewFiles(body);
    return { body, files, drop, keeping: (wanted, work) => keeping(files, wanted, work) };
  } catch (error) {
    await drop();
    // The caller is still sending, and reads our answer only when it may go on.
    req.resume();
    // Who hangs up sent half a document, which is no fault of ours.
    if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') throw new OtdxError('PARSE', { cause: error });
    if (error instanceof RangeError) throw refusal('TOO_LARGE', { maximo: MAX_AROUND });
    throw error;
  }
}

/** From here on the files are the work's: a caller who leaves meanwhile does not take them along. */
async function keeping<T>(files: Map<string, Staged>, wanted: readonly Staged[], work: () => Promise<T>): Promise<T> {
  for (const [mark, staged] of files) if (wanted.includes(staged)) files.delete(mark);
  try {
    const result = await work();
    for (const staged of wanted) await staged.keep();
    return result;
  } finally {
    for (const staged of wanted) await staged.drop();
  }
}

function parsed(text: string): unknown {
  try {
    if (isTooDeep(Buffer.from(text))) throw new TooDeep();
    return JSON.parse(text);
  } catch (cause) {
    throw new OtdxError('PARSE', { cause });
  }
}

/** Each of a list's items is looked at, and told about: a list of half a million is refused before that. */
function requireFewFiles(body: unknown): void {
  const { anexos } = (body ?? {}) as { readonly anexos?: unknown };
  if (Array.isArray(anexos) && anexos.length > MAX_ATTACHMENTS)
    throw fieldRefusal('anexos', 'ATTACHMENTS_MANY', { maximo: MAX_ATTACHMENTS });
}

/** One file on its way in. */
class FileIntake implements Lifted {
  readonly #contents: Contents;
  readonly #field: string;
  readonly #files: Map<string, Staged>;
  readonly #decoder = new Base64Decoder();
  #intake: Intake | undefined;
  #size = 0;

  constructor(contents: Contents, field: string, files: Map<string, Staged>) {
    this.#contents = contents;
    this.#field = field;
    this.#files = files;
  }

  async append(text: string): Promise<void> {
    const bytes = this.#decoder.push(text);
    if (!bytes) throw fieldRefusal(this.#field, 'BASE64');
    this.#size += bytes.length;
    if (this.#size > MAX_FILE) throw refusal('FILE_TOO_LARGE', { campo: this.#field, maximo: MAX_FILE });
    this.#intake ??= await this.#contents.begin();
    await this.#intake.append(bytes);
  }

  async finish(): Promise<string> {
    if (!this.#decoder.isWhole) throw fieldRefusal(this.#field, 'BASE64');
    if (!this.#intake || this.#size === 0) throw fieldRefusal(this.#field, 'FILE_EMPTY');
    const staged = await this.#intake.finish();
    this.#intake = undefined;
    const mark = `[${this.#field}: ${staged.size} bytes, sha256 ${staged.sha256}]`;
    this.#files.set(mark, staged);
    return mark;
  }

  /** Forgets what has not been finished. */
  async abandon(): Promise<void> {
    await this.#intake?.abandon();
    this.#intake = undefined;
  }
}

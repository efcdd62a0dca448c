import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Adapter, Low } from 'lowdb';
import { machineClock, pause } from '../core/clock.js';
import { StoreError, UsageError } from '../core/errors.js';
import { type Change, MemoryStore } from './memory.js';
import type { StoreImage } from './store.js';

/** The first key of every data file: another program's JSON is told apart by it. */
const FORMAT = 'transmissora-data/1';

interface DataFile {
  readonly format: typeof FORMAT;
  readonly collections: StoreImage;
}

/** What lowdb holds but for the moment of a read or a write: documents that are gone by then would stay with it. */
const NOTHING: DataFile = { format: FORMAT, collections: {} };

/** For how much of the time of a write the next one stands back at most. */
const STANDING_BACK = 0.25;

/** Documents whose text is made and written as one piece of the file. */
const PIECE = 250;

/**
 * One JSON file, read at start and rewritten whole. A transaction is acknowledged when the file that holds it has
 * replaced the old one and reached the disk; all transactions that wait meanwhile share the next write. When a write
 * fails, those that wait for it are refused (StoreError) without knowing their fate: the next write that succeeds holds
 * them too.
 */
export class LowdbStore extends MemoryStore {
  readonly #db: Low<DataFile>;
  /** How many commits there have been, and how many of them the file holds. */
  #committed = 0;
  #durable = 0;
  #writing: Promise<void> | undefined;
  /** How many commits there are once all that the latest write served came again, and until when that is waited for. */
  #expected = { commits: 0, until: 0 };
  /** Called when they all came. */
  #allCame: (() => void) | undefined;

  readonly #letGo: () => Promise<void>;

  private constructor(db: Low<DataFile>, letGo: () => Promise<void>) {
    super();
    this.#db = db;
    this.#letGo = letGo;
    this.load(db.data.collections);
    db.data = NOTHING;
  }

  /**
   * @param letGo Called when the store is closed: the file is free for others.
   * @throws UsageError when the file cannot be read, is damaged, or is not ours; the file stays as it is.
   */
  static async open(path: string, letGo: () => Promise<void> = async () => undefined): Promise<LowdbStore> {
    const db = new Low<DataFile>(new DurableJsonFile(path), NOTHING);
    await db.read();
    await removeLeftovers(path);
    return new LowdbStore(db, letGo);
  }

  override async close(): Promise<void> {
    try {
      await super.close();
    } finally {
      await this.#letGo();
    }
  }

  /** What could not be written is tried again, so that asking is enough to recover. */
  override async check(): Promise<void> {
    if (this.#durable < this.#committed) await this.acknowledged();
  }

  protected override committed(changes: readonly Change[]): void {
    if (changes.length > 0) this.#committed += 1;
    if (this.#committed >= this.#expected.commits) this.#allCame?.();
  }

  protected override async acknowledged(): Promise<void> {
    const mine = this.#committed;
    // A write under way may have started before our commit: wait it out, then share the next one.
    while (this.#durable < mine) {
      this.#writing ??= this.#write();
      await this.#writing;
    }
  }

  async #write(): Promise<void> {
    try {
      await this.#standBack();
      const begin = machineClock.monotonic();
      const [before, upTo] = [this.#durable, this.#committed];
      this.#db.data = { format: FORMAT, collections: this.image() };
      await this.#db.write();
      this.#durable = upTo;
      const end = machineClock.monotonic();
      this.#expected = { commits: this.#committed + upTo - before, until: end + (end - begin) * STANDING_BACK };
    } catch (cause) {
      throw new StoreError(
        {
          pt: `o arquivo de dados não pode ser escrito: ${(cause as Error).message}`,
          en: `the store file cannot be written: ${(cause as Error).message}`,
        },
        cause,
      );
    } finally {
      this.#db.data = NOTHING;
      this.#writing = undefined;
    }
  }

  /**
   * Those whom the latest write served come with their next change at once, one after the other: the first of them waits
   * for a moment, so that they share a write instead of waiting for his and one more. One alone waits for nobody.
   */
  async #standBack(): Promise<void> {
    const left = this.#expected.until - machineClock.monotonic();
    if (left <= 0 || this.#committed >= this.#expected.commits) return;
    const allCame = new Promise<void>((resolve) => {
      this.#allCame = resolve;
    });
    await Promise.race([allCame, pause(left)]);
    this.#allCame = undefined;
  }
}

/** What writes cut short by the end of a process left beside the file. */
async function removeLeftovers(path: string): Promise<void> {
  const [directory, start] = [dirname(path), `.${basename(path)}.`];
  const names = await readdir(directory).catch((): string[] => []);
  const leftovers = names.filter((name) => name.startsWith(start) && name.endsWith('.tmp'));
  await Promise.all(leftovers.map((name) => rm(join(directory, name), { force: true })));
}

/** lowdb's port onto a file that survives a power cut: written beside, synced, renamed over, directory synced. */
class DurableJsonFile implements Adapter<DataFile> {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async read(): Promise<DataFile | null> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw new UsageError({
        pt: `arquivo de dados ${this.#path}: não pode ser lido (${(cause as Error).message})`,
        en: `store file ${this.#path}: cannot be read (${(cause as Error).message})`,
      });
    }
    return parseDataFile(this.#path, text);
  }

  async write(data: DataFile): Promise<void> {
    const directory = dirname(this.#path);
    const beside = join(directory, `.${basename(this.#path)}.${process.pid}.tmp`);
    await mkdir(directory, { recursive: true });
    try {
      const file = await open(beside, 'w', 0o600);
      try {
        await file.writeFile(piecesOf(data));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, this.#path);
    } catch (cause) {
      await rm(beside, { force: true });
      throw cause;
    }
    const folder = await open(directory, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}

/** The text of a data file. Between its pieces others have their turn, and no text is as long as all there is. */
function* piecesOf({ format, collections }: DataFile): Generator<string> {
  yield `{"format":${JSON.stringify(format)},"collections":{`;
  for (const [place, [name, documents]] of Object.entries(collections).entries()) {
    yield `${place > 0 ? ',' : ''}${JSON.stringify(name)}:[`;
    for (let from = 0; from < documents.length; from += PIECE) {
      const piece = JSON.stringify(documents.slice(from, from + PIECE));
      yield `${from > 0 ? ',' : ''}${piece.slice(1, -1)}`;
    }
    yield ']';
  }
  yield '}}';
}

/** What a data file holds; `null` when there is none. @throws UsageError for one that cannot be read, or is not ours. */
export const readDataFile = (path: string): Promise<object | null> => new DurableJsonFile(path).read();

function parseDataFile(path: string, text: string): DataFile {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new UsageError({
      pt: `arquivo de dados ${path}: não é JSON válido; tire-o dali ou escolha outro com --store file:CAMINHO`,
      en: `store file ${path}: not valid JSON; move it away or choose another with --store file:PATH`,
    });
  }
  if (!isDataFile(data)) {
    throw new UsageError({
      pt: `arquivo de dados ${path}: não é da transmissora (esperado "format": "${FORMAT}"); fica como está`,
      en: `store file ${path}: not a transmissora data file (expected "format": "${FORMAT}"); left as it is`,
    });
  }
  return data;
}

function isDataFile(data: unknown): data is DataFile {
  if (typeof data !== 'object' || data === null) return false;
  const { format, collections } = data as Record<string, unknown>;
  if (format !== FORMAT || typeof collections !== 'object' || collections === null) return false;
  if (Array.isArray(collections)) return false;
  return Object.values(collections).every(
    (documents) =>
      Array.isArray(documents) && documents.every((entry) => typeof entry?.id === 'string' && 'value' in entry),
  );
}

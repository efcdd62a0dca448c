// A process that opens the data file it is told, says what came of it, and closes it when it is told none.
import { lockFile } from '../../src/store/lock.js';
import { LowdbStore } from '../../src/store/lowdb.js';

let store: LowdbStore | undefined;

async function answer(file: string | undefined): Promise<string> {
  if (file === undefined) {
    await store?.close();
    store = undefined;
    return 'let go';
  }
  try {
    store = await LowdbStore.open(file, await lockFile(file));
    return 'has it';
  } catch (cause) {
    return (cause as Error).message;
  }
}

process.on('message', ({ file }: { file?: string }) => void answer(file).then((said) => process.send?.(said)));
process.send?.('ready');

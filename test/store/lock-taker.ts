// A process that takes the file it is told, says what came of it, and lets go when it is told none.
import { lockFile } from '../../src/store/lock.js';

let letGo: (() => Promise<void>) | undefined;

async function answer(file: string | undefined): Promise<string> {
  if (file === undefined) {
    await letGo?.();
    letGo = undefined;
    return 'let go';
  }
  try {
    letGo = await lockFile(file);
    return 'has it';
  } catch (cause) {
    return (cause as Error).message;
  }
}

process.on('message', ({ file }: { file?: string }) => void answer(file).then((said) => process.send?.(said)));
process.send?.('ready');

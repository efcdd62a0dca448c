// A process that takes the file it is told, says what came of it, and lets go when it is told none.
import { lockFile } from '../../dist/store/lock.js';

let letGo;

async function answer(file) {
  if (file === undefined) {
    await letGo?.();
    letGo = undefined;
    return 'let go';
  }
  try {
    letGo = await lockFile(file);
    return 'has it';
  } catch ({ message }) {
    return message;
  }
}

process.on('message', ({ file }) => void answer(file).then((said) => process.send(said)));
process.send('ready');

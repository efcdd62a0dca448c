import { cpus, totalmem } from 'node:os';
import { loaderName } from './load.js';

/** What it was measured on, and with. */
export async function machine(): Promise<string> {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const name = first?.model.trim() || 'unnamed';
  return `${cpus().length} × ${name}, ${memory} GB, ${process.platform} ${process.arch}, Node ${process.version}, load from ${await loaderName()}`;
}

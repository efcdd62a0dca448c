import { fileURLToPath } from 'node:url';
import { type Server, startServer } from './process.js';

const SIMPLE = fileURLToPath(new URL('contestants/simple.mjs', import.meta.url));

/** A server without checks that everybody can write, answering what stands in a file. */
export const startSimple = (kind: 'fixed' | 'stringify' | 'express', file: string): Promise<Server> =>
  startServer({ script: SIMPLE, args: [kind, file] });

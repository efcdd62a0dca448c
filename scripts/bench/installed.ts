import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const PEERS = fileURLToPath(new URL('peers', import.meta.url));

/** A file of an installed peer. */
export const installed = (...path: string[]): string => join(PEERS, 'node_modules', ...path);

/** Once, in a folder of the bench's own: nobody who installs transmissora installs them. */
export async function installPeers(): Promise<void> {
  const isThere = await access(installed('openapi-backend')).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  console.error('installing the peers in scripts/bench/peers…');
  const args = ['install', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', args, { cwd: PEERS });
}

import type { Text } from '../../core/text.js';

/** What a look at one thing found. `unreachable`: it is on another machine, and nothing answers. */
export interface Finding {
  readonly check: 'node' | 'port' | 'store' | 'permissions' | 'certificates' | 'clock';
  readonly verdict: 'ok' | 'warn' | 'fail' | 'unreachable' | 'skip';
  readonly says: Text;
  /** What to do about it. */
  readonly advice?: Text;
}

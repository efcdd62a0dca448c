import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const MB = 1024 * 1024;

test('a server that keeps 20 MB and lets go of hundreds does not grow to several times what it keeps', async () => {
  const filler = fork(join(import.meta.dirname, 'heap-filler.ts'), { execArgv: ['--import', 'tsx'] });
  const [largest] = (await once(filler, 'message')) as [number];
  expect(largest / MB).toBeLessThan(70);
});

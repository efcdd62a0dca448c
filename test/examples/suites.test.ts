import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROOT } from '../support/packed.js';
import { workshop } from './workshop.js';

let shop: Awaited<ReturnType<typeof workshop>>;
beforeAll(async () => {
  shop = await workshop();
});
afterAll(() => shop[Symbol.asyncDispose]());

test('the receiver in TypeScript, and the Vitest suite, have no error of types', async () => {
  for (const example of ['receiver-typescript', 'vitest']) {
    const folder = await shop.open(example);
    const flags =
      example === 'vitest' ? ['--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck'] : [];
    const files = example === 'vitest' ? ['resources.test.ts'] : [];
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { out, code } = await shop.run(folder, process.execPath, [tsc, '--noEmit', ...flags, ...files]).ended;
    expect([example, out, code]).toEqual([example, '', 0]);
  }
});

test('the small receiver is the same wherever it is tested', () => {
  const [first, ...others] = ['node-test', 'jest', 'vitest', 'ci'].map((example) =>
    readFileSync(join(ROOT, 'examples', example, 'receiver.js'), 'utf8'),
  );
  expect(others).toEqual([first, first, first]);
});

#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { inLanguage } from '../core/text.js';
import { PACKAGE_FILE } from '../paths.js';
import { lookAtNode } from './doctor/node-version.js';

// Nothing else is read before: an old Node.js would stumble over it, in words that help nobody.
const { version, engines } = JSON.parse(await readFile(PACKAGE_FILE, 'utf8')) as {
  version: string;
  engines: { node: string };
};
const { verdict, says, advice } = lookAtNode(process.versions.node, engines.node);
if (verdict === 'fail') {
  for (const language of ['pt', 'en'] as const)
    process.stderr.write(`${[says, advice].map((text) => inLanguage(text ?? '', language)).join('; ')}\n`);
  process.exitCode = 2;
} else {
  await (await import('./run.js')).run(version);
}

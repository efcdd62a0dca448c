import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { PEERS } from './installed.js';
import { LIST_PATH } from './ours.js';
import { type Command, freePort } from './process.js';

const DOCUMENT = fileURLToPath(new URL('../../spec/openfinance/resources-3.1.0.yaml', import.meta.url));

export type Peer = 'Prism' | 'Mockoon' | 'json-server' | 'openapi-backend';

/**
 * Each the way that is fastest for it, answering the same body: how it is started, and the path it answers on. A port is
 * looked for right before it is taken.
 */
export async function peers(folder: string, body: string): Promise<Record<Peer, () => Promise<Entry>>> {
  const document = join(folder, 'document.json');
  await writeFile(document, JSON.stringify(await documentWith(JSON.parse(body))));
  return {
    Prism: () => prism(document),
    Mockoon: () => mockoon(folder, body),
    'json-server': () => jsonServer(folder, body),
    'openapi-backend': () => openapiBackend(document),
  };
}

/** The contract document with the body as the example of its 200, and without what only a real token satisfies. */
async function documentWith(example: unknown): Promise<object> {
  const document = parse(await readFile(DOCUMENT, 'utf8')) as {
    components: { responses: { ResourceList: { content: Record<string, { example?: unknown; examples?: unknown }> } } };
  };
  for (const content of Object.values(document.components.responses.ResourceList.content)) {
    delete content.examples;
    content.example = example;
  }
  return document;
}

interface Entry {
  readonly command: Command;
  readonly path: string;
}

const at = (port: number): string => `http://127.0.0.1:${port}`;

async function prism(document: string): Promise<Entry> {
  const port = await freePort();
  const args = ['mock', '--port', String(port), '--host', '127.0.0.1', '--verboseLevel', 'silent', document];
  const script = PEERS.file('@stoplight', 'prism-cli', 'dist', 'index.js');
  return { command: { script, args, url: at(port) }, path: '/resources' };
}

async function mockoon(folder: string, body: string): Promise<Entry> {
  const port = await freePort();
  const route = {
    uuid: 'b8b1f1f0-0000-4000-8000-000000000002',
    type: 'http',
    method: 'get',
    endpoint: LIST_PATH.slice(1),
    responses: [
      {
        uuid: 'b8b1f1f0-0000-4000-8000-000000000003',
        body,
        statusCode: 200,
        headers: [{ key: 'Content-Type', value: 'application/json' }],
        bodyType: 'INLINE',
        disableTemplating: true,
        default: true,
      },
    ],
  };
  const data = join(folder, 'mockoon.json');
  const uuid = 'b8b1f1f0-0000-4000-8000-000000000001';
  const name = 'resources';
  const rootChildren = [{ type: 'route', uuid: route.uuid }];
  await writeFile(data, JSON.stringify({ uuid, lastMigration: 33, name, port, routes: [route], rootChildren }));
  const script = PEERS.file('@mockoon', 'cli', 'bin', 'run.js');
  const args = ['start', '--data', data, '--port', String(port), '--disable-log-to-file', '--repair'];
  return { command: { script, args, url: at(port), cwd: folder }, path: LIST_PATH };
}

async function jsonServer(folder: string, body: string): Promise<Entry> {
  const port = await freePort();
  const data = join(folder, 'db.json');
  await writeFile(data, `{"resources":${body}}`);
  const args = ['--host', '127.0.0.1', '--port', String(port), '--quiet', data];
  const script = PEERS.file('json-server', 'lib', 'cli', 'bin.js');
  return { command: { script, args, url: at(port), cwd: folder }, path: '/resources' };
}

async function openapiBackend(document: string): Promise<Entry> {
  const port = await freePort();
  const args = [document, String(port)];
  return { command: { script: join(PEERS.folder, 'openapi-backend.mjs'), args, url: at(port) }, path: LIST_PATH };
}

import { expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import { examineFromOutside } from './targets.js';

/** The one list it knows, as an example in a document would have it. */
const EXAMPLE = {
  data: [{ resourceId: '25cac914-d8ae-6789-b215-650a6215820d', type: 'ACCOUNT', status: 'AVAILABLE' }],
  links: { self: 'https://api.banco.com.br/open-banking/api/v1/resource' },
  meta: { totalRecords: 1, totalPages: 1, requestDateTime: '2021-05-21T08:30:00Z' },
};

/** A mock that answers an example to whoever calls a path it has, and 404 to the rest. */
async function staticMock(): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer((req, res) => {
    const isKnown = req.url?.startsWith('/open-banking/resources/v3/resources') === true && req.method === 'GET';
    const body = isKnown ? EXAMPLE : { type: 'about:blank', title: 'no path matched', status: 404 };
    res.writeHead(isKnown ? 200 : 404, {
      'content-type': 'application/json',
      'x-v': '3.1.0',
      'x-fapi-interaction-id': 'd78fc4e5-37ca-4da3-adf2-9b082bf92280',
    });
    res.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

test('a static mock is told which rules it keeps by chance, and which it breaks, with what was seen', async () => {
  await using mock = await staticMock();
  const { results } = await examineFromOutside(mock.url, 2_000);
  const verdicts = new Map(results.map(({ rule, verdict }) => [rule.id, verdict]));
  const of = (verdict: string) => [...verdicts].filter(([, one]) => one === verdict).map(([id]) => id);
  expect(of('fail')).toEqual(
    expect.arrayContaining([
      'RES-061',
      'RES-062',
      'RES-074',
      'RES-076',
      'RES-100',
      'RES-101',
      'RES-104',
      'RES-105',
      'RES-106',
    ]),
  );
  expect(of('fail')).toEqual(expect.arrayContaining(['CON-4.3.2', 'CON-4.3.5', 'PRD-003', 'PRD-005']));
  expect(of('pass')).toEqual(
    expect.arrayContaining(['RES-004', 'RES-006', 'RES-030', 'RES-064', 'RES-068', 'RES-107']),
  );
  expect(results.filter(({ verdict, evidence }) => verdict === 'fail' && evidence.length === 0)).toEqual([]);
});

test('an API that answers somewhere else is examined there', async () => {
  await using mock = await staticMock();
  const moved = { resources: `${mock.url}/open-banking/resources/v3` };
  const { journal } = await examineFromOutside('http://127.0.0.1:1', 2_000, moved);
  const seen = journal.filter(({ status }) => status > 0).map(({ path }) => path);
  expect(new Set(seen)).toContain('/open-banking/resources/v3/resources');
});

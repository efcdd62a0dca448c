// The queries of a list with `pg` alone: node pg-alone.mjs URL BODY CONSENT CUSTOMER
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { argv } from 'node:process';
import pg from 'pg';

const [, , connectionString, file, consentId, customerId] = argv;
const body = readFileSync(file);
const pool = new pg.Pool({ connectionString, max: 5 });
const ONE =
  'SELECT d.id, d.version::float8 AS version, d.value FROM transmissora_documents d WHERE d.collection = $1 AND d.id = $2';
const THEIRS = `
  SELECT d.id, d.version::float8 AS version, d.value FROM transmissora_index_entries e
  JOIN transmissora_documents d ON d.collection = e.collection AND d.id = e.id
  WHERE e.collection = 'holdings' AND e.name = 'customerId' AND e.value = $1 ORDER BY d.place`;
const one = (collection, id) => pool.query(ONE, [collection, id]);

async function answer(res) {
  await one('clocks', 'default');
  await one('faults', 'all');
  await one('deviations', 'all');
  await one('consents', consentId);
  await one('customers', customerId);
  await Promise.all([pool.query(THEIRS, [customerId]), one('offers', 'institution'), one('clocks', 'default')]);
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}

const server = createServer((_req, res) => void answer(res)).listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});

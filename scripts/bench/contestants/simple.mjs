// The servers without checks that everybody can write: node simple.mjs fixed|stringify|express FILE
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { argv } from 'node:process';
import express from 'express';

const [, , kind, file] = argv;
const bytes = readFileSync(file);
const body = JSON.parse(bytes.toString('utf8'));
const HEADERS = { 'content-type': 'application/json', 'x-v': '3.1.0' };
const ID = 'x-fapi-interaction-id';

const fixed = (req, res) => {
  res.writeHead(200, { ...HEADERS, [ID]: req.headers[ID], 'content-length': bytes.length });
  res.end(bytes);
};

const stringify = (req, res) => {
  const text = JSON.stringify(body);
  res.writeHead(200, { ...HEADERS, [ID]: req.headers[ID], 'content-length': Buffer.byteLength(text) });
  res.end(text);
};

function expressApp() {
  const app = express();
  app.get('/open-banking/resources/v3/resources', (req, res) => {
    res.set({ ...HEADERS, [ID]: req.headers[ID] }).json(body);
  });
  return app;
}

const listener = { fixed: () => fixed, stringify: () => stringify, express: expressApp }[kind]();
const server = createServer(listener).listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});

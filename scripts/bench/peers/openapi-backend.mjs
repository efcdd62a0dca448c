// The mock of openapi-backend on a contract document: node openapi-backend.mjs DOCUMENT PORT
import { createServer } from 'node:http';
import { argv } from 'node:process';
import { OpenAPIBackend } from 'openapi-backend';

const [, , definition, port] = argv;
const api = new OpenAPIBackend({
  definition,
  quick: true,
  apiRoot: '/open-banking/resources/v3',
  handlers: {
    notImplemented: (context, _req, res) => {
      const { status, mock } = context.api.mockResponseForOperation(context.operation.operationId);
      const text = JSON.stringify(mock);
      res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      res.end(text);
    },
    validationFail: (context, _req, res) => res.writeHead(400).end(JSON.stringify(context.validation.errors)),
    notFound: (_context, _req, res) => res.writeHead(404).end(),
  },
});
await api.init();
createServer((req, res) => {
  const [path, query = ''] = req.url.split('?');
  void api.handleRequest({ method: req.method, path, query, headers: req.headers }, req, res);
}).listen(Number(port), '127.0.0.1');

import { readFile } from 'node:fs/promises';
import express, { type ErrorRequestHandler, type Express, type Request } from 'express';
import { isLoopback } from './addresses.js';
import type { AdminHouse } from './admin/house.js';
import { consolePages } from './admin/console-pages.js';
import { adminRouter } from './admin/router.js';
import type { Context } from './context.js';
import { addDuration } from './core/duration.js';
import { StoreError } from './core/errors.js';
import type { Api, Family } from './core/api.js';
import { type DocumentEntry, docs } from './http/docs.js';
import { readFaults } from './http/faults.js';
import { notesOf, startNotes } from './http/notes.js';
import { pageHeaders } from './http/page-headers.js';
import { type Kernel, pipeline } from './http/pipeline.js';
import { type Recorder, record } from './http/record.js';
import type { AuthorizationHouse } from './openfinance/authorization/house.js';
import { authorizationServer } from './openfinance/authorization/server.js';
import { LOGO } from './openfinance/directory/logo.js';
import type { OpenFinanceApi } from './openfinance/api.js';
import { type ApprovalsHouse, approvalRoutes } from './openfinance/journey/approvals.js';
import { type OpenFinanceHouse, openFinance } from './openfinance/family.js';
import { receiverName } from './openfinance/registration/receiver-name.js';
import { directoryRoutes } from './openfinance/registration/directory.js';
import { refusal } from './openfinance/wire/errors.js';
import { answerInteractionId } from './openfinance/wire/interaction-id.js';
import { originOf } from './openfinance/wire/origin.js';
import { otdx, type OtdxHouse } from './otdx/family.js';
import { CONSOLE, DEMO_CLIENT_KEYS, RULES_PAGE, specFile } from './paths.js';

/** The families served, and the one whose dialect unknown paths are answered in. */
export interface Families {
  readonly served: readonly Served[];
  readonly usual: Family<OpenFinanceApi>;
}

export function familiesOf(context: Context): Families {
  const { config } = context;
  const usual = openFinance(houseOf(context, reportTo(context)));
  const kernel = {
    ...recorderOf(context),
    strict: config.strict,
    answersAgain: config.answerAgain,
    validator: config.validator,
    answerLimit: addDuration(0, config.answerLimit),
    specFile: ({ spec }: Api) => specFile(spec),
  };
  const administrator = otdx(otdxHouseOf(context, reportTo(context)));
  return { served: [served(usual, kernel), served(administrator, kernel)], usual };
}

/** Everything that is served, in the order it is looked for. */
export function createApp(
  context: Context,
  { served: families, usual }: Families,
  house: AdminHouse,
  adminToken: string | undefined,
): Express {
  const { config, store, wall, metrics } = context;
  const recorder = recorderOf(context);
  const report = reportTo(context);
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing').enable('strict routing');
  app.set('query parser', 'simple');

  for (const { mountOn } of families) mountOn(app);
  app.get('/logo.svg', (_req, res) => void res.type('image/svg+xml').end(LOGO));
  const auth = authorizationHouse(context, report);
  app.use('/auth', authorizationServer(auth, record(recorder, 'auth')));
  app.use('/directory', directoryRoutes(auth, record(recorder, 'directory')));
  app.use('/journey', approvalRoutes(journeyHouse(context, report)));
  app.use(
    '/__admin',
    pageHeaders,
    adminRouter(house, {
      specFile: specFile('admin.yaml'),
      validator: config.validator,
      adminToken,
      publicUrl: config.publicUrl,
      report,
    }),
  );
  app.use('/console', consolePages(CONSOLE, adminToken));
  app.get('/docs/rules.md', (_req, res) => res.type('text/plain').sendFile(RULES_PAGE));
  app.use(
    '/docs',
    pageHeaders,
    docs([
      ...families.flatMap(({ documents }) => documents),
      { name: 'admin', title: 'transmissora admin API', file: specFile('admin.yaml') },
    ]),
  );
  app.get('/healthz', (_req, res) => void res.json({ status: 'UP' }));
  app.get('/readyz', async (_req, res) => {
    const isReady = await store.check().then(
      () => true,
      () => false,
    );
    res.status(isReady ? 200 : 503).json({ status: isReady ? 'UP' : 'DOWN' });
  });
  app.get('/metrics', async (_req, res) => {
    const { type, text } = await metrics.page();
    res.type(type).end(text);
  });
  app.get('/', (_req, res) => res.redirect('/docs/'));

  app.use(record(recorder, 'unknown'), (req, res) => {
    answerInteractionId(req, res);
    throw refusal('NOT_FOUND');
  });
  const renderError: ErrorRequestHandler = (error, req, res, next) => {
    if (!notesOf(res)) startNotes(res, wall.now());
    usual.dialect.renderError(error, req, res, next);
  };
  app.use(renderError);
  return app;
}

/** Where every exchange is written down, counted and logged. */
function recorderOf({ journal, wall, store, metrics, log }: Context): Recorder {
  const isLogged = log.isLevelEnabled('info');
  const answered: Recorder['answered'] = (exchange, operation) => {
    metrics.answered(exchange, operation);
    if (!isLogged) return;
    const { api, method, path, status, durationMs, clientId, consentId, rule, traceId } = exchange;
    const interactionId = exchange.responseHeaders['x-fapi-interaction-id'];
    log.info({ api, method, path, status, durationMs, interactionId, clientId, consentId, rule, traceId }, 'answered');
  };
  return { journal, wall, store, answered };
}

/** A family as the app knows it: what it serves, whatever its APIs are made of. */
interface Served {
  readonly apis: readonly Api[];
  /** One entry per contract document: several APIs may share one. */
  readonly documents: readonly DocumentEntry[];
  readonly mountOn: (app: Express) => void;
}

/** Each API answers everything below its base path, in its family's dialect; one at the root, just its own paths. */
const served = <A extends Api>(family: Family<A>, kernel: Kernel): Served => ({
  apis: family.apis,
  documents: documentsOf(family),
  mountOn: (app) => {
    for (const api of family.apis) {
      const stages = pipeline(family, api, kernel);
      if (api.basePath !== '') app.use(api.basePath, stages);
      else for (const { path } of api.operations) app.all(path, stages);
    }
  },
});

const reportTo =
  ({ log }: Context) =>
  (error: unknown, req: Request): void => {
    const call = { method: req.method, path: req.path };
    if (error instanceof StoreError) log.error({ ...call, reason: error.message }, 'the store is away');
    else log.error({ err: error, ...call }, 'bug');
  };

const documentsOf = ({ name, apis }: Family<Api>): readonly DocumentEntry[] =>
  [...new Set(apis.map(({ spec }) => spec))].flatMap((spec) => {
    const [api, ...others] = apis.filter((one) => one.spec === spec);
    return api ? [{ name: others.length > 0 ? name : api.name, title: api.title, file: specFile(spec) }] : [];
  });

function houseOf(context: Context, report: OpenFinanceHouse['report']): OpenFinanceHouse {
  const { config, store, wall, ids, tokens, certificates, listening, addresses } = context;
  return {
    store,
    wall,
    ids,
    tokens,
    certificates,
    report,
    settings: config,
    strict: config.strict,
    specFile,
    faults: () => readFaults(store),
    issuer: () => `${addresses().issuer}/auth`,
    originOf: (req) =>
      originOf(req, { publicUrl: config.publicMtlsUrl ?? config.publicUrl, listeningUrl: listening.url }),
  };
}

function authorizationHouse(context: Context, report: OpenFinanceHouse['report']): AuthorizationHouse {
  const { config, store, wall, ids, tokens, certificates, keys, addresses } = context;
  const isOwnMachine = isLoopback(config.host);
  return {
    store,
    wall,
    ids,
    tokens,
    certificates,
    keys,
    settings: config,
    report,
    addresses,
    issuer: () => `${addresses().issuer}/auth`,
    isLoopback: isOwnMachine,
    readDemoKeys: async () => (isOwnMachine ? JSON.parse(await readFile(DEMO_CLIENT_KEYS, 'utf8')) : undefined),
  };
}

function otdxHouseOf(context: Context, report: OtdxHouse['report']): OtdxHouse {
  const { config, store, wall, ids, calendar, workflow, contents, listening } = context;
  return {
    store,
    wall,
    ids,
    calendar,
    workflow,
    contents,
    report,
    strict: config.strict,
    originOf: (req) => originOf(req, { publicUrl: config.publicUrl, listeningUrl: listening.url }),
  };
}

function journeyHouse({ config, store, wall, ids, keys }: Context, report: OpenFinanceHouse['report']): ApprovalsHouse {
  const context = { store, wall, ids, settings: config };
  return { ...context, report, secret: keys.pageSecret, receiverName: (clientId) => receiverName(context, clientId) };
}

import type { WallClock } from '../../core/clock.js';
import { addDuration } from '../../core/duration.js';
import type { Exchange } from '../../core/exchange.js';
import { randomIds } from '../../core/ids.js';
import { formatSeconds } from '../../core/instant.js';
import { USER_AGENT } from '../examiner.js';
import { fieldOf, listedIn } from '../reading.js';
import { type Asking, type CallStep, LIST, type Renewal, type Step } from '../situations/situation.js';
import { say } from '../rule.js';
import { PRODUCT_ROWS, productRow } from '../products.js';
import { grantedIn, isDeletion } from '../transmitter/consents.js';
import { ArrangementError, type Arranger } from './arranger.js';
import { change, requireConsent, requireResource } from './arranging.js';
import type { Connection } from './connection.js';
import { inventedCnpj, inventedCpf } from './people.js';
import type { Recorder } from './recorder.js';
import type { World } from './world.js';

/** What calls are made with. */
export interface Asker {
  readonly connection: Connection;
  readonly recorder: Recorder;
  readonly wall: WallClock;
  /** Scheme, host and port of the target. */
  readonly target: string;
  /** Where an API family answers instead of `/open-banking/<family>/vN` at the target; by family. */
  readonly bases?: Readonly<Record<string, string>>;
  readonly arranger?: Arranger;
  /** Calls without an answer since the last that had one. */
  readonly silence: { calls: number };
}

/** The target stopped answering: there is nothing more to ask it. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
}

/** So many calls in a row without an answer are enough: a target that hangs would keep us for hours. */
const MOST_SILENT = 6;

/** More pages than this are not followed: their links lead in a circle. */
const MOST_PAGES = 100;

/** A step that asks the target something; each exchange is written down. */
export async function ask(step: Step, world: World, asker: Asker): Promise<void> {
  if ('call' in step) await call(step, world, asker);
  else if ('list' in step) await call({ call: LIST, as: step.list, query: 'page-size=1000' }, world, asker);
  else if ('follow' in step) await follow(step, world, asker);
  else if ('products' in step) {
    const { products: as, types } = step;
    for (const { type, list } of PRODUCT_ROWS) {
      if (types === undefined || types.includes(type)) await call({ call: list, as }, world, asker);
    }
  } else if ('details' in step) {
    for (const { type, resourceId } of world.lists.get(step.details)?.items ?? []) {
      const list = productRow(type)?.list;
      if (list !== undefined)
        await call({ call: `${list}/${encodeURIComponent(resourceId)}`, as: step.details }, world, asker);
    }
  } else if ('repeat' in step) for (let left = step.repeat; left > 0; left -= 1) await call(step.step, world, asker);
}

async function follow(
  step: { readonly follow: 'self' | 'next'; readonly as: string },
  world: World,
  asker: Asker,
): Promise<void> {
  const aim = step.follow === 'self' ? 'follows-self' : 'follows-next';
  for (let pages = 0; pages < (step.follow === 'self' ? 1 : MOST_PAGES); pages += 1) {
    const link = fieldOf(world.lists.get(step.as)?.links, step.follow);
    if (typeof link !== 'string' || !URL.canParse(link)) return;
    const { pathname, search, origin } = new URL(link);
    // A token is shown to nobody but the target.
    if (origin !== new URL(asker.target).origin) return;
    await call({ call: pathname, query: search.slice(1), as: step.as, aim }, world, asker);
  }
}

async function call(step: CallStep, world: World, asker: Asker): Promise<void> {
  const { wall, connection, recorder, silence } = asker;
  const token = await tokenFor(step, world, asker);
  const query = [step.query, ...(step.token === 'in-query' && token !== undefined ? [`access_token=${token}`] : [])];
  const text = query.filter((part) => part !== undefined && part !== '').join('&');
  const body = bodyOf(step, world, wall);
  const path = placed(step.call, world);
  const sent = {
    method: step.method ?? 'GET',
    url: `${addressOf(path, asker)}${text === '' ? '' : `?${text}`}`,
    headers: headersOf(step, body, step.token === 'in-query' ? undefined : token),
    ...(body !== undefined && { body }),
  };
  if (silence.calls >= MOST_SILENT) throw new SilenceError('the target does not answer');
  const startedAt = wall.monotonic();
  const got = await connection.send(sent);
  silence.calls = got.status > 0 ? 0 : silence.calls + 1;
  const isOfConsent = world.consents.has(step.as) && step.token !== 'garbage' && step.token !== 'in-query';
  const exchange = recorder.write(sent, got, {
    path,
    at: world.now ?? wall.now(),
    startedAt,
    ...(isOfConsent && { consentId: requireConsent(world, step.as).consentId }),
  });
  if (step.aim) world.aims.set(exchange.id, step.aim);
  learn(step, exchange, world);
}

async function tokenFor(
  { as, token }: CallStep,
  world: World,
  { arranger, recorder }: Asker,
): Promise<string | undefined> {
  if (as === 'nobody') return undefined;
  if (token === 'garbage') return 'not.a.token';
  if (token === 'without-scope') {
    if (!arranger)
      throw new ArrangementError(
        say(
          'Um token sem o escopo resources só sai com --admin.',
          'A token without the scope resources takes --admin.',
        ),
        'RES-102',
      );
    const narrow = await arranger.token({ consentId: requireConsent(world, as).consentId, scope: 'openid accounts' });
    recorder.hide(narrow);
    return narrow;
  }
  const known = world.tokens.get(as);
  if (known === undefined) throw new ArrangementError(lacking(as, world));
  return known;
}

/** The key of the configuration that would help. */
const lacking = (as: string, { situation }: World) => {
  const key = { client: 'client', 'other-client': 'otherClient' }[as] ?? `consents.${situation}`;
  return say(`Falta ${key} na configuração.`, `The configuration lacks ${key}.`);
};

/** Where nothing was arranged, a resource of that type that a list showed does as well. */
function resourceIdOf(world: World, name: string): string {
  const type = world.types.get(name);
  const shown = [...world.lists.values()].flatMap(({ items }) => items);
  const one = shown.find((item) => item.type === type && item.status === 'AVAILABLE');
  return one && !world.resources.has(name) ? one.resourceId : requireResource(world, name).resourceId;
}

/** Where a path of the texts answers. */
function addressOf(path: string, { target, bases = {} }: Asker): string {
  const [base = '', family = ''] = /^\/open-banking\/([\w-]+)\/v\d+/.exec(path) ?? [];
  const moved = Object.hasOwn(bases, family) ? bases[family] : undefined;
  return moved === undefined ? `${target}${path}` : `${moved}${path.slice(base.length)}`;
}

/** The path, with names replaced by the ids they stand for. */
const placed = (path: string, world: World): string =>
  path.replaceAll(/\{(consent|resource):([\w-]+)\}/g, (_all, kind: string, name: string) =>
    kind === 'consent' ? requireConsent(world, name).consentId : resourceIdOf(world, name),
  );

function headersOf(
  { headers = {}, renew }: CallStep,
  body: string | undefined,
  token: string | undefined,
): Record<string, string> {
  const usual: Record<string, string | null> = {
    accept: 'application/json',
    'user-agent': USER_AGENT,
    'x-fapi-interaction-id': randomIds.uuid(),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(renew && { 'x-fapi-customer-ip-address': '198.51.100.7', 'x-customer-user-agent': USER_AGENT }),
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    }),
    ...headers,
  };
  return Object.fromEntries(Object.entries(usual).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function bodyOf({ ask: asking, renew }: CallStep, world: World, wall: WallClock): string | undefined {
  const now = world.now ?? wall.now();
  const data = asking ? askedData(asking, world, now) : renew && renewedData(renew, world, now);
  return data && JSON.stringify({ data });
}

const document = (identification: string, rel: 'CPF' | 'CNPJ') => ({ document: { identification, rel } });

const askedData = ({ permissions, expiresIn, company }: Asking, { customerId }: World, now: number) => ({
  loggedUser: document(customerId, 'CPF'),
  ...(company && { businessEntity: document(inventedCnpj(), 'CNPJ') }),
  permissions,
  ...(expiresIn !== undefined && { expirationDateTime: formatSeconds(addDuration(now, expiresIn)) }),
});

const renewedData = ({ to, by }: Renewal, { customerId }: World, now: number) => ({
  loggedUser: document(by === undefined ? customerId : inventedCpf(), 'CPF'),
  ...(to !== undefined && { expirationDateTime: formatSeconds(addDuration(now, to)) }),
});

/** What an answer tells for the steps to come. */
function learn(step: CallStep, exchange: Exchange, world: World): void {
  const { status, responseBody, at } = exchange;
  if (step.call === LIST || step.aim?.startsWith('follows') === true)
    world.lists.set(step.as, { items: listedIn(exchange), links: fieldOf(responseBody, 'links') });
  if (step.ask?.keeps !== undefined && status === 201) keepConsent(step.ask, exchange, world);
  const [name, consent] =
    [...world.consents].find(([, { consentId }]) => exchange.path.endsWith(`/${consentId}`)) ?? [];
  if (name === undefined || !consent || !isDeletion(exchange) || step.aim !== undefined || status >= 300) return;
  const hasEnded = consent.endedAt !== undefined || (consent.expiresAt !== undefined && consent.expiresAt <= at);
  if (!hasEnded) change(world, name, { endedAt: at, endedBy: 'receiver' });
}

function keepConsent({ keeps = '', expiresIn }: Asking, exchange: Exchange, world: World): void {
  world.consents.set(keeps, {
    consentId: String(fieldOf(exchange.responseBody, 'data', 'consentId')),
    customerId: world.customerId,
    permissions: grantedIn(exchange),
    createdAt: exchange.at,
    ...(expiresIn !== undefined && { expiresAt: addDuration(exchange.at, expiresIn) }),
    decisions: [],
  });
}

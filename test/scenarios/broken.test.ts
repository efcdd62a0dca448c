import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../src/index.js';
import { admin, ANA, NOW } from '../support/receiver.js';

const SOUND = `name: broken
about: Something.
clock: { now: "2026-03-02T12:00:00Z" }
customers:
  ana:
    cpf: "${ANA.cpf}"
    resources:
      - { id: conta-1, type: ACCOUNT, contractedAt: -P1Y }
consents:
  ana: { customer: ana, permissions: all }
steps:
  - { get: /open-banking/resources/v3/resources, as: ana, expect: { status: 200 } }
`;

const STEP = /^ {2}- \{ get.*$/m;
const RESOURCE = /^ {6}- \{ id: conta-1.*$/m;

/** The same file with the OTDX service in it. */
const FUND = SOUND.replace(
  /^steps:\n/m,
  `otdx:
  users: { rui: { password: senha, group: azul } }
  portfolios:
    "43421":
      name: Fundo
      cnpj: "11222333000181"
      group: azul
      serviceStart: "2026-02-27"
      releases:
        - { date: "2026-02-27", value: "1.5", netWorth: "150.00", quantity: "100" }
steps:
`,
);

/** A way to break the sound file, and what the person who wrote it is told. */
const BROKEN: readonly (readonly [what: string, text: string, told: string | RegExp])[] = [
  [
    'an unknown key',
    SOUND.replace('contractedAt', 'contractedOn'),
    ':8: customers.ana.resources.0.contractedOn is not a known key; allowed: id, type, status, contractedAt,',
  ],
  [
    'an unknown key at the top',
    `${SOUND}stepps: []\n`,
    ':13: stepps is not a known key; allowed: name, about, clock, sells, customers, consents, otdx, steps',
  ],
  [
    'a type that does not exist',
    SOUND.replace('ACCOUNT', 'SAVINGS'),
    /:8: customers\.ana\.resources\.0\.type must be one of ACCOUNT, CREDIT_CARD_ACCOUNT, .*EXCHANGE \(it is "SAVINGS"\)$/,
  ],
  [
    'a document that is no text',
    SOUND.replace(`"${ANA.cpf}"`, ANA.cpf),
    `:6: customers.ana.cpf must be string (it is ${ANA.cpf})`,
  ],
  [
    'a document with letters',
    SOUND.replace(ANA.cpf, 'abc'),
    ':6: customers.ana.cpf must match ^\\d{11}$ (it is "abc")',
  ],
  [
    'a document with wrong check digits',
    SOUND.replace(ANA.cpf, '52998224724'),
    ':5: customers.ana: 52998224724 is not a valid CPF: 11 digits, no punctuation, with valid check digits',
  ],
  [
    'a customer with two documents',
    SOUND.replace('cpf:', 'cnpj: "11222333000181"\n    cpf:'),
    ':5: customers.ana must have exactly one of cpf, cnpj',
  ],
  [
    'a customer without document',
    SOUND.replace(`cpf: "${ANA.cpf}"`, 'name: Ana'),
    ':5: customers.ana must have exactly one of cpf, cnpj',
  ],
  ['a missing key', SOUND.replace('about: Something.\n', ''), /:1: the file must have required property 'about'$/],
  [
    'a consent of an unknown customer',
    SOUND.replace('customer: ana', 'customer: bia'),
    ':10: consents.ana.customer is "bia", which the file does not define; it has: ana',
  ],
  [
    'a step of an unknown consent',
    SOUND.replace('as: ana', 'as: bia'),
    ':12: steps.0.as is "bia", which the file does not define; it has: ana',
  ],
  [
    'a step that names a consent made only later',
    SOUND.replace('as: ana', 'as: novo').replace(
      /$/,
      '  - { consent: { key: novo, customer: ana, permissions: all } }\n',
    ),
    ':12: steps.0.as is "novo", which the file does not define; it has: ana',
  ],
  [
    'a duration that is none',
    SOUND.replace('-P1Y', 'last year'),
    ':8: customers.ana.resources.0.contractedAt must be an instant (2026-03-02T12:00:00Z) or a duration (PT5M, -P2Y) (it is "last year")',
  ],
  [
    'an instant that does not exist',
    SOUND.replace('2026-03-02', '2026-02-30'),
    ':3: clock.now must be an instant such as 2026-03-02T12:00:00Z (it is "2026-02-30T12:00:00Z")',
  ],
  [
    'a clock that goes back',
    SOUND.replace(STEP, '  - { advance: -PT1M }'),
    ':12: steps.0.advance must be a duration such as PT5M, P1D or P3M (it is "-PT1M")',
  ],
  [
    'a preparation that is no duration',
    SOUND.replace('permissions: all', 'permissions: all, preparation: { readyAfter: soon }'),
    ':10: consents.ana.preparation.readyAfter must be a duration such as PT30S, or never (it is "soon")',
  ],
  [
    'a status that cannot follow',
    SOUND.replace(
      RESOURCE,
      '      - { id: conta-1, type: ACCOUNT, status: UNAVAILABLE, timeline: [{ at: P1D, to: AVAILABLE }] }',
    ),
    ':8: customers.ana.resources.0: ACCOUNT conta-1 cannot go from UNAVAILABLE to AVAILABLE at 2026-03-03T12:00:00Z (RES-033): nothing may follow',
  ],
  [
    'a product closed before it was contracted',
    SOUND.replace('contractedAt: -P1Y', 'contractedAt: -P1Y, closedAt: -P2Y'),
    ':8: customers.ana.resources.0: conta-1 would be closed before it was contracted',
  ],
  [
    'an id twice',
    SOUND.replace(RESOURCE, '$&\n      - { id: conta-1, type: FUND }'),
    ':9: customers.ana.resources.1.id is "conta-1", which customers.ana.resources.0 has already',
  ],
  [
    'an id twice once counted out',
    SOUND.replace(RESOURCE, '$&\n      - { id: conta, type: ACCOUNT, count: 3 }'),
    ':9: customers.ana.resources.1: resource conta-1 already exists',
  ],
  [
    'an id with other characters',
    SOUND.replace('conta-1', 'conta_1'),
    /:8: customers\.ana\.resources\.0\.id must match .* \(it is "conta_1"\)$/,
  ],
  [
    'a selection the page does not allow',
    SOUND.replace('permissions: all', 'permissions: all, selected: []'),
    ':10: consents.ana: select at least one ACCOUNT of conta-1 (RES-020)',
  ],
  [
    'permissions that are no group',
    SOUND.replace('permissions: all', 'permissions: [ACCOUNTS_READ]'),
    ':10: consents.ana: COMBINACAO_PERMISSOES_INCORRETA: ',
  ],
  [
    'a permission word',
    SOUND.replace('permissions: all', 'permissions: some'),
    ':10: consents.ana.permissions must be all',
  ],
  [
    'a step without action',
    SOUND.replace(STEP, '  - { say: Hello. }'),
    ':12: steps.0 must have exactly one of get, advance, transition, close, contract, consent, authorise, reject, revoke, extend, prepare, sell, explain',
  ],
  [
    'a step with two actions',
    SOUND.replace(STEP, '  - { advance: P1D, revoke: ana }'),
    ':12: steps.0 must have exactly one of get, advance, ',
  ],
  [
    'a misspelt action',
    SOUND.replace(STEP, '  - { advence: P1D }'),
    ':12: steps.0.advence is not a known key; allowed: say, get, as, expect, advance, ',
  ],
  [
    'an expectation of a step that asks nothing',
    SOUND.replace(STEP, '  - { advance: P1D, expect: { status: 200 } }'),
    ':12: steps.0 must have property get when property expect is present',
  ],
  [
    'a release on a Saturday',
    FUND.replace('date: "2026-02-27"', 'date: "2026-02-28"'),
    ':20: otdx.portfolios.43421.releases.0: date 2026-02-28 is no business day: saturday',
  ],
  ['a release with a comma', FUND.replace('"1.5"', '"1,5"'), ':20: otdx.portfolios.43421.releases.0.value must match'],
  [
    'a portfolio with wrong check digits',
    FUND.replace('11222333000181', '11222333000180'),
    ':14: otdx.portfolios.43421: cnpj "11222333000180" is not a valid CNPJ',
  ],
  [
    'a call by a user there is not',
    `${FUND}  - { otdx: { as: bia, method: GET, path: /nav/approval/all }, expect: { status: 200 } }\n`,
    ':23: steps.1.otdx.as is "bia", which the file does not define; it has: rui',
  ],
  [
    'a request nobody kept',
    `${FUND}  - { reprocess: { request: pedido, event: accept } }\n`,
    ':23: steps.1.reprocess.request is "pedido", which the file does not define; it has: none',
  ],
  ['no customers', SOUND.replace(/customers:[\s\S]*(?=steps)/, 'customers: {}\n'), ':4: customers must NOT have fewer'],
  ['a broken bracket', SOUND.replace('ACCOUNT, contractedAt: -P1Y }', 'ACCOUNT,'), /:\d+: .*(flow|Flow)/],
  ['a tab for indentation', SOUND.replace('    cpf', '\tcpf'), /:6: .*[Tt]ab/],
  ['a key twice', SOUND.replace('about', 'name: again\nabout'), ':2: Map keys must be unique'],
  ['two documents', `${SOUND}---\n${SOUND}`, /:13: .*multiple documents/],
  ['nothing but a remark', '# nothing\n', ':1: the file must be object'],
  [
    'an alias bomb',
    `${SOUND}x: &a [1, 1]\ny: &b [${'*a, '.repeat(60)}]\nz: [${'*b, '.repeat(60)}]\n`,
    /: Excessive alias count .* \(an anchor may be used 100 times\)$/,
  ],
  ['an alias of nothing', SOUND.replace('Something.', '*about'), /: Unresolved alias/],
  ['brackets without end', '['.repeat(200_000), ':1: the file is nested too deep; allowed: 50 levels'],
  ['lists in lists', `${SOUND}x: \n  ${'- '.repeat(5000)}1\n`, ':14: the file is nested too deep; allowed: 50 levels'],
  [
    'more resources than memory has room for',
    SOUND.replace(
      RESOURCE,
      Array.from({ length: 6 }, (_, index) => `      - { id: "c${index}-{n}", type: FUND, count: 20000 }`).join('\n'),
    ),
    ':13: customers.ana.resources.5.count makes 120000 resources altogether; allowed: 100000',
  ],
];

const folder = mkdtempSync(join(tmpdir(), 'transmissora-broken-'));
let bank: Bank | undefined;
const running = async (): Promise<Bank> => (bank ??= await startTransmissora({ now: NOW }));

afterAll(async () => {
  await bank?.close();
  rmSync(folder, { recursive: true });
});

const post = async (text: string): Promise<{ status: number; detail: string }> => {
  const response = await fetch(`${(await running()).url}/__admin/scenarios`, {
    method: 'POST',
    headers: { 'content-type': 'application/yaml' },
    body: text,
  });
  return { status: response.status, detail: ((await response.json()) as { detail?: string }).detail ?? '' };
};

/** What starting with a scenario is refused with. */
async function complaintAbout(scenario: string): Promise<string> {
  try {
    await (await startTransmissora({ scenario })).close();
    return 'it was loaded';
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each(BROKEN)('a scenario with %s', (_what, text, told) => {
  test('is refused, saying file, line, key and what is allowed', async () => {
    const file = join(folder, 'broken.yaml');
    writeFileSync(file, text);
    expect(await complaintAbout(file)).toEqual(
      typeof told === 'string' ? expect.stringContaining(`${file}${told}`) : expect.stringMatching(told),
    );
  });

  test('is refused over HTTP as the caller’s mistake, and nothing of it is loaded', async () => {
    const { status, detail } = await post(text);
    expect([400, 409, 422]).toContain(status);
    expect(detail).toEqual(typeof told === 'string' ? expect.stringContaining(told) : expect.stringMatching(told));
    const { body } = await admin(await running(), 'GET', '/customers');
    expect(body).toEqual({ customers: [] });
    const clock = await admin(await running(), 'GET', '/clocks/default');
    expect(clock.body['now']).toBe(NOW);
  });
});

test('the file these are made from is sound', async () => {
  expect(await post(SOUND)).toEqual({ status: 201, detail: '' });
});

test('a name that is not shipped is refused with those that are', async () => {
  expect(await complaintAbout('no-such-one')).toMatch(
    /^scenario "no-such-one" does not exist; there are: blocked-registration, .*, temporary-block$/,
  );
});

test('a name that is nearly that of a shipped one is refused with those it may mean', async () => {
  expect(await complaintAbout('ready-at-one')).toBe(
    'scenario "ready-at-one" does not exist; did you mean never-ready, preparing-then-ready, ready-after-the-limit, ready-at-once?',
  );
});

test('a file that cannot be read is refused by name', async () => {
  expect(await complaintAbout('./no-such-file.yaml')).toMatch(/^scenario file \.\/no-such-file\.yaml: cannot be read/);
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { configFrom, mayColour, readConfig, readLanguage, readTarget, redactedSettings } from '../src/config.js';
import { UsageError } from '../src/core/errors.js';
import { type Config, flagOf, SETTING_KEYS, type SettingKey, variableOf } from '../src/settings.js';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'transmissora-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileWith(text: string): Promise<string> {
  const file = join(folder, `${++files}.yaml`);
  await writeFile(file, text);
  return file;
}

/** The one line a person reads when the settings are wrong. */
async function complaint(read: Promise<unknown> | (() => unknown)): Promise<string> {
  const error = await Promise.resolve()
    .then(() => (typeof read === 'function' ? read() : read))
    .then(
      () => new Error('nothing was wrong'),
      (thrown: unknown) => thrown as Error,
    );
  expect(error).toBeInstanceOf(UsageError);
  expect(error.message).not.toMatch(/\n/);
  return error.message;
}

type Triple<T> = readonly [T, T, T];

/** Three values of each setting, as they are written, and as they are read. */
const VALUES: { readonly [K in SettingKey]: Triple<readonly [string, Config[K]]> } = {
  port: [
    ['0', 0],
    ['8080', 8080],
    ['65535', 65_535],
  ],
  host: [
    ['0.0.0.0', '0.0.0.0'],
    ['::1', '::1'],
    ['localhost', 'localhost'],
  ],
  store: [
    ['memory', { kind: 'memory' }],
    ['file:a.json', { kind: 'file', path: 'a.json' }],
    ['postgres://ana@db/bank?sslmode=require', { kind: 'postgres', url: 'postgres://ana@db/bank?sslmode=require' }],
  ],
  scenario: [
    ['demo', ['demo']],
    ['mine.yaml', ['mine.yaml']],
    ['other', ['other']],
  ],
  publicUrl: [
    ['https://mock.example.com', 'https://mock.example.com'],
    ['http://mock.example.com:8080/', 'http://mock.example.com:8080'],
    ['HTTP://MOCK.example.com', 'http://mock.example.com'],
  ],
  tlsPort: [
    ['0', 0],
    ['3443', 3443],
    ['65534', 65_534],
  ],
  pagePort: [
    ['0', 0],
    ['3444', 3444],
    ['65535', 65_535],
  ],
  certs: [
    ['certs', 'certs'],
    ['some where/certs', 'some where/certs'],
    ['/etc/certs', '/etc/certs'],
  ],
  publicMtlsUrl: [
    ['https://mtls.example.com', 'https://mtls.example.com'],
    ['https://mtls.example.com:8443/', 'https://mtls.example.com:8443'],
    ['HTTPS://MTLS.example.com', 'https://mtls.example.com'],
  ],
  clientCa: [
    ['ca.pem', ['ca.pem']],
    ['some where/ca.pem', ['some where/ca.pem']],
    ['other.pem', ['other.pem']],
  ],
  clientCertificateHeader: [
    ['Client-Cert', 'Client-Cert'],
    ['x-ssl-client-cert', 'x-ssl-client-cert'],
    ['X-Client', 'X-Client'],
  ],
  trustProxyCertificate: [
    ['true', true],
    ['false', false],
    ['true', true],
  ],
  adminToken: [
    ['one', 'one'],
    ['two', 'two'],
    ['three', 'three'],
  ],
  pollingAnchor: [
    ['authorisation', 'authorisation'],
    ['first-call', 'first-call'],
    ['creation', 'creation'],
  ],
  pollingLimit: [
    ['PT1S', 'PT1S'],
    ['PT5M', 'PT5M'],
    ['PT300S', 'PT300S'],
  ],
  retention: [
    ['P3M', 'P3M'],
    ['P92D', 'P92D'],
    ['P100Y', 'P100Y'],
  ],
  maxPageSize: [
    ['25', 25],
    ['100', 100],
    ['1000', 1000],
  ],
  accessTokenLife: [
    ['PT5M', 'PT5M'],
    ['PT10M', 'PT10M'],
    ['PT15M', 'PT15M'],
  ],
  approvalTimeout: [
    ['consent', 'consent'],
    ['resource', 'resource'],
    ['consent', 'consent'],
  ],
  limits: [
    ['official', 'official'],
    ['off', 'off'],
    ['official', 'official'],
  ],
  maxConsentValidity: [
    ['P6M', 'P6M'],
    ['none', 'none'],
    ['PT1H', 'PT1H'],
  ],
  maxExtensionValidity: [
    ['P1Y', 'P1Y'],
    ['P90D', 'P90D'],
    ['none', 'none'],
  ],
  journalSize: [
    ['1', 1],
    ['500', 500],
    ['1000000', 1_000_000],
  ],
  answerAgain: [
    ['false', false],
    ['true', true],
    ['false', false],
  ],
  validator: [
    ['eov', 'eov'],
    ['compiled', 'compiled'],
    ['eov', 'eov'],
  ],
  strict: [
    ['true', true],
    ['false', false],
    ['true', true],
  ],
  answerLimit: [
    ['PT1S', 'PT1S'],
    ['PT0.5S', 'PT0.5S'],
    ['PT15S', 'PT15S'],
  ],
  apiVersion: [
    ['loans=2.6.0', [{ family: 'loans', version: '2.6.0' }]],
    ['accounts=2.5.1', [{ family: 'accounts', version: '2.5.1' }]],
    ['exchanges=1.1.0', [{ family: 'exchanges', version: '1.1.0' }]],
  ],
  logLevel: [
    ['trace', 'trace'],
    ['silent', 'silent'],
    ['info', 'info'],
  ],
  logFormat: [
    ['json', 'json'],
    ['pretty', 'pretty'],
    ['json', 'json'],
  ],
};

describe('each setting is taken from the flag, else the environment, else the file, else its default:', () => {
  const DEFAULTS: Config = {
    port: 3000,
    host: '127.0.0.1',
    tlsPort: undefined,
    pagePort: undefined,
    certs: undefined,
    publicMtlsUrl: undefined,
    clientCa: [],
    clientCertificateHeader: undefined,
    trustProxyCertificate: false,
    store: { kind: 'file', path: '.transmissora/data.json' },
    scenario: [],
    publicUrl: undefined,
    adminToken: undefined,
    pollingAnchor: 'authorisation',
    pollingLimit: 'PT5M',
    retention: 'P3M',
    maxPageSize: 1000,
    approvalTimeout: 'consent',
    accessTokenLife: 'PT15M',
    answerLimit: 'PT15S',
    limits: 'off',
    apiVersion: [],
    maxConsentValidity: 'P1Y',
    maxExtensionValidity: 'none',
    journalSize: 10_000,
    answerAgain: true,
    validator: 'compiled',
    strict: false,
    logLevel: 'warn',
    logFormat: 'pretty',
  };

  test.each(SETTING_KEYS)('%s', async (key) => {
    const [[flag, read], [variable, fromVariable], [written, fromFile]] = VALUES[key];
    const file = await fileWith(`${key}: ${JSON.stringify(written)}\n`);
    const env = { [variableOf(key)]: variable };
    expect((await readConfig({ [key]: flag }, env, file))[key]).toEqual(read);
    expect((await readConfig({}, env, file))[key]).toEqual(fromVariable);
    expect((await readConfig({}, {}, file))[key]).toEqual(fromFile);
    expect((await readConfig({}, {}))[key]).toEqual(DEFAULTS[key]);
  });

  test('all of them together, each from where it was written', async () => {
    const file = await fileWith('port: 1\nhost: localhost\nlogLevel: info\n');
    const config = await readConfig({ port: '3' }, { TRANSMISSORA_PORT: '2', TRANSMISSORA_HOST: '::1' }, file);
    expect(config).toEqual({ ...DEFAULTS, port: 3, host: '::1', logLevel: 'info' });
  });

  test('a flag that is given twice counts as it was given last, unless it may be repeated', async () => {
    const config = await readConfig({ port: ['1', '2'], scenario: ['a', 'b'] }, {});
    expect([config.port, config.scenario]).toEqual([2, ['a', 'b']]);
  });
});

describe('a value that is not allowed is one line: the setting as it was written, what it was, what is allowed:', () => {
  const BAD: readonly [SettingKey, string, string][] = [
    ['port', '65536', 'a whole number from 0 to 65535'],
    ['port', '-1', 'a whole number from 0 to 65535'],
    ['port', '80.5', 'a whole number from 0 to 65535'],
    ['port', '0x50', 'a whole number from 0 to 65535'],
    ['port', 'http', 'a whole number from 0 to 65535'],
    ['host', ' ', 'a text that is not empty'],
    ['tlsPort', '65535', 'a whole number from 0 to 65534'],
    ['pagePort', '65536', 'a whole number from 0 to 65535'],
    ['certs', ' ', 'a text that is not empty'],
    ['publicMtlsUrl', 'https://mtls.example.com/path', 'an http or https address without path'],
    ['clientCa', ' ', 'a text that is not empty'],
    ['clientCertificateHeader', 'Client Cert', 'the name of a header, such as Client-Cert'],
    ['trustProxyCertificate', 'yes', 'true, false'],
    ['store', 'file:', 'memory, file:PATH'],
    ['store', 'data.json', 'memory, file:PATH'],
    ['store', 'Memory', 'memory, file:PATH'],
    ['store', 'mysql://ana@db/bank', 'memory, file:PATH, postgres://USER:PASSWORD@HOST:PORT/DATABASE'],
    ['scenario', ' ', 'a text that is not empty'],
    ['publicUrl', 'mock.example.com', 'an http or https address without path'],
    ['publicUrl', 'ftp://mock.example.com', 'an http or https address without path'],
    ['publicUrl', 'https://mock.example.com/path', 'an http or https address without path'],
    ['publicUrl', 'https://mock.example.com?a=b', 'an http or https address without path'],
    ['publicUrl', 'https://me@mock.example.com', 'an http or https address without path'],
    ['publicUrl', 'https://:secret@mock.example.com', 'an http or https address without path'],
    ['adminToken', ' ', 'a text that is not empty'],
    ['pollingAnchor', 'authorization', 'authorisation, first-call, creation'],
    ['pollingLimit', 'PT0S', 'a duration such as PT30S, up to PT5M (RES-051)'],
    ['pollingLimit', 'PT5M1S', 'a duration such as PT30S, up to PT5M (RES-051)'],
    ['pollingLimit', '-PT1M', 'a duration such as PT30S, up to PT5M (RES-051)'],
    ['pollingLimit', '5 minutes', 'a duration such as PT30S, up to PT5M (RES-051)'],
    ['pollingLimit', 'P9999999D', 'a duration such as PT30S, up to PT5M (RES-051)'],
    ['retention', 'P91D', 'a duration from P3M (RES-037) to P100Y'],
    ['retention', 'P2M', 'a duration from P3M (RES-037) to P100Y'],
    ['retention', 'P9999999D', 'a duration from P3M (RES-037) to P100Y'],
    ['retention', 'P101Y', 'a duration from P3M (RES-037) to P100Y'],
    ['retention', 'P99999999999D', 'a duration from P3M (RES-037) to P100Y'],
    ['maxPageSize', '24', 'a whole number from 25 to 1000'],
    ['maxPageSize', '1001', 'a whole number from 25 to 1000'],
    ['accessTokenLife', 'PT4M59S', 'whole seconds from PT5M to PT15M'],
    ['accessTokenLife', 'PT15M1S', 'whole seconds from PT5M to PT15M'],
    ['accessTokenLife', 'PT5M0.5S', 'whole seconds from PT5M to PT15M'],
    ['approvalTimeout', 'both', 'consent, resource'],
    ['limits', 'on', 'off, official'],
    ['maxConsentValidity', 'P0D', 'a duration such as P1Y, none'],
    ['maxConsentValidity', '-P1Y', 'a duration such as P1Y, none'],
    ['maxConsentValidity', 'a year', 'a duration such as P1Y, none'],
    ['maxExtensionValidity', 'None', 'a duration such as P1Y, none'],
    ['answerLimit', 'PT16S', 'a duration such as PT10S, up to PT15S (RES-056)'],
    ['answerLimit', 'PT0S', 'a duration such as PT10S, up to PT15S (RES-056)'],
    ['apiVersion', 'loans', 'FAMILY=VERSION, such as loans=2.6.0'],
    ['apiVersion', 'loans=2.6', 'FAMILY=VERSION, such as loans=2.6.0'],
    ['apiVersion', 'loan=2.6.0', 'FAMILY=VERSION, such as loans=2.6.0, of consents=3.x.y, resources=3.x.y'],
    ['apiVersion', 'accounts=3.0.0', 'FAMILY=VERSION, such as loans=2.6.0, of consents=3.x.y'],
    ['journalSize', '0', 'a whole number from 1 to 1000000'],
    ['answerAgain', 'yes', 'true, false'],
    ['validator', 'ajv', 'compiled, eov'],
    ['strict', 'yes', 'true, false'],
    ['logLevel', 'verbose', 'trace, debug, info, warn, error, silent'],
    ['logFormat', 'xml', 'pretty, json'],
  ];

  test.each(BAD)('%s: %j', async (key, text, allowed) => {
    const file = await fileWith(`${key}: ${JSON.stringify(text)}\n`);
    const where = [
      [`--${flagOf(key)}`, readConfig({ [key]: text }, {})],
      [variableOf(key), readConfig({}, { [variableOf(key)]: text })],
      [`${file}: ${key}`, readConfig({}, {}, file)],
      [key, () => configFrom({ [key]: text })],
    ] as const;
    for (const [name, read] of where) {
      expect(await complaint(read)).toMatch(`${name} is "${text}"; allowed: ${allowed}`);
    }
  });

  test('every setting has a value that is not allowed', () => {
    expect([...new Set(BAD.map(([key]) => key))].toSorted()).toEqual(SETTING_KEYS.toSorted());
  });
});

describe('the environment', () => {
  test('an empty variable is as good as none', async () => {
    const config = await readConfig({}, { TRANSMISSORA_PORT: '', TRANSMISSORA_CONFIG: '', TRANSMISSORA_SCENARIO: '' });
    expect([config.port, config.scenario]).toEqual([3000, []]);
  });

  test('several scenarios are separated by commas', async () => {
    expect((await readConfig({}, { TRANSMISSORA_SCENARIO: 'a,b.yaml' })).scenario).toEqual(['a', 'b.yaml']);
  });

  test('a variable that is nearly one of ours is ignored: the shell may hold others for itself', async () => {
    const near = { TRANSMISSORA_PORTT: '1', TRANSMISSORA_: '2', TRANSMISSORA_MAXPAGESIZE: '25', PORT: '3' };
    expect(await readConfig({}, near)).toEqual(await readConfig({}, {}));
  });

  test('names the configuration file, unless a flag does', async () => {
    const [one, other] = [await fileWith('port: 1'), await fileWith('port: 2')];
    const env = { TRANSMISSORA_CONFIG: one };
    expect((await readConfig({}, env)).port).toBe(1);
    expect((await readConfig({}, env, other)).port).toBe(2);
  });
});

describe('the configuration file', () => {
  test('may write a key as the flag is written', async () => {
    const config = await readConfig({}, {}, await fileWith('max-page-size: 50\npublicUrl: http://a.example\n'));
    expect([config.maxPageSize, config.publicUrl]).toEqual([50, 'http://a.example']);
  });

  test('may be JSON, and may be empty', async () => {
    expect((await readConfig({}, {}, await fileWith('{"port": 8080, "strict": true}'))).strict).toBe(true);
    expect((await readConfig({}, {}, await fileWith('# nothing yet\n'))).port).toBe(3000);
  });

  test('may list what may be repeated, and that alone', async () => {
    expect((await readConfig({}, {}, await fileWith('scenario: [a, b]'))).scenario).toEqual(['a', 'b']);
    expect((await readConfig({}, {}, await fileWith('scenario: a'))).scenario).toEqual(['a']);
    for (const list of ['[]', '[1, 2]']) {
      const file = await fileWith(`port: ${list}`);
      expect(await complaint(readConfig({}, {}, file))).toBe(`${file}: port is a list; allowed: one value`);
    }
  });

  test.each([['port:\n  number: 1'], ['port:']])('holds values, nothing else: not %j', async (text) => {
    const file = await fileWith(text);
    expect(await complaint(readConfig({}, {}, file))).toMatch(`${file}: port is`);
  });

  test.each(['prot', 'Port', 'PORT', 'TRANSMISSORA_PORT', '__proto__', 'toString'])(
    'with the unknown key %s is refused, with the keys there are',
    async (key) => {
      const file = await fileWith(`${key}: 1`);
      expect(await complaint(readConfig({}, {}, file))).toBe(
        `configuration file ${file}: unknown key "${key}"; allowed: ${SETTING_KEYS.join(', ')}`,
      );
    },
  );

  test.each([['port: [1'], ['port: 1\nport: 2'], ['a: &a [*a'], ['\tport: 1']])(
    'that is not YAML is refused in one line: %j',
    async (text) => {
      const file = await fileWith(text);
      expect(await complaint(readConfig({}, {}, file))).toMatch(`configuration file ${file}: `);
    },
  );

  test.each([['- port'], ['port'], ['42']])('that is no list of settings is refused: %j', async (text) => {
    const file = await fileWith(text);
    expect(await complaint(readConfig({}, {}, file))).toMatch(
      `configuration file ${file}: expected settings by name; allowed: port, `,
    );
  });

  test('must be there when it is named', async () => {
    const missing = join(folder, 'missing.yaml');
    for (const read of [readConfig({}, {}, missing), readConfig({}, { TRANSMISSORA_CONFIG: missing })]) {
      expect(await complaint(read)).toMatch(`configuration file ${missing}: cannot be read (ENOENT`);
    }
    expect(await complaint(readConfig({}, {}, folder))).toMatch(`configuration file ${folder}: cannot be read (EISDIR`);
  });
});

describe('the configuration in force', () => {
  test('is frozen, its lists too', async () => {
    const config = await readConfig({ scenario: ['a'] }, {});
    expect([Object.isFrozen(config), Object.isFrozen(config.scenario)]).toEqual([true, true]);
  });

  test('of an embedded bank does not look at the environment', () => {
    expect(configFrom({ port: '1' })).toEqual({ ...configFrom({}), port: 1 });
  });

  test('is shown with every setting and without the admin token', async () => {
    const shown = redactedSettings(await readConfig({ adminToken: 's3cret', store: 'file:x/data.json' }, {}));
    expect(Object.keys(shown).toSorted()).toEqual(SETTING_KEYS.toSorted());
    expect(shown).toMatchObject({ adminToken: '[redacted]', store: 'file:x/data.json', publicUrl: null, port: 3000 });
    expect(JSON.stringify(shown)).not.toContain('s3cret');
  });

  test('is shown with null for what is not set', () => {
    const secret = 'postgresql://ana:s3cret@db.example.com:5433/bank?sslmode=require&password=s3cret';
    expect(redactedSettings(configFrom({ store: secret }))['store']).toBe('postgres://ana@db.example.com:5433/bank');
    expect(redactedSettings(configFrom({ store: 'memory' }))).toMatchObject({ adminToken: null, store: 'memory' });
  });
});

describe('a person', () => {
  test.each([
    [{}, 'pt'],
    [{ LANG: 'C.UTF-8' }, 'pt'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'pt_BR.UTF-8' }, 'pt'],
    [{ LANG: 'pt_BR.UTF-8', TRANSMISSORA_LANG: 'en' }, 'en'],
    [{ LANG: 'en_US.UTF-8', TRANSMISSORA_LANG: 'pt' }, 'pt'],
  ] as const)('with %j reads %s', (env, language) => expect(readLanguage(env)).toBe(language));

  test('sees colours on a terminal, unless asked for none', () => {
    const colours = [
      mayColour({ isTTY: true }, {}),
      mayColour({ isTTY: false }, {}),
      mayColour({}, {}),
      mayColour({ isTTY: true }, { NO_COLOR: '1' }),
      mayColour({ isTTY: true }, { NO_COLOR: '' }),
      mayColour({ isTTY: true }, { TERM: 'dumb' }),
    ];
    expect(colours).toEqual([true, false, false, false, true, false]);
  });

  test('who names no transmitter means the one on this machine', () => {
    expect(readTarget({})).toEqual({ admin: 'http://127.0.0.1:3000', adminToken: undefined });
    expect(readTarget({ TRANSMISSORA_ADMIN: 'http://mock:1', TRANSMISSORA_ADMIN_TOKEN: 't' })).toEqual({
      admin: 'http://mock:1',
      adminToken: 't',
    });
  });
});

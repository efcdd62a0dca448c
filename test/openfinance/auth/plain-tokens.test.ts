import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { importKeys } from '../../../src/openfinance/auth/keys.js';
import { PlainTokens } from '../../../src/openfinance/auth/plain-tokens.js';
import { AccessTokens } from '../../../src/openfinance/auth/tokens.js';

const KEY = JSON.parse(await readFile('fixtures/keys/development-signing-key.json', 'utf8')) as JWK;
const keys = await importKeys(KEY);
const ISSUER = 'http://localhost:3000/auth';
const NOW = Date.UTC(2026, 2, 2, 12);
const SECONDS = NOW / 1_000;
const wall = { now: () => NOW, monotonic: () => 0 };

const accessTokens = (): AccessTokens =>
  new AccessTokens(
    keys,
    wall,
    () => ISSUER,
    async () => true,
  );

/** Signs like nobody but us, or like somebody else. */
const signers = {
  ours: await importJWK({ ...KEY, alg: 'PS256' }),
  theirs: (await generateKeyPair('PS256')).privateKey,
  // Our key, under the older padding that no token of ours has.
  ours256: await importJWK({ ...KEY, alg: 'RS256' }),
};

const HEADER = { alg: 'PS256', typ: 'at+jwt', kid: keys.kid };

const GOOD = {
  iss: ISSUER,
  aud: ISSUER,
  sub: 'urn:transmissora:1',
  client_id: 'receptora-demo',
  scope: 'resources consent:urn:transmissora:1',
  iat: SECONDS,
  nbf: SECONDS,
  exp: SECONDS + 300,
};

interface Written {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  readonly signer: keyof typeof signers;
}

const sign = ({ claims, header, signer }: Written): Promise<string> =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ ...header, alg: signer === 'ours256' ? 'RS256' : 'PS256' })
    .sign(signers[signer]);

const anything = fc.constantFrom<unknown>(undefined, null, 0, '', 'x', [], [ISSUER], {}, true);

/** As ours are, but for a claim or two. */
const claims = fc
  .tuple(
    fc.constantFrom(...(Object.keys(GOOD) as (keyof typeof GOOD)[])),
    fc.oneof(
      anything,
      fc.constantFrom<unknown>(SECONDS - 1, SECONDS, SECONDS + 1, `${ISSUER}/`, [ISSUER, 'other'], 'resources'),
    ),
    fc.oneof(fc.constant({}), fc.record({ recorded: anything, jti: anything, cnf: anything }, { requiredKeys: [] })),
    fc.boolean(),
  )
  .map(([name, value, more, isGood]) => ({ ...GOOD, ...(isGood ? {} : { [name]: value }), ...more }));

const header = fc.oneof(
  { weight: 4, arbitrary: fc.constant(HEADER) },
  fc
    .record({ typ: anything, kid: anything, b64: fc.boolean(), crit: fc.constant(['b64']) }, { requiredKeys: [] })
    .map((other) => ({ ...HEADER, ...other })),
);

/** What somebody between makes of it: mostly nothing, else a letter changed, taken out or put in, or an end of its own. */
const spoil = fc.oneof(
  { weight: 4, arbitrary: fc.constant((token: string) => token) },
  fc
    .tuple(fc.nat(), fc.nat({ max: 4 }), fc.constantFrom('', 'A', '=', '+', '/', '.', 'š', '%', ' ', '\n', 'é'))
    .map(([place, length, letter]) => (token: string) => {
      const at = place % (token.length + 1);
      return token.slice(0, at) + letter + token.slice(at + length);
    }),
  fc.constantFrom('=', '==', '.', '.x', ' ').map((end) => (token: string) => token + end),
  fc.constant((token: string) => token.replaceAll('-', '+').replaceAll('_', '/')),
);

/** The wrong keys and headers cannot all be signed: what the library refuses to write is no token. */
const written = (wanted: Written): Promise<string | undefined> => sign(wanted).catch(() => undefined);

describe('a token that is plainly ours', () => {
  test('is one with a header the library took before, and our signature', async () => {
    const plain = new PlainTokens(keys);
    const token = await sign({ claims: GOOD, header: HEADER, signer: 'ours' });
    expect(plain.claimsOf(token)).toBeUndefined();
    plain.took(token);
    expect(plain.claimsOf(token)).toEqual(GOOD);
    expect(plain.claimsOf(await sign({ claims: GOOD, header: HEADER, signer: 'theirs' }))).toBeUndefined();
    const { kid: _kid, ...nameless } = HEADER;
    expect(plain.claimsOf(await sign({ claims: GOOD, header: nameless, signer: 'ours' }))).toBeUndefined();
  });

  test('RES-101 grants what the library says it does, whatever was signed and whatever became of it on its way', async () => {
    const known = accessTokens();
    const good = await sign({ claims: GOOD, header: HEADER, signer: 'ours' });
    expect(await known.read(good)).toMatchObject({ clientId: 'receptora-demo', consentId: 'urn:transmissora:1' });
    let granted = 0;
    await fc.assert(
      fc.asyncProperty(
        claims,
        header,
        fc.constantFrom<keyof typeof signers>('ours', 'ours', 'ours', 'ours', 'theirs', 'ours256'),
        spoil,
        async (wanted, head, signer, change) => {
          const token = await written({ claims: wanted, header: head, signer });
          if (token === undefined) return;
          // One that never took a token leaves all to the library.
          const [byBoth, byLibrary] = [await known.read(change(token)), await accessTokens().read(change(token))];
          expect(byBoth).toEqual(byLibrary);
          if (byBoth) granted += 1;
        },
      ),
      { numRuns: 2_000 },
    );
    expect(granted).toBeGreaterThan(100);
  });
});

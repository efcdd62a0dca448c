import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ephemeralKeys, keysIn } from '../../../src/openfinance/auth/keys.js';

const folder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'transmissora-keys-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
};

describe('the signing keys', () => {
  test('are made on first use, for the owner alone, and stay the same', async () => {
    await using dir = await folder();
    const file = join(dir.path, 'below', 'keys.json');
    const made = await keysIn(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await keysIn(file)).publicJwk).toEqual(made.publicJwk);
    expect(JSON.parse(await readFile(file, 'utf8')).kid).toBe(made.kid);
  });

  test('in a damaged file are refused by name, and the file is left as it is', async () => {
    await using dir = await folder();
    const file = join(dir.path, 'keys.json');
    for (const text of ['', '{', '{}', '{"kty":"EC"}', '{"kty":"RSA","n":"AQAB","e":"AQAB"}']) {
      await writeFile(file, text);
      await expect(keysIn(file)).rejects.toThrow(`key file ${file}: not an RSA private key`);
      expect(await readFile(file, 'utf8')).toBe(text);
    }
    await expect(keysIn(dir.path)).rejects.toThrow(`key file ${dir.path}: cannot be read`);
  });

  test('that live as long as the process differ each time', async () => {
    const [one, other] = await Promise.all([ephemeralKeys(), ephemeralKeys()]);
    expect(one.publicJwk.n).not.toBe(other.publicJwk.n);
  });
});

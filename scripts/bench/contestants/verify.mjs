// What a token's check costs alone: node verify.mjs TOKENS KEY. Prints CPU microseconds for each.
import { readFileSync } from 'node:fs';
import { argv, cpuUsage } from 'node:process';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';

const [, , tokensFile, keyFile] = argv;
const tokens = readFileSync(tokensFile, 'utf8').trim().split('\n');
const { kty, n, e, kid } = JSON.parse(readFileSync(keyFile, 'utf8'));
const keys = createLocalJWKSet({ keys: [{ kty, n, e, kid }] });
const { iss, aud } = decodeJwt(tokens[0]);
const options = { algorithms: ['PS256'], typ: 'at+jwt', issuer: iss, audience: aud };
const AT_ONCE = 32;

async function verifyAll(some) {
  let next = 0;
  const one = async () => {
    while (next < some.length) await jwtVerify(some[next++], keys, options);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

const half = Math.floor(tokens.length / 2);
await verifyAll(tokens.slice(0, half));
const before = cpuUsage();
await verifyAll(tokens.slice(half));
const { user, system } = cpuUsage(before);
console.log((user + system) / (tokens.length - half));

import { afterEach, expect, test } from '@jest/globals';
import { asked, postgresServer } from './postgres.js';

const given = process.env['TEST_POSTGRES_URL'];
afterEach(() => {
  if (given === undefined) delete process.env['TEST_POSTGRES_URL'];
  else process.env['TEST_POSTGRES_URL'] = given;
});

test('a server named in TEST_POSTGRES_URL lends databases, has them back, and is not ours to stop', async () => {
  await using server = await postgresServer();
  const home = await server.newDatabase();
  process.env['TEST_POSTGRES_URL'] = home;
  const lent = await postgresServer();
  const database = await lent.newDatabase();
  const names = async (): Promise<readonly unknown[]> =>
    (await asked(home, 'SELECT datname FROM pg_database')).map(({ datname }) => datname);
  const name = new URL(database).pathname.slice(1);
  expect(await asked(database, 'SELECT current_database() AS name')).toEqual([{ name }]);
  expect(await names()).toContain(name);
  expect(() => lent.stop()).toThrow('not ours to stop');
  await lent[Symbol.asyncDispose]();
  expect(await names()).not.toContain(name);
});

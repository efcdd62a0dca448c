/** What every test is run with. */
const common = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/support/build.ts',
  testTimeout: 300_000,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

/** Where official calls are made over HTTP, but for the tests of the fast paths themselves. */
const OF_OFFICIAL_CALLS = [
  '<rootDir>/test/http/!(again|shortcut).test.ts',
  '<rootDir>/test/openfinance/*.test.ts',
  '<rootDir>/test/openfinance/{auth,consents,deviations,discovery,products,resources,sharing,wire}/*.test.ts',
  '<rootDir>/test/{admin,scenarios}/*.test.ts',
  '<rootDir>/test/otdx/*.test.ts',
  '<rootDir>/test/otdx/{approvals,auth,reprocessing}/*.test.ts',
];

/** Everything, but the tests of the fast paths and of the settings that turn them off. Takes as long as all the others. */
const EVERYWHERE = ['<rootDir>/test/**/!(again|shortcut|glance|config).test.ts'];

/** @type {import('jest').Config} */
export default {
  // Jest leaves one core to a person; on two cores that is half of them.
  maxWorkers: '100%',
  // For what hangs. A busy machine is no failure: nothing here measures time.
  testTimeout: 300_000,
  projects: [
    { ...common, displayName: 'all', testMatch: ['**/*.test.ts'] },
    // What is answered over HTTP, once more with every answer worked out and judged at length.
    {
      ...common,
      displayName: 'fast paths off',
      globals: { fastPaths: 'off' },
      setupFiles: ['<rootDir>/test/support/fast-paths-off.ts'],
      testMatch: process.env.FAST_PATHS_OFF === 'everywhere' ? EVERYWHERE : OF_OFFICIAL_CALLS,
    },
  ],
};

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/support/build.ts',
  // TRANSMISSORA_VALIDATOR=eov npm test … runs embedded banks, too, without the shortcut of compiled validators.
  setupFiles: ['<rootDir>/test/support/validator.ts'],
  // Jest leaves one core to a person; on two cores that is half of them.
  maxWorkers: '100%',
  // For what hangs. A busy machine is no failure: nothing here measures time.
  testTimeout: 300_000,
  testMatch: ['**/*.test.ts'],
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

const { availableParallelism } = require('node:os');

/** Folders whose tests share one Temporal server. A test elsewhere that needs it is named `….server.test.ts`. */
const withServer = ['workflows', 'worker', 'temporal', 'e2e'];

const common = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] },
};

module.exports = {
  // Patience, not a measure, and the same for all: a small machine that runs three files at once may stall for long. `until` gives up
  // earlier, and says for what it waited.
  testTimeout: 600_000,
  // Tests wait for servers more than they compute, so that a small machine runs more of them than it has cores.
  maxWorkers: Math.max(3, availableParallelism() - 1),
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  projects: [
    {
      ...common,
      displayName: 'parts',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: [`<rootDir>/test/(${withServer.join('|')})/`, '\\.server\\.test\\.ts$'],
    },
    {
      // A project's set-up runs only when one of its tests does: the others are not made to wait for a server.
      ...common,
      displayName: 'server',
      testMatch: [`<rootDir>/test/(${withServer.join('|')})/**/*.test.ts`, '<rootDir>/test/**/*.server.test.ts'],
      globalSetup: '<rootDir>/test/support/start-shared-temporal.ts',
      globalTeardown: '<rootDir>/test/support/stop-shared-temporal.ts',
    },
  ],
};

/** One project for everything that needs no server, one for what does: the second runs with a Temporal server and databases of its own. */
const common = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] },
};
module.exports = {
  testTimeout: 30_000,
  ...common,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
};

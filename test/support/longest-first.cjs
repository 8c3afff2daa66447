// jest begins with what took longest the last time. On a machine that has not run the tests yet it goes by the size of files, and a short
// file that waits for minutes comes last: then the whole run waits for it alone.
const { createRequire } = require('node:module');
const { relative } = require('node:path');
const { default: Sequencer } = createRequire(require.resolve('jest'))('@jest/test-sequencer');

/** Files that take a minute and more on any machine, longest first. */
const longest = [
  'chaos/prove',
  'workflows/payroll-inbox',
  'e2e/kill-worker',
  'e2e/key-stops',
  'workflows/pay-batch-controls',
  'model/model',
  'workflows/pay-batch-breaker',
  'e2e/kill-parts',
  'e2e/payroll-start',
  'workflows/pay-batch-held',
  'workflows/deliver-notices',
  'workflows/retry-storm',
  'workflows/pay-batch-approval',
  'worker/metrics',
  'e2e/notices',
  'workflows/follow-up',
].map((name) => `test/${name}.test.ts`);

const place = ({ path, context }) => {
  const at = longest.indexOf(relative(context.config.rootDir, path));
  return at === -1 ? longest.length : at;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isKnown = sorted.some(({ duration }) => duration != null);
    return isKnown ? sorted : [...sorted].sort((one, other) => place(one) - place(other));
  }
};

// jest begins with what took longest the last time. On a machine that has not run the tests yet it goes by the size of files, and a short
// file that waits for minutes comes late: then the whole run waits for it alone.
const { createRequire } = require('node:module');
const { relative } = require('node:path');
const { default: Sequencer } = createRequire(require.resolve('jest'))('@jest/test-sequencer');

/** Besides those of the server's project, what takes a minute and more; the longest alone at the front. */
const longest = 'test/chaos/prove.test.ts';
const long = ['model/model', 'local/npm-start', 'cli/command-line', 'cli/schedule/run'].map((name) => `test/${name}.test.ts`);

function place({ path, context: { config } }) {
  const file = relative(config.rootDir, path);
  if (file === longest) return 0;
  return config.displayName.name === 'server' || long.includes(file) ? 1 : 2;
}

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isKnown = sorted.some(({ duration }) => duration !== undefined);
    return isKnown ? sorted : [...sorted].sort((one, other) => place(one) - place(other));
  }
};

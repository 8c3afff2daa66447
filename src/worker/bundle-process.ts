import { writeFileSync } from 'node:fs';
import { builtBundlePath, makeWorkflowBundle } from './workflow-bundle';

/** `node bundle-process.js`: a step of the build, so that no start has to wait for it. */
makeWorkflowBundle().then(
  ({ code }) => writeFileSync(builtBundlePath, code),
  (error: unknown) => {
    process.stderr.write(`error: the workflows cannot be bundled: ${error instanceof Error ? error.message : 'unknown'}\n`);
    process.exitCode = 1;
  },
);

import { join } from 'node:path';
import { checkout, dependencyBin } from '../set-up/checkout.mjs';
import { runProgram } from '../set-up/run-program.mjs';
import { duration, say } from '../set-up/say.mjs';
import { setUp } from '../set-up/set-up.mjs';
import { runJest } from './run-jest.mjs';

/** Checks that are one program each: it passes when it exits with 0, and is heard only when it does not. */
const checks = [
  { name: 'types', args: [dependencyBin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'] },
  { name: 'lint', args: [dependencyBin('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'] },
  { name: 'unused', args: [dependencyBin('knip', 'bin', 'knip.js')] },
];

/** Runs every check, none of them stopping the next, and counts: jest by its tests, each other one as one. */
export async function runAll(jestArguments) {
  const ready = await step('set-up', async () => {
    process.env.PAYRUN_TEMPORAL_CLI = await setUp({ temporal: true });
  });
  if (!ready) return { passed: 0, failed: 1 }; // nothing else can run
  const results = [true];
  for (const { name, args } of jestArguments.length === 0 ? checks : []) {
    results.push(
      await step(name, async () => {
        const { code, output } = await runProgram(process.execPath, args, { cwd: checkout });
        if (code !== 0) throw new Error(output.trim());
      }),
    );
  }
  const jest = await runJest(jestArguments, join(checkout, 'node_modules', '.cache', 'payrun-jest.json'));
  return {
    passed: results.filter((passed) => passed).length + jest.passed,
    failed: results.filter((passed) => !passed).length + jest.failed,
  };
}

async function step(name, work) {
  const since = Date.now();
  try {
    await work();
    say(`✓ ${name} (${duration(since)})`);
    return true;
  } catch (error) {
    say(`✗ ${name} (${duration(since)})\n${error.message}\n`);
    return false;
  }
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout, copyWithout } from './copy-without';
import type { Mutant } from './mutant';

const copied = ['src', 'test', 'bin', 'scripts', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'jest.config.js'];

type Tested = Readonly<{ test: string; says: string }>;

/** Runs the test of this name in a folder. Jest leaves tests below a `node_modules` alone, so that the copy is in a folder of its own. */
function runTest(folder: string, { test, says }: Tested): Readonly<{ failed: boolean; output: string }> {
  const jest = [join(folder, 'node_modules/jest/bin/jest.js'), '--selectProjects', 'parts', '--verbose', '-t', says, test];
  const { status, stdout, stderr } = spawnSync(process.execPath, jest, { cwd: folder, encoding: 'utf8' });
  const output = `${stdout}${stderr}`;
  return { failed: status === 1 && output.split('\n').some((line) => line.includes('✕') && line.includes(says)), output };
}

/** The test of this name, over the sources without the safeguard: it is to fail there. */
export function testMutant(mutant: Mutant, tested: Tested): Readonly<{ failed: boolean; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'payrun-mutant-'));
  try {
    copyWithout(mutant, copied, folder);
    symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
    return runTest(folder, tested);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

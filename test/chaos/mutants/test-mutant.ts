import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './mutant';
import { takeOut } from './take-out';

const checkout = join(__dirname, '../../..');
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
    for (const each of copied) cpSync(join(checkout, each), join(folder, each), { recursive: true });
    symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
    takeOut(mutant, folder);
    return runTest(folder, tested);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

import { join } from 'node:path';
import { checkout } from './checkout.mjs';
import { contentHash } from './content-hash.mjs';
import { dropMarker, readMarker, writeMarker } from './marker.mjs';
import { runProgram } from './run-program.mjs';
import { SetUpProblem } from './say.mjs';

const marker = join(checkout, 'node_modules', '.payrun-installed');
// A package may bring other files to another platform or major version of Node.
const wanted = () =>
  `${contentHash(['package-lock.json'])} ${process.platform}-${process.arch} node ${process.versions.node.split('.')[0]}`;

/** The dependencies exactly as package-lock.json names them. */
export const installDependencies = {
  name: 'dependencies',
  what: 'npm ci, as package-lock.json says',
  isDone: () => readMarker(marker) === wanted(),
  async run() {
    dropMarker(marker);
    // Types, compiler and tests are development dependencies: a NODE_ENV of production must not leave them out.
    const args = ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error'];
    const npm = process.env.npm_execpath;
    const { code, output } =
      npm === undefined
        ? await runProgram('npm', args, { cwd: checkout })
        : await runProgram(process.execPath, [npm, ...args], { cwd: checkout });
    if (code !== 0) throw new SetUpProblem(`npm ci failed. Is the package registry in reach?\n${output.trim()}`);
    writeMarker(marker, wanted());
  },
};

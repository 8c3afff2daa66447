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
const shownLinesMax = 5;

/** The dependencies as package-lock.json names them. */
export const installDependencies = {
  name: 'dependencies',
  what: 'npm ci, as package-lock.json says',
  isDone: () => readMarker(marker) === wanted(),
  async run() {
    dropMarker(marker);
    let { code, output } = await npm('ci');
    // A lock file names the optional packages only of the platforms that its writer could see, and `ci` refuses it on any. `install` takes
    // the locked versions too, and without saving leaves the file as it is.
    if (code !== 0 && output.includes('EUSAGE')) ({ code, output } = await npm('install', '--no-save'));
    if (code !== 0)
      throw new SetUpProblem(`npm did not install the dependencies. Is the package registry in reach?\n${firstLines(output)}`);
    writeMarker(marker, wanted());
  },
};

function npm(command, ...options) {
  // Types, compiler and tests are development dependencies: a NODE_ENV of production must not leave them out.
  const args = [command, ...options, '--include=dev', '--no-fund', '--no-audit', '--loglevel=error'];
  const running = process.env.npm_execpath;
  return running === undefined
    ? runProgram('npm', args, { cwd: checkout })
    : runProgram(process.execPath, [running, ...args], { cwd: checkout });
}

function firstLines(output) {
  return output.trim().split('\n').slice(0, shownLinesMax).join('\n');
}

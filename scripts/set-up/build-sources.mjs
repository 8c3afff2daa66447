import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, dependencyBin } from './checkout.mjs';
import { contentHash } from './content-hash.mjs';
import { readMarker, writeMarker } from './marker.mjs';
import { runProgram } from './run-program.mjs';
import { SetUpProblem } from './say.mjs';

const marker = join(checkout, 'dist', '.built-from');
const sources = ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json', 'scripts/copy-assets.mjs'];

/** TypeScript to dist/, with what the compiler does not copy. */
export const buildSources = {
  name: 'build',
  what: 'src to dist',
  isDone: () => readMarker(marker) === contentHash(sources),
  async run() {
    const built = contentHash(sources); // taken before: what is saved during the build is built the next time
    rmSync(join(checkout, 'dist'), { recursive: true, force: true }); // a removed source must not live on
    await must([dependencyBin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
    await must([join('scripts', 'copy-assets.mjs')]);
    writeMarker(marker, built);
  },
};

async function must(args) {
  const { code, output } = await runProgram(process.execPath, args, { cwd: checkout });
  if (code !== 0) throw new SetUpProblem(`the build failed:\n${output.trim()}`);
}

import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { judgeTemporal } from './judge-temporal.mjs';
import { runProgram } from './run-program.mjs';
import { duration, say } from './say.mjs';
import { moduleFolder, temporalVersion } from './temporal-version.mjs';

const progressMs = 20_000;
const timeoutMs = 40 * 60_000;
/** Older ones do not fetch the toolchain that the module names. */
const goMin = [1, 21];

/** Builds the command line, with its server and UI, from the pinned Go module. Returns undefined, or in a few words why there is none. */
export async function buildTemporal(target) {
  const unfit = await judgeGo();
  if (unfit !== undefined) return unfit;
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}.building`;
  const since = Date.now();
  say('  temporal: building it with Go from the module proxy, about 4 minutes, once');
  const progress = setInterval(() => say(`  temporal: still building, ${duration(since)}`), progressMs);
  try {
    const versionFlag = `-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=${temporalVersion()}`;
    const args = ['build', '-ldflags', versionFlag, '-o', draft, 'github.com/temporalio/cli/cmd/temporal'];
    // GOWORK: a workspace around the checkout must not change what the pinned module says.
    const { code, output } = await runProgram('go', args, { cwd: moduleFolder, env: { ...process.env, GOWORK: 'off' }, timeoutMs });
    if (code !== 0) return `go build failed: ${output.trim().split('\n').slice(-3).join('; ')}`;
    const broken = await judgeTemporal(draft);
    if (broken !== undefined) return `what was built ${broken}`;
    renameSync(draft, target);
    return undefined;
  } finally {
    clearInterval(progress);
    rmSync(draft, { force: true });
  }
}

async function judgeGo() {
  const { code, output } = await runProgram('go', ['version'], { cwd: moduleFolder, timeoutMs: 10_000 });
  if (code !== 0) return 'there is no Go';
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(output)?.map(Number) ?? [0, 0, 0];
  return major > goMin[0] || (major === goMin[0] && minor >= goMin[1])
    ? undefined
    : `Go ${major}.${minor} is older than ${goMin.join('.')}`;
}

import { runProgram } from './run-program.mjs';

const flags = ['--db-filename', '--ip', '--port', '--ui-port', '--sqlite-pragma', '--dynamic-config-value', '--search-attribute'];
/** The first server with update-with-start and user metadata switched on: what Temporal CLI 1.4 brings. */
const serverMin = [1, 28];
const timeoutMs = 10_000;

/** Why a Temporal command line cannot serve Payrun, in a few words; undefined when it can. */
export async function judgeTemporal(path) {
  const [version, help] = await Promise.all([
    runProgram(path, ['--version'], { timeoutMs }),
    runProgram(path, ['server', 'start-dev', '--help'], { timeoutMs }),
  ]);
  if (version.code !== 0 || help.code !== 0) return 'does not run';
  // The server's version and not the command line's own: a build from source calls itself 0.0.0-DEV.
  const [, major, minor] = /Server (\d+)\.(\d+)/.exec(version.output)?.map(Number) ?? [];
  if (major === undefined) return 'does not tell its server version';
  if (major < serverMin[0] || (major === serverMin[0] && minor < serverMin[1]))
    return `has server ${major}.${minor}, older than ${serverMin.join('.')}`;
  const missing = flags.filter((flag) => !new RegExp(`${flag}\\s`).test(help.output));
  return missing.length === 0 ? undefined : `does not know ${missing.join(', ')}`;
}

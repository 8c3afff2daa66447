import { join } from 'node:path';
import { limits } from '../domain/limits';
import { claimFile } from './claim-file';
import { EmbeddedProblem } from './embedded-problem';
import { endProcess } from './end-process';
import { freePort } from './free-port';
import { type RunningChild, runChild } from './run-child';
import { untilItSays } from './until-it-says';

export type EmbeddedSandbox = Readonly<{
  url: string;
  pid: number;
  /** Resolves when it has ended, however that came. Never rejects. */
  ended: Promise<string>;
  stop(): Promise<void>;
}>;

export type EmbeddedSandboxOptions = Readonly<{
  dataDir: string;
  /** What Node runs, if not the built program. */
  program?: readonly string[];
}>;

const built = [join(__dirname, '..', 'sandbox', 'sandbox-process.js')];
const usualPort = 8_300;

/**
 * Runs the sandbox on a folder as a process of its own, which lives no longer than this one. Its invoices and books are files there, so
 * that what was paid stays paid over restarts.
 * @throws EmbeddedProblem when another process runs on the folder, or it does not come up
 */
export async function startEmbeddedSandbox({ dataDir, program = built }: EmbeddedSandboxOptions): Promise<EmbeddedSandbox> {
  const claim = claimFile(join(dataDir, 'sandbox.pid'));
  try {
    if (claim.leftOver !== undefined) await endProcess(claim.leftOver);
    for (let start = 1; ; start++) {
      const port = await freePort(usualPort);
      const child = await run(dataDir, program, port);
      claim.note(child.mark);
      const url = `http://127.0.0.1:${port}`;
      // Its first line, which names its address, comes once it listens.
      if (await untilItSays(child, /"url":/)) return sandboxOf(child, url, claim.drop);
      await child.stop();
      // Between the look for a free port and its own listening another program may take the port.
      if (start === limits.embeddedStartsMax) {
        throw new EmbeddedProblem(`the sandbox did not start (${await child.ended})`, `see ${join(dataDir, 'sandbox.log')}`);
      }
    }
  } catch (error) {
    claim.drop();
    throw error;
  }
}

const sandboxOf = (child: RunningChild, url: string, drop: () => void): EmbeddedSandbox => ({
  url,
  pid: child.mark.pid,
  ended: child.ended,
  async stop() {
    await child.stop();
    drop();
  },
});

function run(dataDir: string, program: readonly string[], port: number): Promise<RunningChild> {
  const files = ['--books', join(dataDir, 'sandbox-books.jsonl'), '--state', join(dataDir, 'sandbox-invoices.jsonl')];
  return runChild({
    name: 'the sandbox',
    command: process.execPath,
    args: [...program, '--port', String(port), ...files],
    logFile: join(dataDir, 'sandbox.log'),
  });
}

import { join } from 'node:path';
import { limits } from '../domain/limits';
import { addSearchAttributes } from '../temporal/add-search-attributes';
import { keepHistories } from '../temporal/keep-histories';
import { claimFile } from './claim-file';
import { EmbeddedProblem } from './embedded-problem';
import { endProcess } from './end-process';
import { freePort } from './free-port';
import { type RunningChild, runChild } from './run-child';
import { type TemporalPlace, temporalArguments } from './temporal-arguments';
import { untilItSays } from './until-it-says';
import { untilTemporalAnswers } from './until-temporal-answers';

const namespace = 'default';

export type TemporalOptions = Readonly<{
  /** Holds the server's database, log and claim. Made if it is not there. */
  dataDir: string;
  /** The Temporal command line, as the set-up found, downloaded or built it. */
  executable: string;
  /** Taken exactly, as PAYRUN_TEMPORAL_PORT names it; without it 7233 or the next free one. */
  port?: number | undefined;
  /** Taken exactly, as PAYRUN_TEMPORAL_UI_PORT names it; without it 8233 or the next free one. */
  uiPort?: number | undefined;
}>;

export type RunningTemporal = Readonly<{
  address: string;
  uiUrl: string;
  namespace: string;
  pid: number;
  logFile: string;
  /** Resolves when the server has ended, wanted or not, with how. */
  ended: Promise<string>;
  stop(): Promise<void>;
}>;

/**
 * Runs Temporal's development server on a database file, for as long as this process lives. A server that a killed process left behind is
 * ended first: it holds the file, and what it knew is in the file.
 * @throws EmbeddedProblem when a named port is taken, another process runs on the folder, or the server does not come up
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const claim = claimFile(join(options.dataDir, 'temporal.pid'));
  try {
    if (claim.leftOver !== undefined) await endProcess(claim.leftOver);
    for (let start = 1; ; start++) {
      try {
        const { child, place } = await startOnce(options, claim.note);
        return {
          address: `127.0.0.1:${place.port}`,
          uiUrl: `http://127.0.0.1:${place.uiPort}`,
          namespace,
          pid: child.mark.pid,
          logFile: logFileOf(options),
          ended: child.ended,
          async stop() {
            await child.stop();
            claim.drop();
          },
        };
      } catch (error) {
        // Between the look for a free port and the server's own listening another program may take it.
        if (!(error instanceof ServerEnded) || start === limits.embeddedStartsMax) throw error;
      }
    }
  } catch (error) {
    claim.drop();
    throw error;
  }
}

class ServerEnded extends EmbeddedProblem {}

async function startOnce(options: TemporalOptions, note: (child: RunningChild['mark']) => void) {
  const place: TemporalPlace = {
    port: await portFor(options.port, 7233, 'PAYRUN_TEMPORAL_PORT'),
    uiPort: await portFor(options.uiPort, 8233, 'PAYRUN_TEMPORAL_UI_PORT'),
    file: join(options.dataDir, 'temporal.db'),
  };
  const logFile = logFileOf(options);
  // Half as many collections as Go's own 100: a tenth of the server's time for 100 MB. An own setting wins.
  const env = { ...process.env, GOGC: process.env.GOGC ?? '200' };
  const child = await runChild({ name: 'the Temporal server', command: options.executable, args: temporalArguments(place), logFile, env });
  note(child.mark);
  const gone = new AbortController();
  void child.ended.then(() => gone.abort());
  try {
    if (!(await untilItSays(child, new RegExp(`Server: +\\S+:${place.port}\\b`)))) throw new Error('it has not said that it listens');
    const connection = await untilTemporalAnswers(`127.0.0.1:${place.port}`, namespace, gone.signal);
    try {
      // The flag for search attributes is ignored on a database file that exists already.
      await addSearchAttributes(connection, namespace);
      await keepHistories(connection, namespace);
    } finally {
      await connection.close();
    }
    return { child, place };
  } catch (cause) {
    const endedItself = gone.signal.aborted;
    await child.stop();
    const what = endedItself ? `ended while starting (${await child.ended})` : 'did not come up';
    throw new (endedItself ? ServerEnded : EmbeddedProblem)(`the Temporal server ${what}`, `see ${logFile}`, { cause });
  }
}

function logFileOf(options: TemporalOptions): string {
  return join(options.dataDir, 'temporal.log');
}

function portFor(named: number | undefined, usual: number, setting: string): Promise<number> {
  return named === undefined ? freePort(usual) : freePort(named, setting);
}

import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../../domain/limits';
import { dataKeysOf } from '../../parts/data-keys-of';
import { Parts } from '../../parts/parts';
import type { Settings } from '../../settings/settings';
import { createLog } from '../../worker/create-log';
import { type RunningWorker, startWorker } from '../../worker/start-worker';
import type { CommandContext } from '../command-context';
import { payrollTroubles } from '../schedule/payroll-troubles';
import { troubleLine } from '../schedule/standing-trouble';
import { startLocalParts } from './local-parts';
import { restDemo } from './payroll-demo/rest-demo';

/** Everything that `npm start` runs. */
export type LocalMachine = Readonly<{
  parts: Parts;
  /** Resolves, with a sentence, when something ends that should not. */
  lost: Promise<string>;
  /** Ends it in order: worker, Temporal, database, sandbox. */
  stop(): Promise<void>;
}>;

export async function startLocalMachine(context: CommandContext, settings: Settings): Promise<LocalMachine> {
  const { screen, streams } = context;
  const sinceMs = Date.now();
  screen.say(
    `Starting on this machine what the settings do not name; its data is in ${shownPath(settings.dataDir, streams.workingFolder)}`,
  );
  const local = await startLocalParts(settings, streams.environment.PAYRUN_TEMPORAL_CLI);
  const parts = new Parts(settings, local.places);
  const stopParts = async () => {
    await parts.close();
    await local.stop();
  };
  try {
    tellNewKey(context, settings);
    // Before there is a worker: what such a schedule has fired meanwhile finds no pay day.
    for (const name of await restDemo(parts)) screen.say(`  payroll ${name}: its demonstration was cut off, so its schedule is paused`);
    const worker = await startWorker(parts, createLog(join(settings.dataDir, 'worker.log'), settings.logLevel));
    for (const line of describeParts(parts)) screen.say(`  ${line}`);
    screen.say(`  ready in ${((Date.now() - sinceMs) / 1_000).toFixed(1)} s`);
    for (const trouble of (await payrollTroubles(parts)).troubles) screen.say(troubleLine(trouble));
    return {
      parts,
      lost: Promise.race([local.lost, failureOfWorker(worker, settings.dataDir)]),
      async stop() {
        // Cut off, the next start asks the gateway what became of a request.
        await Promise.race([worker.stop().catch(() => undefined), sleep(limits.localWorkerStopMaxMs, undefined, { ref: false })]);
        await stopParts();
      },
    };
  } catch (error) {
    await stopParts();
    throw error;
  }
}

function describeParts({ settings, places }: Parts): readonly string[] {
  const { temporal, database, gateway, mode, metricsAddress } = settings;
  return [
    `Temporal   ${temporal.kind === 'named' ? temporal.address : `${places.temporal?.uiUrl ?? ''} (its UI)`}`,
    `database   ${database.kind === 'named' ? 'PostgreSQL, as DATABASE_URL says' : 'embedded'}`,
    `gateway    ${gateway.kind === 'named' ? `${gateway.baseUrl}, ${mode} mode` : 'a sandbox: no money moves'}`,
    ...(metricsAddress === undefined ? [] : [`metrics    http://${metricsAddress}/metrics`]),
  ];
}

function tellNewKey({ screen, streams }: CommandContext, settings: Settings): void {
  if (settings.database.kind !== 'embedded') return;
  const { madeAt } = dataKeysOf(settings);
  if (madeAt === undefined) return;
  screen.say(`  made the key that seals recipients, ${shownPath(madeAt, streams.workingFolder)}: without it the database cannot be read`);
}

const shownPath = (path: string, from: string) => {
  const short = relative(from, path);
  return short.startsWith('..') ? path : short;
};

async function failureOfWorker(worker: RunningWorker, dataDir: string): Promise<string> {
  try {
    await worker.ended;
    // It was asked to end: nothing is lost, and nobody waits any more.
    return await new Promise<string>(() => undefined);
  } catch {
    return `the worker has failed (see ${join(dataDir, 'worker.log')})`;
  }
}

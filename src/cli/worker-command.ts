import type { Command } from 'commander';
import type { Parts } from '../parts/parts';
import { createLog } from '../worker/create-log';
import { startWorker } from '../worker/start-worker';
import type { CommandContext, RunCommand } from './command-context';
import { CommandFailed } from './command-failed';
import { type ExitCode, exitCodes } from './exit-codes';
import { batchTroubleLine, batchTroubles } from './lost-workflow/batch-troubles';
import { payrollTroubles } from './schedule/payroll-troubles';
import { troubleLine } from './schedule/standing-trouble';
import { untilInterrupted } from './until-interrupted';
import { withParts } from './with-parts';

const standardError = 2;

const about = `Runs a worker of the settings' account until Ctrl-C or SIGTERM: it sends what
batches need, and logs JSON lines to standard error. Requests under way are
let end. Several workers of one account may run at once, on any machine.

Example:
  $ payrun worker`;

export function addWorkerCommand(program: Command, run: RunCommand): void {
  program
    .command('worker')
    .summary('run a worker')
    .description(about)
    .action(() => run((context) => withParts(context, (parts) => runWorker(context, parts))));
}

async function runWorker({ streams, screen }: CommandContext, parts: Parts): Promise<ExitCode> {
  const worker = await startWorker(parts, createLog(standardError, parts.settings.logLevel));
  const { gateway, temporal } = { gateway: parts.gateway(), temporal: parts.temporalServer() };
  screen.say(`The worker of ${gateway.accountId} at ${gateway.baseUrl} (${gateway.mode}) runs on Temporal at ${temporal.address}.`);
  for (const trouble of (await payrollTroubles(parts)).troubles) screen.say(troubleLine(trouble));
  for (const trouble of (await batchTroubles(parts)).troubles) screen.say(batchTroubleLine(trouble));
  const { metricsAddress } = parts.settings;
  if (metricsAddress !== undefined) screen.say(`Its metrics: http://${metricsAddress}/metrics`);
  const interruption = untilInterrupted(streams);
  const failure = await Promise.race([
    interruption.happened,
    worker.ended.then(
      () => undefined,
      (error: unknown) => ({ error }),
    ),
  ]);
  interruption.forget();
  if (failure !== undefined) {
    throw new CommandFailed(exitCodes.failed, 'the worker failed', 'see its log', 'start it again: it goes on where it was', {
      cause: failure.error,
    });
  }
  screen.say('Ending: requests under way are let end …');
  await worker.stop();
  return exitCodes.done;
}

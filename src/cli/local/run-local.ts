import { npmAbove } from '../../embedded/npm-above';
import { whenGone } from '../../embedded/when-gone';
import type { CommandContext } from '../command-context';
import { CommandFailed } from '../command-failed';
import type { CommandLineStreams } from '../command-line-streams';
import { countOf } from '../count-of';
import { type ExitCode, exitCodes } from '../exit-codes';
import { runCommander } from '../run-commander';
import { settingsOf } from '../settings-of';
import { goOn } from './go-on';
import { type LocalMachine, startLocalMachine } from './local-machine';
import { createLocalProgram, type LocalOptions } from './local-options';
import { chooseTask, type LocalTask } from './local-task';
import { oneStart } from './one-start';
import { openRowCount } from './open-row-count';
import { payHere } from './pay-here';
import { showDemo } from './payroll-demo/show-demo';
import { tellEnds } from './tell-ends';

/** Runs `npm start -- …` and returns its exit code. */
export function runLocal(argv: readonly string[], streams: CommandLineStreams): Promise<ExitCode> {
  return runCommander(argv, streams, (run) => createLocalProgram(streams, run, start));
}

async function start(context: CommandContext, file: string | undefined, options: LocalOptions): Promise<ExitCode> {
  const settings = settingsOf(context);
  const task = await chooseTask(context, settings, file, options);
  const npm = npmAbove(context.streams.environment);
  if (npm === 'ended') return exitCodes.interrupted;
  const release = await oneStart(settings.dataDir, npm);
  const stop = new AbortController();
  const stopListening = context.streams.onInterrupt(() => stop.abort());
  const stopWatching = npm && whenGone(npm, () => stop.abort());
  try {
    const machine = await startLocalMachine(context, settings);
    void machine.lost.then((what) =>
      stop.abort(new CommandFailed(exitCodes.failed, what, 'nothing is lost', 'npm start goes on where it was')),
    );
    let exitCode: ExitCode;
    try {
      exitCode = await work(context, machine, task, options, stop.signal);
    } finally {
      await end(context, machine, stop.signal.reason instanceof CommandFailed);
    }
    if (stop.signal.reason instanceof CommandFailed) throw stop.signal.reason;
    return exitCode;
  } finally {
    stopListening();
    stopWatching?.();
    release();
  }
}

async function work(
  context: CommandContext,
  { parts }: LocalMachine,
  task: LocalTask,
  options: LocalOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { screen, streams } = context;
  if (signal.aborted) return exitCodes.interrupted;
  await goOn(screen, parts);
  if (task.kind === 'serve') {
    screen.say('Everything is up. Pay a file from another terminal: npx payrun submit FILE. Ctrl-C ends it.');
    await tellEnds(screen, parts, signal, options.exit === true);
    return exitCodes.done;
  }
  const endsWithBatch = options.exit === true || streams.stdout.isTTY !== true;
  const exitCode =
    task.kind === 'payroll'
      ? await showDemo(context, parts, signal)
      : await payHere(context, parts, { task, report: options.report, endsWithBatch, signal });
  if (exitCode === undefined) return exitCodes.interrupted;
  if (endsWithBatch) return exitCode;
  screen.say('Everything stays up, for npx payrun in another terminal. Ctrl-C ends it.');
  await tellEnds(screen, parts, signal, false);
  return exitCode;
}

async function end({ screen }: CommandContext, machine: LocalMachine, isLost: boolean): Promise<void> {
  // Without its database there is nobody to ask; what is open will be told by the next start.
  const open = isLost ? undefined : await openRowCount(machine.parts).catch(() => undefined);
  await machine.stop();
  if (open === undefined) return;
  screen.say(
    open === 0
      ? 'Stopped. Nothing is open.'
      : `Stopped. ${countOf(open, 'row')} ${open === 1 ? 'is' : 'are'} open; npm start goes on with them.`,
  );
}

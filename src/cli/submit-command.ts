import { basename } from 'node:path';
import type { Command } from 'commander';
import type { DuplicatesPolicy } from '../store/duplicates-policy';
import { batchFacts } from './batch-document';
import type { CommandContext, RunCommand } from './command-context';
import { addControlOptions, type ControlOptions } from './control-options';
import { currentActor } from './current-actor';
import { describeSubmitted } from './describe-submitted';
import { duplicateDaysOption } from './duplicate-days-option';
import { duplicatesOption } from './duplicates-option';
import { type ExitCode, exitCodes } from './exit-codes';
import { findFile } from './find-file';
import { followBatch } from './follow-batch';
import { addFormOptions, type FormOptions, formArguments } from './form-options';
import { keepHeapSmall } from './keep-heap-small';
import { maxFailedOption } from './max-failed-option';
import { periodOption } from './period-option';
import { addPolicyOptions, type PolicyOptions, policyOf } from './policy-options';
import { shownArgument } from './shown-argument';
import { submitFile } from './submit-file';
import { untilInterrupted } from './until-interrupted';
import { warnWithoutWorker } from './warn-without-worker';
import { withParts } from './with-parts';

type Options = ControlOptions &
  FormOptions &
  PolicyOptions &
  Readonly<{ period?: string; duplicates: DuplicatesPolicy; duplicateDays: number; maxFailed?: string; yes?: true; watch: boolean }>;

const about = `Checks a file as payrun check does, shows its rows and totals, asks to type the
total, and pays it. The same file attaches to its batch and never starts a
second one. Ends with the batch's exit code (payrun help exit-codes).

Example:
  $ payrun submit salaries.csv --period 2026-12`;

export function addSubmitCommand(program: Command, run: RunCommand): void {
  const command = program
    .command('submit')
    .summary('check a file and pay it')
    .description(about)
    .argument('<file>', 'a CSV of payouts; payrun help file tells its columns')
    .addOption(periodOption())
    .addOption(duplicatesOption())
    .addOption(duplicateDaysOption())
    .addOption(maxFailedOption())
    .option('--yes', 'somebody has seen the totals: do not ask')
    .option('--no-watch', 'end once the batch is started');
  addPolicyOptions(addControlOptions(addFormOptions(command))).action((file: string, options: Options) =>
    run((context) => submit(context, file, options)),
  );
}

async function submit(context: CommandContext, name: string, options: Options): Promise<ExitCode> {
  const path = await findFile(name, context.streams.workingFolder);
  keepHeapSmall();
  return await withParts(context, async (parts) => {
    const { period, duplicates, duplicateDays, maxFailed, encoding, delimiter, yes, watch } = options;
    const form = { encoding, delimiter };
    const policy = { duplicates, duplicateDays, maxFailed, problems: policyOf(options) };
    const answers = { isConfirmed: yes === true, actor: currentActor() };
    const asked = { path, period, form, expected: options, ...policy, ...answers };
    const submitted = await untilStored(context, (signal) => submitFile(context, parts, { ...asked, signal }));
    const { batch, isAttached } = submitted;
    const { screen } = context;
    screen.say(describeSubmitted(submitted, `payrun submit ${shownArgument(name)}${formArguments(form)} --period 2026-12`));
    const document = { kind: 'submitted', file: basename(path), attached: isAttached, ...batchFacts(batch) };
    if (!watch) {
      screen.result(document, () => batch.id);
      return exitCodes.done;
    }
    screen.event(document);
    if (batch.state !== 'finished') await warnWithoutWorker(context, parts);
    return await followBatch(context, parts, batch);
  });
}

/** A first Ctrl-C gives the file up, with nothing left behind; another one ends the process. */
async function untilStored<Result>({ streams }: CommandContext, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController();
  const interruption = untilInterrupted(streams);
  void interruption.happened.then(() => {
    stop.abort();
    interruption.forget();
  });
  try {
    return await work(stop.signal);
  } finally {
    interruption.forget();
  }
}

import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { shownFileName } from '../domain/shown-file-name';
import { checkDocument } from './check-document';
import { checkFile } from './check-file';
import type { CommandContext, RunCommand } from './command-context';
import { addControlOptions, type ControlOptions } from './control-options';
import { type ExitCode, exitCodes } from './exit-codes';
import { findFile } from './find-file';
import { addFormOptions, type FormOptions } from './form-options';
import { keepHeapSmall } from './keep-heap-small';
import { periodOption } from './period-option';
import { planWords } from './plan-words';
import { addPolicyOptions, type PolicyOptions, policyOf } from './policy-options';
import { rowsAndTotals } from './rows-and-totals';
import { withParts } from './with-parts';

type Options = ControlOptions & FormOptions & PolicyOptions & Readonly<{ period?: string; out?: string }>;

const about = `Checks a file by Payrun's rules and by the gateway's own. Nothing is sent and
nothing is stored. Ends with 2 if anything is wrong with the file, with 1 if
the gateway could not be asked. Control totals come from --expect-rows and
--expect-total, or from a file beside it: salaries.totals for salaries.csv.
--out writes the file's own rows again, with what is wrong with each and how
to mend it in four more columns.

Example:
  $ payrun check salaries.csv --period 2026-12 --out problems.csv`;

export function addCheckCommand(program: Command, run: RunCommand): void {
  const command = program
    .command('check')
    .summary('check a file, send nothing')
    .description(about)
    .argument('<file>', 'a CSV of payouts; payrun help file tells its columns')
    .addOption(periodOption())
    .option('--out <file>', 'write the rows with what is wrong with each to a file, whole or not at all');
  addPolicyOptions(addControlOptions(addFormOptions(command))).action((file: string, options: Options) =>
    run((context) => check(context, file, options)),
  );
}

async function check(context: CommandContext, name: string, options: Options): Promise<ExitCode> {
  const { period, encoding, delimiter } = options;
  const { screen, streams } = context;
  const path = await findFile(name, streams.workingFolder);
  const out = options.out === undefined ? undefined : resolve(streams.workingFolder, options.out);
  keepHeapSmall();
  const stop = new AbortController();
  const stopListening = streams.onInterrupt(() => stop.abort());
  try {
    return await withParts(context, async (parts) => {
      const form = { encoding, delimiter };
      const asked = { path, period, form, expected: options, problems: policyOf(options), out, signal: stop.signal };
      const checked = await checkFile(context, parts, asked);
      const { file, skipBy, rules, out: written } = checked;
      const told = { period, isLive: true, skips: skipBy !== undefined, out: written, rules };
      const document = checkDocument(shownFileName(basename(path)), file, told);
      screen.result(document, () =>
        skipBy === undefined ? `${screen.outPaint.green('No problems:')} ${rowsAndTotals(file)}.` : planWords(checked),
      );
      return exitCodes.done;
    });
  } finally {
    stopListening();
  }
}

import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import { type Resolved, resolveUnknown } from '../asking/resolve-unknown';
import { formatAmount } from '../domain/format-amount';
import { type GatewaySays, gatewayWords, type Resolution, resolutions, resolveDeclineWords } from '../domain/resolution';
import type { Parts } from '../parts/parts';
import { type FoundRow, findRows } from '../store/resolve/find-rows';
import { becauseOf, becauseOption } from './because-option';
import type { CommandContext, RunCommand } from './command-context';
import { CommandFailed } from './command-failed';
import { currentActor } from './current-actor';
import { type ExitCode, exitCodes } from './exit-codes';
import { groupThousands } from './group-thousands';
import { interrupted, openQuestions } from './open-questions';
import { tellWorkflow } from './tell-workflow';
import { withParts } from './with-parts';
import { withReads } from './with-reads';

type Options = Readonly<{ as: Resolution; because: string; batch?: string; yes?: true }>;

const about = `Says how an unknown row ended, where somebody knows it from elsewhere: the
report counts it so from then on. The gateway is asked once more first, and what
it tells holds. If it contradicts, the reference is to be typed, or --yes.
Nothing is sent for it, it is still asked about, and nobody may pay it again.

Example:
  $ payrun resolve emp-0001 --as paid --because "bank statement of 3 December"`;

export function addResolveCommand(program: Command, run: RunCommand): void {
  program
    .command('resolve')
    .summary('say how an unknown row ended')
    .description(about)
    .argument('<reference>', "the row's reference_id, or the reference that was sent")
    .addOption(new Option('--as <end>', 'how it ended').choices(resolutions).makeOptionMandatory())
    .addOption(becauseOption().makeOptionMandatory())
    .option('--batch <batch>', 'of this batch, where several have the reference')
    .option('--yes', 'even if the gateway contradicts')
    .action((reference: string, options: Options) =>
      run((context) => withParts(context, (parts) => resolve(context, parts, reference, options))),
    );
}

const notResolved = (why: string, hint?: string) => new CommandFailed(exitCodes.refused, 'nothing is resolved', why, hint);

/** The one row that is meant. */
function theRow(rows: readonly FoundRow[]): FoundRow {
  const open = rows.filter(({ state }) => state !== 'closed');
  const candidates = open.length > 0 ? open : rows;
  const [row, ...others] = candidates;
  if (row === undefined) throw notResolved('there is no payout with this reference', 'the report has every reference: payrun report');
  if (others.length === 0) return row;
  const batches = candidates.map(({ batchId }) => batchId).join(', ');
  throw notResolved('several batches have this reference', `name one with --batch: ${batches}`);
}

async function resolve(context: CommandContext, parts: Parts, reference: string, options: Options): Promise<ExitCode> {
  const { why } = becauseOf(options.because);
  if (why === undefined || why.trim() === '') throw notResolved('--because is empty', 'say who knows it, and from where');
  const { db, accountId } = await parts.store();
  const row = theRow(await findRows(db, accountId, reference, options.batch));
  const { batchId, line } = row;
  const asked = { batchId, line, as: options.as, actor: currentActor(), why, requestId: randomUUID() };
  const standsBy = (says: GatewaySays) => stands(context, row, reference, options, says);
  const resolved = await withReads(parts, (reads) => resolveUnknown(reads, { ...asked, standsBy }));
  if (resolved === undefined) throw new Error('the row was found and is gone');
  if (resolved.kind === 'declined') throw notResolved(resolveDeclineWords(resolved.reason), `payrun show ${reference}`);
  if (resolved.kind === 'contradicted') throw notResolved(gatewayWords(resolved.says), 'say --yes if it is so all the same');
  if (resolved.kind !== 'already') await tellWorkflow(context, parts, batchId);
  return tell(context, row, options.as, resolved);
}

/** The gateway contradicts: shows how, and wants the reference typed. */
async function stands({ screen, streams }: CommandContext, row: FoundRow, reference: string, options: Options, says: GatewaySays) {
  const amount = `${row.currency} ${groupThousands(formatAmount(row.amountMinor, row.currency))}`;
  screen.say(`Line ${row.line} of batch ${row.batchId}, ${amount} to ${row.recipient}: ${gatewayWords(says)}, not ${options.as}.`);
  if (options.yes === true) return true;
  if (streams.stdin.isTTY !== true) return false;
  const questions = openQuestions(streams);
  try {
    const typed = await questions.ask(`Type the reference if it is ${options.as} all the same (${reference}): `);
    if (typed === interrupted) throw new CommandFailed(exitCodes.interrupted, 'nothing is resolved', 'stopped by Ctrl-C');
    return typed?.trim() === reference;
  } finally {
    questions.close();
  }
}

type Told = Extract<Resolved, { kind: 'resolved' | 'already' | 'ended' }>;

function tell({ screen }: CommandContext, { batchId, line }: FoundRow, as: Resolution, resolved: Told): ExitCode {
  const place = { kind: 'resolution', batch: batchId, line, result: resolved.kind };
  const outcome = resolved.kind === 'ended' ? resolved.outcome : as;
  const gateway =
    resolved.kind !== 'resolved' ? {} : { gateway: resolved.says.kind === 'open' ? resolved.says.status : resolved.says.kind };
  screen.result({ ...place, outcome, ...gateway }, () => {
    const what = `Line ${line} of batch ${batchId}`;
    if (resolved.kind === 'already') return `${what} counts as ${as} already.`;
    if (resolved.kind === 'ended') return `${what}: the gateway has told its end by now, and that holds: ${outcome.replaceAll('_', ' ')}.`;
    return `${what} counts as ${as} from now on. The gateway is asked on, and its word holds once it tells an end.`;
  });
  return exitCodes.done;
}

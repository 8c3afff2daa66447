import type { Command } from 'commander';
import type { Parts } from '../parts/parts';
import { type ShownPayout, showPayout } from '../store/show-payout';
import type { CommandContext, RunCommand } from './command-context';
import { CommandFailed } from './command-failed';
import { type ExitCode, exitCodes } from './exit-codes';
import { payoutDocument } from './payout-document';
import { renderPayout } from './render-payout';
import { withParts } from './with-parts';

const about = `Shows one payout by its reference, as the file has it or as it was sent, and
every call to the gateway about it, in order. The recipient is masked.

Example:
  $ payrun show emp-0001`;

export function addShowCommand(program: Command, run: RunCommand): void {
  program
    .command('show')
    .summary('show a payout and its calls')
    .description(about)
    .argument('<reference>', "the row's reference_id, or the reference that was sent")
    .action((reference: string) => run((context) => withParts(context, (parts) => show(context, parts, reference))));
}

async function show({ screen }: CommandContext, parts: Parts, reference: string): Promise<ExitCode> {
  const { db, accountId } = await parts.store();
  const payouts: readonly ShownPayout[] = await showPayout(db, accountId, reference);
  if (payouts.length === 0) {
    const hint = 'the report has every reference: payrun report';
    throw new CommandFailed(exitCodes.refused, 'there is no payout with this reference', undefined, hint);
  }
  screen.result({ kind: 'payouts', payouts: payouts.map(payoutDocument) }, () =>
    payouts.map((payout) => renderPayout(screen, payout)).join('\n\n'),
  );
  return exitCodes.done;
}

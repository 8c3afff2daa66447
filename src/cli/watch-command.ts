import type { Command } from 'commander';
import type { RunCommand } from './command-context';
import { findWantedBatch } from './find-wanted-batch';
import { followBatch } from './follow-batch';
import { withParts } from './with-parts';

const about = `Shows how a batch gets on until it ends, then its report's summary. Ends with
the batch's exit code. Ctrl-C stops watching; the batch goes on.

Example:
  $ payrun watch`;

export function addWatchCommand(program: Command, run: RunCommand): void {
  program
    .command('watch')
    .summary('watch a batch to its end')
    .description(about)
    .argument('[batch]', "the batch's id; the latest one if absent")
    .action((batchId: string | undefined) =>
      run((context) =>
        withParts(context, async (parts) => {
          const { db, accountId } = await parts.store();
          const batch = await findWantedBatch(db, accountId, batchId);
          context.screen.say(`Batch ${batch.id}, ${batch.fileName}`);
          return await followBatch(context, parts, batch);
        }),
      ),
    );
}

import { setTimeout as sleep } from 'node:timers/promises';
import { pressByCommand } from './people/press-by-command';
import { waitingBatches } from './people/waiting-batches';
import { sendAllAgain } from './send-file';
import type { Trial } from './trial';

const giveUpMs = 20 * 60_000;

type Open = Readonly<{ batchId: string; openRows: number }>;

/** Batches of the trial's files that have not ended, with their open rows. */
async function openBatches(trial: Trial): Promise<readonly Open[]> {
  const sql = `select b.id as "batchId", (select count(*)::int from payouts p where p.batch_id = b.id and p.state <> 'closed') as "openRows"
    from batches b where b.id = any($1) and b.state <> 'finished'`;
  return await trial.world.db.query<Open>(sql, [trial.files.map(({ batchId }) => batchId)]);
}

/** Somebody approves what still waits for it, and goes on with what is paused. */
async function letGo(trial: Trial): Promise<void> {
  for (const { batchId, cause } of await waitingBatches(trial)) {
    await pressByCommand(trial, cause === 'approval' ? 'approve' : 'resume', batchId);
  }
}

/** Sends every file once more, as people do after a bad day, and waits for the end of all batches. Says what is still open if they do not end. */
export async function settleTrial(trial: Trial): Promise<readonly Open[]> {
  await sendAllAgain(trial);
  const untilMs = Date.now() + giveUpMs;
  for (;;) {
    const open = await openBatches(trial).catch(() => undefined);
    if (open?.length === 0) return [];
    if (Date.now() > untilMs) return open ?? [];
    await letGo(trial);
    await sleep(1_000);
  }
}

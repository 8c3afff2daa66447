import { setTimeout as sleep } from 'node:timers/promises';
import { submittedOf } from '../e2e/judge-batch';
import type { MadeRow } from '../e2e/payees';
import type { Ended } from '../e2e/program';
import type { Trial } from './trial';

/** A file that a person has sent, as often as it took. */
export type SentFile = Readonly<{ path: string; batchId: string; rows: readonly MadeRow[]; args: readonly string[] }>;

const giveUpMs = 15 * 60_000;

/** `payrun submit FILE` once, without watching. */
export async function submitOnce(trial: Trial, path: string, args: readonly string[]): Promise<Ended> {
  return await trial.world.run(['submit', path, '--yes', '--no-watch', '-o', 'json', ...args], trial.settings);
}

/** As a person does: when a part was out of reach, or the command was killed, the same file is sent again. */
export async function sendUntilTaken(trial: Trial, path: string, args: readonly string[] = []): Promise<string> {
  const untilMs = Date.now() + giveUpMs;
  for (;;) {
    if (trial.isOver) throw new Error(`the trial ended before ${path} was taken`);
    const ended = await submitOnce(trial, path, args);
    if (ended.code === 0) return submittedOf(ended).batch;
    if (ended.code === 2 || Date.now() > untilMs) throw new Error(`${path} was not taken:\n${ended.stdout}${ended.stderr}`);
    await sleep(2_000);
  }
}

/** A file that was cancelled is left alone, unless its batch is not over or was lost: sent once more, it would be another decision. */
async function endedCanceled({ world }: Trial, { batchId }: SentFile): Promise<boolean> {
  const sql = `select from batches b join gates g on g.batch_id = b.id and g.cause = 'canceled' where b.id = $1 and b.state = 'finished'`;
  return (await world.db.query(sql, [batchId]).catch(() => [])).length > 0;
}

/** Every file once more, in the order in which people sent them first: a corrected file never comes before the one that it corrects. */
export async function sendAllAgain(trial: Trial): Promise<void> {
  for (const file of [...trial.files]) {
    if (await endedCanceled(trial, file)) continue;
    const batchId = await sendUntilTaken(trial, file.path, file.args);
    if (batchId !== file.batchId) throw new Error(`${file.path} became another batch when it was sent again`);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { doubtfulRows } from './people/doubtful-rows';
import { type Person, somePerson } from './people/person';
import { pressByCommand } from './people/press-by-command';
import { sayOf } from './people/say-something';
import { batchesWithFailed, waitingBatches } from './people/waiting-batches';
import { sendAllAgain } from './send-file';
import type { Trial } from './trial';

const giveUpMs = 20 * 60_000;
/** What people do while they wait must not be what is waited for. */
const sayingsMax = 6;
const retriesMax = 12;

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

/** While other batches are waited for: what failed is retried, up to its last reference, and what is unknown is resolved, each row once. */
class Waiting {
  readonly #said = new Set<string>();
  #retries = 0;

  constructor(
    private readonly trial: Trial,
    private readonly who: Person,
  ) {}

  /** False where there was nothing to say. */
  async passTime(open: readonly Open[]): Promise<boolean> {
    for (const batchId of await batchesWithFailed(this.trial)) {
      if (this.#retries >= retriesMax || !open.some((other) => other.batchId !== batchId)) continue;
      this.#retries += 1;
      await this.who.press('retry', batchId);
    }
    const row = (await doubtfulRows(this.trial)).find(({ reference }) => !this.#said.has(reference));
    if (row === undefined || this.#said.size >= sayingsMax) return false;
    this.#said.add(row.reference);
    await sayOf(this.trial, this.who, row);
    return true;
  }
}

/** Sends every file once more, as people do after a bad day, and waits for the end of all batches. Says what is still open if they do not end. */
export async function settleTrial(trial: Trial): Promise<readonly Open[]> {
  await sendAllAgain(trial);
  const untilMs = Date.now() + giveUpMs;
  const waiting = new Waiting(trial, somePerson(trial));
  for (;;) {
    const open = await openBatches(trial).catch(() => undefined);
    if (Date.now() > untilMs) return open ?? [];
    await letGo(trial);
    const hasSaid = trial.options.people && open !== undefined && (await waiting.passTime(open));
    if (open?.length === 0 && !hasSaid) return [];
    await sleep(1_000);
  }
}

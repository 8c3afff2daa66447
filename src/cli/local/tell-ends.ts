import { setTimeout as sleep } from 'node:timers/promises';
import type { Parts } from '../../parts/parts';
import { findBatch, openBatches } from '../../store/batches';
import type { Screen } from '../screen';

const pollMs = 2_000;

/** Says which batches come and which end, until `signal` aborts, or with `untilNoneOpen` until none is open. */
export async function tellEnds(screen: Screen, parts: Parts, signal: AbortSignal, untilNoneOpen: boolean): Promise<void> {
  const { db, accountId } = await parts.store();
  let known: ReadonlySet<string> | undefined;
  while (!signal.aborted) {
    const open = await openBatches(db, accountId);
    const ids = new Set(open.map(({ id }) => id));
    for (const id of known ?? []) {
      if (!ids.has(id)) screen.say(`Batch ${id} is ${(await findBatch(db, id))?.state ?? 'gone'}: npx payrun report ${id}`);
    }
    if (known !== undefined) for (const id of ids) if (!known.has(id)) screen.say(`Batch ${id} has come.`);
    known = ids;
    if (untilNoneOpen && ids.size === 0) return;
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

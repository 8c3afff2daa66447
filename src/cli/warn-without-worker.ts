import type { Parts } from '../parts/parts';
import { hasWorker } from '../temporal/has-worker';
import type { CommandContext } from './command-context';

/** Says so where nobody is there to do the work: what waits for a worker looks as if it were stuck. */
export async function warnWithoutWorker({ screen }: CommandContext, parts: Parts): Promise<void> {
  const { connection } = await parts.temporal();
  if (await hasWorker(connection, parts.temporalServer().namespace)) return;
  screen.say(`${screen.errPaint.yellow('warning:')} no worker runs, so nothing moves yet. Start one with: payrun worker`);
}

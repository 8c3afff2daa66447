import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { Screen } from '../screen';

const lookEveryMs = 2_000;

const words = [
  '! a worker of another gateway account was asked, and leaves this to one of its own account, which is asked again within a minute.',
  '  If none runs it waits for one: payrun worker, with the settings of this account.',
].join('\n');

/** Says once, until `signal` comes, that workers of other accounts were asked for a run: what waits for one of its own looks as if it were stuck. */
export async function tellOtherWorkers(
  { say }: Pick<Screen, 'say'>,
  run: Pick<WorkflowHandle, 'describe'>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
    const found = signal.aborted ? undefined : await run.describe().catch(() => undefined);
    const isLeft = found?.raw.pendingActivities?.some(({ lastFailure }) => lastFailure?.applicationFailureInfo?.type === 'OtherAccount');
    if (isLeft !== true || signal.aborted) continue;
    say(words);
    return;
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { limits } from '../domain/limits';
import { clientConnectionOptions } from '../temporal/connection-options';

const pollMs = 50;
const callMs = 2_000;

/**
 * Resolves with an open connection once the server answers for its namespace: the port listens earlier than that.
 * Rejects with the last error when `signal` aborts or `limits.embeddedStartMs` is over.
 */
export async function untilTemporalAnswers(address: string, namespace: string, signal: AbortSignal): Promise<Connection> {
  const giveUpAt = Date.now() + limits.embeddedStartMs;
  const connection = Connection.lazy(clientConnectionOptions({ address, namespace }));
  for (;;) {
    try {
      await connection.withDeadline(Date.now() + callMs, () => connection.workflowService.describeNamespace({ namespace }));
      return connection;
    } catch (error) {
      if (signal.aborted || Date.now() > giveUpAt) {
        await connection.close();
        throw error;
      }
    }
    await sleep(pollMs);
  }
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';

/**
 * Keeps a workflow's history for every later test run, under a name that says what happened in it. Does so only when
 * PAYRUN_TEST_RECORD_HISTORIES is set: a history is recorded once and then stays, since old workflows go on under new code.
 */
export async function recordHistory(handle: WorkflowHandle, name: string): Promise<void> {
  if (process.env.PAYRUN_TEST_RECORD_HISTORIES === undefined) return;
  const history: unknown = JSON.parse(historyToJSON(await handle.fetchHistory()));
  const text = JSON.stringify({ workflowId: handle.workflowId, history }, null, 1);
  writeFileSync(join(__dirname, '../histories', `${name}.json`), `${text}\n`);
}

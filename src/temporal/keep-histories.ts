import type { Connection } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time';
import { limits } from '../domain/limits';

const wantedMs = limits.temporalRetentionHours * 3_600_000;

/** Keeps ended workflows as long as a month's payroll is asked about: the development server's own day is too short to look anything up. */
export async function keepHistories(connection: Connection, namespace: string): Promise<void> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  if ((optionalTsToMs(config?.workflowExecutionRetentionTtl) ?? 0) >= wantedMs) return;
  await connection.workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: msToTs(wantedMs) } });
}

import { activityInfo } from '@temporalio/activity';
import { limits } from '../domain/limits';
import { errorCode } from '../payroll/inbox/error-code';
import { leaveReport } from '../payroll/inbox/leave-report';
import { tellLeftFiles } from '../payroll/inbox/left-files';
import { pickUp } from '../payroll/inbox/pick-up';
import { putAway } from '../payroll/inbox/put-away';
import { findBatch } from '../store/batches';
import { findPayroll } from '../store/payrolls/payrolls';
import type { BatchDependencies } from './batch-dependencies';
import { outOfTime, tryAgain } from './failures';
import type { LeftFilesOrder, PayrollFileResult, PayrollPeriodOrder, PutAwayOrder } from './payrun-activities';
import { requireAccount } from './require-account';

/**
 * Waits for the file of a period and takes it into the database, one look an attempt: the wait is this activity's retry, so it adds nothing
 * to the history, and any worker that sees the folder may make the next look.
 */
export async function awaitPayrollFile(deps: BatchDependencies, order: PayrollPeriodOrder): Promise<PayrollFileResult> {
  await requireAccount(deps, order);
  const { period, payDate, dueAt, askedBy, isByHand, contentHash } = order;
  const payroll = await findPayroll(deps.db, deps.accountId, order.payroll);
  if (payroll === undefined) return { kind: 'refused', why: 'deleted' };
  const { source } = payroll;
  if (source.kind !== 'inbox') return { kind: 'ready' };
  const { attempt, scheduledTimestampMs } = activityInfo();
  const lookingSince = new Date(scheduledTimestampMs);
  const request = { payroll, period, payDate, dueAt: new Date(dueAt), askedBy, isByHand, contentHash, source, lookingSince };
  const result = await pickUp(deps, request);
  if (result.kind !== 'awaited') return result;
  if (result.what === 'folder_missing' || result.what === 'folder_unusable') {
    deps.log.warn({ payroll: payroll.name, period, why: result.what }, 'this worker cannot take files from the folder of a payroll');
  }
  const delayMs = Math.min(limits.inboxLookStepMs * attempt, limits.inboxLookDelayMaxMs, Math.max(result.withinMs, 1_000));
  throw tryAgain('FileAwaited', 'inbox', `${period} waits: ${result.what}`, delayMs);
}

/** What stays undone in a folder is said here, and holds up nothing. */
async function inFolder(deps: BatchDependencies, what: string, about: object, work: () => Promise<string>): Promise<void> {
  const result = await work().catch((error: unknown) => {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return code;
  });
  if (!isUndone(result)) return;
  if (outOfTime(limits.inboxAgainMs)) deps.log.error({ ...about, why: result }, `${what}: given up`);
  else throw tryAgain('FolderUnreachable', 'inbox', `${what}: ${result}`, limits.inboxAgainMs);
}

/** Results of our own are whole words; codes of the system are capitals. */
const isUndone = (result: string): boolean => result === 'unreachable' || result === 'too_early' || /^[A-Z0-9_]+$/.test(result);

/** Moves the file of a period that has ended out of the way. */
export async function putPayrollFileAway(deps: BatchDependencies, order: PutAwayOrder): Promise<void> {
  const { payroll: name, period } = order;
  await requireAccount(deps, order);
  const payroll = await findPayroll(deps.db, deps.accountId, name);
  if (payroll === undefined) return;
  await inFolder(deps, 'putting a file away', { payroll: name, period }, async () => {
    const result = await putAway(deps, payroll, period);
    if (result === 'left')
      deps.log.warn({ payroll: name, period }, 'another file lies in the folder for a period that was run; it is not paid');
    if (result === 'gone') deps.log.warn({ payroll: name, period }, 'the file that was picked up is no longer in the folder');
    return result;
  });
}

/** Tells of files that nobody is going to pay. */
export async function tellLeftPayrollFiles(deps: BatchDependencies, order: LeftFilesOrder): Promise<void> {
  const { payroll: name, butNotOf } = order;
  await requireAccount(deps, order);
  const payroll = await findPayroll(deps.db, deps.accountId, name);
  if (payroll === undefined || payroll.source.kind !== 'inbox') return;
  const { source } = payroll;
  await inFolder(deps, 'looking for files that were left', { payroll: name }, async () => {
    const periods = await tellLeftFiles(deps.db, payroll, source, butNotOf);
    if (periods.length > 0)
      deps.log.warn({ payroll: name, periods }, 'files lie in the folder for periods that were run; they are not paid');
    return 'told';
  });
}

/** Puts the report of a batch beside the file that it was made from. */
export async function leavePayrollReport(deps: BatchDependencies, batchId: string): Promise<void> {
  const batch = await findBatch(deps.db, batchId);
  if (batch === undefined) return;
  await inFolder(deps, 'leaving a report', { batch: batchId }, () => leaveReport(deps.db, batch));
}

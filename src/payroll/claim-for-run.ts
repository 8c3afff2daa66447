import { type ClaimRequest, claimWithin } from '../store/claim';
import type { ClaimResult } from '../store/claim-result';
import type { Database } from '../store/database';
import { lockClaims } from '../store/lock-claims';
import { appendNotice } from '../store/notices/append-notice';
import type { Payroll } from '../store/payrolls/payroll';
import { endRun, lockRun } from '../store/payrolls/payroll-runs';
import { changeDetails } from './change-details';
import type { PeriodChange } from './change-since';

/**
 * `roster`: the version that the batch was made of. `begunAt`: the run's last change when it was begun. `change`: how it differs from the
 * period before, if there is one.
 */
type ClaimingRun = Readonly<{
  payroll: Payroll;
  period: string;
  roster: number | undefined;
  begunAt: Date;
  change: PeriodChange | undefined;
  isMuchChanged: boolean;
}>;

/**
 * Claims the batch of a period and notes that the period is paid from it, in one transaction: a batch is never claimed for a run that was
 * refused, has another batch, or began anew, with another file perhaps or by somebody who allows less. One that was taken for missed, and
 * lives after all, pays.
 */
export async function claimForRun(
  db: Pick<Database, 'transaction'>,
  { payroll, period, roster, begunAt, change, isMuchChanged }: ClaimingRun,
  request: ClaimRequest,
): Promise<ClaimResult | Readonly<{ kind: 'overtaken' }>> {
  const { accountId, name } = payroll;
  const place = { accountId, payroll: name, period };
  const { batchId } = request;
  return await db.transaction(async (queries) => {
    await lockClaims(queries, accountId);
    const run = await lockRun(queries, place);
    const isBegun = run?.state === 'running' && run.changedAt.getTime() === begunAt.getTime();
    const isOurs = (isBegun || run?.state === 'missed') && run.roster === roster;
    if (!isOurs) return { kind: 'overtaken' };
    const claimed = await claimWithin(queries, request);
    if (claimed.kind === 'refused' || claimed.kind === 'details_erased') return claimed;
    const details = change === undefined ? {} : { change: changeDetails(change), isMuchChanged };
    await endRun(queries, place, { state: 'paid_from', batchId, details });
    if (isMuchChanged && change !== undefined) {
      const told = { payroll: name, period, ...changeDetails(change) };
      await appendNotice(queries, { kind: 'payroll_changed', accountId, batchId, details: told, once: `payroll-changed/${batchId}` });
    }
    return claimed;
  });
}

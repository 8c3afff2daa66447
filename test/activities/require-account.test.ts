import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { BatchDependencies } from '../../src/activities/batch-dependencies';
import { awaitPayrollFile, putPayrollFileAway, tellLeftPayrollFiles } from '../../src/activities/payroll-inbox';
import { planPayroll, refusePayrollPeriod, runPayrollPeriod } from '../../src/activities/run-payroll';
import { accountMark } from '../../src/store/account-mark';
import { accountIdentity } from '../../src/store/accounts';
import { describeOnEmbedded } from '../support/databases';
import { newAccount } from '../support/draft-of';

describeOnEmbedded('an order for a payroll of this name', (database) => {
  const period = { period: '2026-11', dueAt: '2026-11-25T07:00:00.000Z', askedBy: 'ann', isByHand: true };
  const activities = { planPayroll, runPayrollPeriod, refusePayrollPeriod, awaitPayrollFile, putPayrollFileAway, tellLeftPayrollFiles };

  /** What the activity of a worker whose account has no such payroll makes of an order with this mark. */
  const take = async (name: keyof typeof activities, markOf: (accountId: bigint, other: bigint) => Promise<string | undefined>) => {
    const [accountId, other] = [await newAccount(database()), await newAccount(database())];
    const account = await markOf(accountId, other);
    const order = { ...period, payroll: 'staff', scheduledAt: period.dueAt, butNotOf: [], ...(account !== undefined && { account }) };
    const deps = { db: database(), accountId } as unknown as BatchDependencies;
    return await new MockActivityEnvironment().run(() => activities[name](deps, order)).catch((error: unknown) => error);
  };
  const mark = async (accountId: bigint) => accountMark(await accountIdentity(database(), accountId));
  const names = Object.keys(activities) as (keyof typeof activities)[];

  test.each(names)('is left by %s to a worker of the account that gave it', async (name) => {
    const failure = await take(name, (_, other) => mark(other));
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ type: 'OtherAccount', nonRetryable: false });
  });

  test.each(names)('is taken by %s from its own account, and from one that gave no name', async (name) => {
    expect(await take(name, mark)).not.toBeInstanceOf(Error);
    expect(await take(name, () => Promise.resolve(undefined))).not.toBeInstanceOf(Error);
  });
});

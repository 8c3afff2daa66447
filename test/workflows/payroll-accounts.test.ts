import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import type { PayrollPeriodOrder, PayrollPeriodResult } from '../../src/activities/payrun-activities';
import { accountMark } from '../../src/store/account-mark';
import { accountIdentity } from '../../src/store/accounts';
import { listRuns } from '../../src/store/payrolls/payroll-runs';
import { savePayroll } from '../../src/store/payrolls/payrolls';
import { storeRoster } from '../../src/store/payrolls/rosters';
import type { PayrollInput } from '../../src/workflows/inputs';
import type { PayrollRunResult } from '../../src/workflows/payroll-run-result';
import { describeOnEmbedded } from '../support/databases';
import { testKeys } from '../support/draft-of';
import { PayrunBench, quietRuntime, workflowBundle } from '../support/payrun-bench';
import { connectTestTemporal, type TestTemporal } from '../support/temporal';
import { until } from '../support/until';

quietRuntime();

describeOnEmbedded('runPayroll where two accounts share a task queue', (database) => {
  let ours: PayrunBench;
  let theirs: PayrunBench;
  beforeEach(async () => {
    ours = await PayrunBench.start(database());
    theirs = await PayrunBench.start(database(), { taskQueue: ours.taskQueue });
  });
  afterEach(async () => {
    await Promise.all([ours.stop(), theirs.stop()]);
  });

  const makePayroll = async () => {
    const { db, accountId } = ours;
    const name = `staff-${randomUUID().slice(0, 8)}`;
    const days = { rule: { kind: 'monthly', days: [25] }, at: '09:00', timezone: 'UTC', shift: 'none' } as const;
    const policy = { ceilings: [], maxChange: undefined, duplicates: 'refuse' } as const;
    const calendar = { ...days, weekend: [6, 7], holidays: [] };
    await savePayroll(db, { accountId, name, calendar, source: { kind: 'roster' }, policy, actor: 'ann' });
    const bytes = Buffer.from('reference_id,service,currency,amount,fields.account\nemp-1,test_usd,USD,10.00,501\n');
    const facts = { fileName: 'staff.csv', contentHash: randomUUID(), rowCount: 1, totals: { USD: 1_000n }, storedBy: 'ann' };
    await storeRoster(db, testKeys, { accountId, payroll: name }, facts, bytes);
    return name;
  };

  test("another account's worker leaves a run to a worker of its own, which pays it", async () => {
    const payroll = await makePayroll();
    const account = accountMark(await accountIdentity(ours.db, ours.accountId));
    await ours.stopWorker();
    const { client, namespace } = ours.temporal;
    const input: PayrollInput = { payroll, period: '2025-11', account };
    const workflowId = `payroll/${payroll}/2025-11`;
    const handle = await client.workflow.start('runPayroll', { taskQueue: ours.taskQueue, workflowId, args: [input] });
    const left = async () => (await handle.describe()).raw.pendingActivities?.[0];
    await until(async () => (await left())?.lastFailure?.applicationFailureInfo?.type === 'OtherAccount');
    expect(await listRuns(ours.db, ours.accountId, payroll)).toEqual([]);
    await ours.startWorker();
    await theirs.stopWorker();
    await client.workflowService.resetActivity({ namespace, execution: { workflowId }, type: 'planPayroll' });
    expect(await handle.result()).toMatchObject({ periods: [{ period: '2025-11', result: 'batch' }] });
    await until(async () => ours.paidTimes().get('emp-1-2025-11') === 1);
    await theirs.startWorker();
  });
});

describe('runPayroll whose time is over', () => {
  let temporal: TestTemporal;
  beforeAll(async () => {
    temporal = await connectTestTemporal();
  });
  afterAll(() => temporal.close());

  /** Runs a period whose attempts end so, one after the other, and tells the orders that activities were given. */
  const runWith = async (types: readonly string[], refused?: PayrollPeriodResult) => {
    const orders: Record<string, unknown>[] = [];
    const given =
      <Result>(result: Result) =>
      (order: Record<string, unknown>) => {
        orders.push(order);
        return Promise.resolve(result);
      };
    const waiting = [...types];
    const file = { name: 'staff-2025-11.csv' };
    const plan = { periods: [{ period: '2025-11', dueAt: '2025-11-25T07:00:00.000Z', file }], missed: [], isGone: false, hasInbox: true };
    const taskQueue = temporal.unique('payrun');
    const worker = await Worker.create({
      connection: temporal.nativeConnection,
      namespace: temporal.namespace,
      taskQueue,
      workflowBundle: workflowBundle(),
      activities: {
        planPayroll: given(plan),
        awaitPayrollFile: given({ kind: 'ready' }),
        runPayrollPeriod: async (order: PayrollPeriodOrder): Promise<PayrollPeriodResult> => {
          const type = waiting.shift();
          // A delay that is longer than what is left of its time ends the activity at once.
          if (type !== undefined) throw ApplicationFailure.create({ type, message: type, nextRetryDelay: '5h' });
          return await given({ kind: 'already' } as const)(order);
        },
        refusePayrollPeriod: given(refused),
        putPayrollFileAway: given(undefined),
        tellLeftPayrollFiles: given(undefined),
      },
    });
    const input: PayrollInput = { payroll: 'staff', period: '2025-11', account: '0a1b2c3d' };
    const workflowId = temporal.unique('payroll/staff');
    const result = await worker.runUntil(temporal.client.workflow.execute('runPayroll', { taskQueue, workflowId, args: [input] }));
    return { result: result as PayrollRunResult, orders };
  };

  test('is refused for a silent gateway, and every order names the account', async () => {
    const { result, orders } = await runWith(['GatewayUnreachable']);
    expect(result.periods).toMatchObject([{ result: 'refused', why: 'gateway_silent' }]);
    expect(orders).toHaveLength(5);
    for (const order of orders) expect(order).toMatchObject({ payroll: 'staff', account: '0a1b2c3d' });
  });

  test.each([
    ['DatabaseUnreachable', 'database_silent'],
    ['SealBroken', 'file_sealed'],
    ['StatementFailed', 'worker_trouble'],
  ])('after %s is refused as %s', async (type, why) => {
    const { result, orders } = await runWith([type]);
    expect(result.periods).toEqual([{ period: '2025-11', result: 'refused', why }]);
    expect(orders[2]).toMatchObject({ period: '2025-11', why });
  });

  test('and whose answer was lost is told as what it has come to', async () => {
    const paid = { kind: 'already', batchId: 'staff-1', state: 'finished', summary: 'staff' } as const;
    expect((await runWith(['DatabaseUnreachable'], paid)).result.periods).toEqual([
      { period: '2025-11', result: 'already', batchId: 'staff-1' },
    ]);
  });

  test('goes on waiting where only workers of other accounts were there', async () => {
    const { result } = await runWith(['OtherAccount', 'OtherAccount']);
    expect(result.periods).toEqual([{ period: '2025-11', result: 'already' }]);
  });
});

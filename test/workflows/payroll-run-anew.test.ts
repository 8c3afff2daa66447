import { randomUUID } from 'node:crypto';
import { limits } from '../../src/domain/limits';
import { refuseApproval } from '../../src/store/approvals/end-unapproved';
import { findBatch } from '../../src/store/batches';
import type { Database } from '../../src/store/database';
import { savePayroll } from '../../src/store/payrolls/payrolls';
import { storeRoster } from '../../src/store/payrolls/rosters';
import { wakeBatch } from '../../src/temporal/start-batch';
import type { PayrollRunResult } from '../../src/workflows/payroll-run-result';
import { describeOnEmbedded } from '../support/databases';
import { testKeys } from '../support/draft-of';
import { monthlyOn25 } from '../support/pay-calendars';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { until } from '../support/until';

quietRuntime();

/** A database whose looks at how a batch stands can be held up, as a slow one does. */
function slowToLook(db: Database) {
  const looks = { areHeld: false, held: 0, letGo: (): void => undefined };
  const released = new Promise<void>((resolve) => {
    looks.letGo = resolve;
  });
  const query: Database['query'] = async (sql, values) => {
    if (looks.areHeld && sql.includes('"isUnknown"')) {
      looks.held += 1;
      await released;
    }
    return db.query(sql, values);
  };
  return { looks, db: { ...db, query } };
}

describeOnEmbedded('a period whose batch was refused', (database) => {
  let bench: PayrunBench;
  afterEach(() => bench.stop());

  test('is run anew, and its batch goes on, though its workflow is just about to end for the refusal', async () => {
    const { looks, db } = slowToLook(database());
    bench = await PayrunBench.start(db, { approval: { approval: 'one', ceilings: [] } });
    const { accountId, temporal, taskQueue } = bench;
    const payroll = `staff-${randomUUID().slice(0, 8)}`;
    const policy = { ceilings: [], maxChange: undefined, duplicates: 'refuse' } as const;
    await savePayroll(db, { accountId, name: payroll, calendar: monthlyOn25, source: { kind: 'roster' }, policy, actor: 'ann' });
    const bytes = Buffer.from('reference_id,service,currency,amount,fields.account\nemp-1,test_usd,USD,10.00,501\n');
    const facts = { fileName: 'staff.csv', contentHash: randomUUID(), rowCount: 1, totals: { USD: 1_000n }, storedBy: 'ann' };
    await storeRoster(db, testKeys, { accountId, payroll }, facts, bytes);
    const run = () =>
      temporal.client.workflow.execute('runPayroll', {
        taskQueue,
        workflowId: `payroll/${payroll}/${randomUUID()}`,
        args: [{ payroll, period: '2025-11' }],
      }) as Promise<PayrollRunResult>;
    const first = await run();
    expect(first).toMatchObject({ periods: [{ result: 'batch' }] });
    const batchId = first.periods[0]?.batchId ?? '';
    const state = async () => (await findBatch(database(), batchId))?.state;
    await until(async () => {
      const { events } = await bench.handle(batchId).fetchHistory();
      return Number(events?.at(-1)?.timerStartedEventAttributes?.startToFireTimeout?.seconds) * 1_000 === limits.approvalLookAgainMs;
    });
    expect(await state()).toBe('awaiting_approval');

    looks.areHeld = true;
    expect(await refuseApproval(db, accountId, { batchId, actor: 'bob', requestId: randomUUID() })).toBe('refused');
    await wakeBatch(temporal.client, batchId);
    await until(async () => looks.held > 0);
    expect(await run()).toMatchObject({ periods: [{ result: 'batch', batchId }] });
    looks.areHeld = false;
    looks.letGo();
    await until(async () => (await state()) === 'awaiting_approval');
  });
});

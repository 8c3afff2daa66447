import { randomUUID } from 'node:crypto';
import { listRuns } from '../../src/store/payrolls/payroll-runs';
import { savePayroll } from '../../src/store/payrolls/payrolls';
import { storeRoster } from '../../src/store/payrolls/rosters';
import type { PayrollRunResult } from '../../src/workflows/payroll-run-result';
import { describeOnEmbedded } from '../support/databases';
import { testKeys } from '../support/draft-of';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';

quietRuntime();

describeOnEmbedded('a payroll in made-up time', (database) => {
  let bench: PayrunBench;
  beforeEach(async () => {
    bench = await PayrunBench.start(database());
  });
  afterEach(() => bench.stop());

  /** A payroll that is due now, by its made-up calendar, as nobody but the demonstration can make it. */
  const dueNow = async () => {
    const name = `staff-${randomUUID().slice(0, 8)}`;
    const calendar = {
      ...({ rule: { kind: 'monthly', days: [25] }, at: '09:00', timezone: 'UTC', shift: 'none', weekend: [], holidays: [] } as const),
      ...{ starts: '2030-01-01', ends: '2030-04-30', madeUp: { from: new Date().toISOString(), everySeconds: 80 } },
    };
    const policy = { ceilings: [], maxChange: undefined, duplicates: 'refuse' } as const;
    await savePayroll(bench.db, { accountId: bench.accountId, name, calendar, source: { kind: 'roster' }, policy, actor: 'ann' });
    const bytes = Buffer.from('reference_id,service,currency,amount,fields.account\nemp-1,test_usd,USD,10.00,501\n');
    const facts = { fileName: 'staff.csv', contentHash: randomUUID(), rowCount: 1, totals: { USD: 1_000n }, storedBy: 'ann' };
    await storeRoster(bench.db, testKeys, { accountId: bench.accountId, payroll: name }, facts, bytes);
    return name;
  };

  const run = (payroll: string) =>
    bench.temporal.client.workflow.execute('runPayroll', {
      taskQueue: bench.taskQueue,
      workflowId: `payroll/${payroll}/${randomUUID()}`,
      args: [{ payroll }],
    }) as Promise<PayrollRunResult>;

  test('pays nothing through a real gateway’s account', async () => {
    const payroll = await dueNow();
    expect(await run(payroll)).toEqual({ periods: [], missed: [] });
    expect(await listRuns(bench.db, bench.accountId, payroll)).toEqual([]);
  });

  test('pays its period through the embedded sandbox', async () => {
    await bench.db.query(`update accounts set address = 'sandbox' where id = $1`, [bench.accountId]);
    const payroll = await dueNow();
    expect(await run(payroll)).toMatchObject({ periods: [{ period: '2030-01', result: 'batch' }] });
    expect(await run(payroll)).toMatchObject({ periods: [{ period: '2030-01', result: 'already' }] });
  });
});

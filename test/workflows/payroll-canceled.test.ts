import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PayrollSource } from '../../src/store/payrolls/payroll';
import { listRuns } from '../../src/store/payrolls/payroll-runs';
import { savePayroll } from '../../src/store/payrolls/payrolls';
import { storeRoster } from '../../src/store/payrolls/rosters';
import type { PayrollInput } from '../../src/workflows/inputs';
import { describeOnEmbedded } from '../support/databases';
import { testKeys } from '../support/draft-of';
import { dailyNow, today } from '../support/pay-calendars';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { until } from '../support/until';

quietRuntime();

describeOnEmbedded('a run of a payroll that somebody cancels in Temporal', (database) => {
  let bench: PayrunBench;
  let folder: string;
  beforeEach(async () => {
    bench = await PayrunBench.start(database());
    folder = mkdtempSync(join(tmpdir(), 'payrun-canceled-'));
  });
  afterEach(async () => {
    await bench.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = 'reference_id,service,currency,amount,fields.account\nemp-1,test_usd,USD,10.00,501\n';
  const day = today();

  const payrollOf = async (source: PayrollSource) => {
    const name = `staff-${randomUUID().slice(0, 8)}`;
    const policy = { ceilings: [], maxChange: undefined, duplicates: 'refuse' } as const;
    await savePayroll(bench.db, { accountId: bench.accountId, name, calendar: dailyNow(), source, policy, actor: 'ann' });
    return name;
  };
  const rosterPayroll = async () => {
    const payroll = await payrollOf({ kind: 'roster' });
    const facts = { fileName: 'staff.csv', contentHash: randomUUID(), rowCount: 1, totals: { USD: 1_000n }, storedBy: 'ann' };
    await storeRoster(bench.db, testKeys, { accountId: bench.accountId, payroll }, facts, Buffer.from(file));
    return payroll;
  };
  const start = (input: PayrollInput) =>
    bench.temporal.client.workflow.start('runPayroll', {
      taskQueue: bench.taskQueue,
      workflowId: `payroll/${input.payroll}/${randomUUID()}`,
      args: [input],
    });
  const runs = (payroll: string) => listRuns(bench.db, bench.accountId, payroll);
  const refused = { state: 'refused', details: { why: 'canceled' } };
  const isOver = async (handle: Awaited<ReturnType<typeof start>>) =>
    await handle.result().then(
      () => 'completed',
      async () => (await handle.describe()).status.name,
    );

  test('while it waits for its file is refused, with a notice, and pays once somebody runs it', async () => {
    const payroll = await payrollOf({ kind: 'inbox', folder, pattern: '{period}.csv', waitMs: 3_600_000 });
    const handle = await start({ payroll });
    await until(async () => (await runs(payroll))[0]?.details.awaits !== undefined);
    await handle.cancel();
    expect(await isOver(handle)).toBe('CANCELLED');
    expect(await runs(payroll)).toMatchObject([refused]);
    writeFileSync(join(folder, `${day}.csv`), file);
    await (await start({ payroll, period: day })).result();
    await until(async () => bench.paidTimes().get(`emp-1-${day}`) === 1);
  });

  test('while the gateway is silent is refused, and pays once when somebody runs it', async () => {
    const payroll = await rosterPayroll();
    bench.sandbox.setOutage({});
    const handle = await start({ payroll, period: day });
    await until(async () => (await runs(payroll))[0]?.state === 'running');
    await sleep(1_000);
    await handle.cancel();
    expect(await isOver(handle)).toBe('CANCELLED');
    expect(await runs(payroll)).toMatchObject([refused]);
    const told = await bench.db.query('select kind, details from notices where account_id = $1', [bench.accountId]);
    expect(told).toEqual([{ kind: 'payroll_refused', details: { payroll, period: day, why: 'canceled' } }]);
    bench.sandbox.setOutage({ forMs: 0 });
    await (await start({ payroll, period: day })).result();
    await until(async () => bench.paidTimes().get(`emp-1-${day}`) === 1);
  });

  test('at any moment is refused, or has a batch that is paid: never something between', async () => {
    for (let afterMs = 0; afterMs <= 600; afterMs += 60) {
      const payroll = await rosterPayroll();
      const handle = await start({ payroll, period: `${day}-${payroll.slice(-4).replace(/[0-9]/g, 'x')}` });
      await sleep(afterMs);
      await handle.cancel();
      await isOver(handle);
      const [run] = await runs(payroll);
      if (run?.state === 'paid_from') await bench.handle(run.batchId ?? '').result();
      else expect(run === undefined || run.state === 'refused').toBe(true);
    }
    expect([...bench.paidTimes().values()].every((times) => times === 1)).toBe(true);
  });
});

import { randomUUID } from 'node:crypto';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import { limits } from '../../src/domain/limits';
import type { PayCalendar } from '../../src/domain/pay-calendar';
import { fireTimes } from '../../src/payroll/calendar/fire-times';
import { parsePayRule } from '../../src/payroll/calendar/pay-rule';
import { accountMark } from '../../src/store/account-mark';
import { accountIdentity } from '../../src/store/accounts';
import { findBatch } from '../../src/store/batches';
import type { PayrollPolicy } from '../../src/store/payrolls/payroll';
import { appendPayrollAudit } from '../../src/store/payrolls/payroll-audit';
import { beginRun, listRuns } from '../../src/store/payrolls/payroll-runs';
import { savePayroll } from '../../src/store/payrolls/payrolls';
import { storeRoster } from '../../src/store/payrolls/rosters';
import type { PayrollInput } from '../../src/workflows/inputs';
import type { PayrollRunResult } from '../../src/workflows/payroll-run-result';
import { describeOnEmbedded } from '../support/databases';
import { testKeys } from '../support/draft-of';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { until } from '../support/until';

quietRuntime();

describeOnEmbedded('runPayroll', (database) => {
  let bench: PayrunBench;
  let schedules: readonly string[] = [];
  beforeEach(async () => {
    bench = await PayrunBench.start(database());
  });
  afterEach(async () => {
    for (const id of schedules) await bench.temporal.client.schedule.getHandle(id).delete();
    schedules = [];
    await bench.stop();
  });

  const calendarOf = (on: string, change: Partial<PayCalendar> = {}): PayCalendar => ({
    rule: parsePayRule(on) ?? { kind: 'weekly', weekdays: [] },
    at: '09:00',
    timezone: 'Europe/Kyiv',
    shift: 'previous',
    weekend: [6, 7],
    holidays: [],
    ...change,
  });

  const usual: PayrollPolicy = { ceilings: [], maxChange: undefined, duplicates: 'refuse' };

  const payrollOf = async (calendar: PayCalendar, policy: Partial<PayrollPolicy> = {}) => {
    const name = `staff-${randomUUID().slice(0, 8)}`;
    const source = { kind: 'roster' } as const;
    await savePayroll(bench.db, { accountId: bench.accountId, name, calendar, source, policy: { ...usual, ...policy }, actor: 'ann' });
    return name;
  };

  /** People of a roster: `key amount`, and a third word for another account. */
  const roster = (payroll: string, people: readonly string[]) => {
    const rows = people.map((person, at) => {
      const [key, amount = '10.00', account = `50${at}`] = person.split(' ');
      return `${key},test_usd,USD,${amount},${account}`;
    });
    const bytes = Buffer.from(['reference_id,service,currency,amount,fields.account', ...rows, ''].join('\n'));
    const facts = { fileName: 'staff.csv', contentHash: randomUUID(), rowCount: people.length, totals: { USD: 1n }, storedBy: 'ann' };
    return storeRoster(bench.db, testKeys, { accountId: bench.accountId, payroll }, facts, bytes);
  };

  const run = (input: PayrollInput, workflowId = `payroll/${input.payroll}/${randomUUID()}`) =>
    bench.temporal.client.workflow.execute('runPayroll', {
      taskQueue: bench.taskQueue,
      workflowId,
      args: [input],
    }) as Promise<PayrollRunResult>;

  /** What the Temporal UI shows of a workflow. */
  const pageOf = async (workflowId: string) => {
    const metadata = await bench.temporal.client.workflow.getHandle(workflowId).query('__temporal_workflow_metadata');
    return (metadata as Readonly<{ currentDetails: string }>).currentDetails;
  };

  const runs = (payroll: string) => listRuns(bench.db, bench.accountId, payroll);

  const ended = async (payroll: string) => {
    await until(async () => {
      for (const { batchId } of await runs(payroll)) {
        if (batchId !== undefined && (await findBatch(bench.db, batchId))?.state !== 'finished') return false;
      }
      return true;
    });
  };

  /** References that were paid, each with how often. */
  const paid = () => Object.fromEntries([...bench.paidTimes()].sort());

  /** A schedule as the commands make it, asleep: only backfills and presses make it fire. */
  const schedule = async (payroll: string, calendar: PayCalendar, times = fireTimes(calendar, new Date())) => {
    const scheduleId = `payroll/${payroll}`;
    schedules = [...schedules, scheduleId];
    const calendars = times.map((time) => ({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) }));
    await bench.temporal.client.schedule.create({
      scheduleId,
      spec: { calendars, timezone: calendar.timezone },
      action: {
        type: 'startWorkflow',
        workflowType: 'runPayroll',
        workflowId: scheduleId,
        taskQueue: bench.taskQueue,
        args: [{ payroll }],
      },
      policies: { overlap: ScheduleOverlapPolicy.ALLOW_ALL },
      state: { paused: true },
    });
    return bench.temporal.client.schedule.getHandle(scheduleId);
  };

  /** Waits for the runs that the schedule has started, and returns how many there were. */
  const fired = async (payroll: string, atLeast: number) => {
    const started = async () => {
      const { info } = await bench.temporal.client.schedule.getHandle(`payroll/${payroll}`).describe();
      return info.recentActions.flatMap(({ action }) => (action.type === 'startWorkflow' ? [action.workflow] : []));
    };
    await until(async () => (await started()).length >= atLeast);
    const actions = await started();
    for (const { workflowId, firstExecutionRunId } of actions) {
      await bench.temporal.client.workflow.getHandle(workflowId, undefined, { firstExecutionRunId }).result();
    }
    return actions.length;
  };

  test('pays a period once, however often and by how many at once it is run', async () => {
    const payroll = await payrollOf(calendarOf('25'));
    await roster(payroll, ['emp-1', 'emp-2 20.00']);
    const results = await Promise.all(Array.from({ length: 4 }, () => run({ payroll, period: '2025-11' })));
    const batches = new Set(results.flatMap(({ periods }) => periods.map(({ batchId }) => batchId)));
    expect(batches.size).toBe(1);
    await ended(payroll);
    expect(await run({ payroll, period: '2025-11' })).toMatchObject({ periods: [{ period: '2025-11', result: 'already' }] });
    expect(paid()).toEqual({ 'emp-1-2025-11': 1, 'emp-2-2025-11': 1 });
    const [batchId = ''] = batches;
    expect(await findBatch(bench.db, batchId)).toMatchObject({ period: '2025-11', submittedBy: 'ann', policy: { schedule: payroll } });
  });

  test('a week typed in Temporal with its capital is the same week, and paid once', async () => {
    const payroll = await payrollOf(calendarOf('fri'));
    await roster(payroll, ['emp-1']);
    expect(await run({ payroll, period: '2025-W46' })).toMatchObject({ periods: [{ period: '2025-w46', result: 'batch' }] });
    await ended(payroll);
    expect(await run({ payroll, period: '2025-w46' })).toMatchObject({ periods: [{ period: '2025-w46', result: 'already' }] });
    expect(paid()).toEqual({ 'emp-1-2025-w46': 1 });
  });

  test('a period that its calendar does not know, or that another one comes before, pays nobody', async () => {
    const payroll = await payrollOf(calendarOf('25'));
    await roster(payroll, ['emp-1']);
    const later = `${new Date().getUTCFullYear() + 2}-01`;
    for (const period of ['2025-13', '2025-11-25', '2025-w47', '2025-11-Bonus', '1925-11', 'bonus', '2025-11-bonus/../x']) {
      expect(await run({ payroll, period })).toEqual({ missed: [], periods: [{ period, result: 'refused', why: 'no_period' }] });
    }
    for (const period of [later, `${later}-bonus`]) {
      expect(await run({ payroll, period })).toEqual({ missed: [], periods: [{ period, result: 'refused', why: 'too_early' }] });
    }
    expect(await runs(payroll)).toEqual([]);
    expect(paid()).toEqual({});
  });

  test('a run that was ended in Temporal is told of as missed, and by hand pays everybody of the roster of today once', async () => {
    const payroll = await payrollOf(calendarOf('25'));
    await roster(payroll, ['emp-1', 'emp-2']);
    const quietSince = new Date(Date.now() - limits.payrollRunQuietMaxMs - 60_000);
    for (const period of ['2025-10', '2025-11']) {
      const dueAt = new Date(`${period}-24T07:00:00Z`);
      const begun = { accountId: bench.accountId, payroll, period, payDate: `${period}-24`, dueAt, askedBy: 'payrun', isByHand: false };
      await beginRun(bench.db, begun);
    }
    await bench.db.query('update payroll_runs set changed_at = $2 where account_id = $1', [bench.accountId, quietSince]);
    await roster(payroll, ['emp-2', 'emp-3']);
    expect(await run({ payroll, period: '2025-10' })).toMatchObject({ periods: [{ result: 'batch' }] });
    expect((await run({ payroll })).missed).toEqual(['2025-11']);
    expect(await run({ payroll, period: '2025-11' })).toMatchObject({ periods: [{ result: 'batch' }] });
    await ended(payroll);
    expect(paid()).toEqual({ 'emp-2-2025-10': 1, 'emp-2-2025-11': 1, 'emp-3-2025-10': 1, 'emp-3-2025-11': 1 });
  });

  test('a roster that is edited between two runs of a period pays nobody of it twice, and the next period in full', async () => {
    const payroll = await payrollOf(calendarOf('25'));
    await roster(payroll, ['emp-1', 'emp-2']);
    await run({ payroll, period: '2025-11' });
    await roster(payroll, ['emp-2 30.00', 'emp-3', 'emp-1']);
    await run({ payroll, period: '2025-11' });
    await ended(payroll);
    expect(paid()).toEqual({ 'emp-1-2025-11': 1, 'emp-2-2025-11': 1 });
    await run({ payroll, period: '2025-12' });
    await run({ payroll, period: '2025-11-bonus' });
    await ended(payroll);
    expect(Object.keys(paid())).toEqual(
      ['2025-11', '2025-12', '2025-11-bonus']
        .flatMap((period) => (period === '2025-11' ? [1, 2] : [1, 2, 3]).map((n) => `emp-${n}-${period}`))
        .sort(),
    );
    expect(Object.values(paid()).every((times) => times === 1)).toBe(true);
  });

  test('a repeated hour, which a schedule fires twice or at a wrong hour, pays its period once', async () => {
    const calendar = calendarOf('sun', { at: '01:30', shift: 'none', timezone: 'America/New_York' });
    const payroll = await payrollOf(calendar);
    await roster(payroll, ['emp-1']);
    const handle = await schedule(payroll, calendar);
    // The clocks go back on 2 November 2025 at 02:00: 01:30 comes at 05:30 and at 06:30 UTC.
    const [start, end] = [new Date('2025-11-02T04:00:00Z'), new Date('2025-11-02T09:00:00Z')];
    await handle.backfill({ start, end, overlap: ScheduleOverlapPolicy.ALLOW_ALL });
    expect(await fired(payroll, 2)).toBe(2);
    await ended(payroll);
    expect(paid()).toEqual({ 'emp-1-2025-w44': 1 });
  });

  test('a skipped hour, at which a schedule does not fire, is paid at the hour after it', async () => {
    const calendar = calendarOf('sun', { at: '03:30', shift: 'none' });
    const payroll = await payrollOf(calendar);
    await roster(payroll, ['emp-1']);
    const handle = await schedule(payroll, calendar, fireTimes(calendar, new Date('2026-01-01T00:00:00Z')));
    // The clocks of Kyiv go forward on 29 March 2026 at 03:00: there is no 03:30.
    const [start, end] = [new Date('2026-03-28T22:00:00Z'), new Date('2026-03-29T21:00:00Z')];
    await handle.backfill({ start, end, overlap: ScheduleOverlapPolicy.ALLOW_ALL });
    await fired(payroll, 1);
    await ended(payroll);
    expect(paid()).toEqual({ 'emp-1-2026-w13': 1 });
  });

  test('a backfill over months pays each pay day once, twice over pays nothing more, and other days pay nothing', async () => {
    const calendar = calendarOf('25');
    const payroll = await payrollOf(calendar);
    await roster(payroll, ['emp-1']);
    const handle = await schedule(payroll, calendar);
    for (const [at, count] of [1, 2].entries()) {
      const [start, end] = [new Date('2026-01-20T00:00:00Z'), new Date('2026-01-28T00:00:00Z')];
      await handle.backfill({ start, end, overlap: ScheduleOverlapPolicy.ALLOW_ALL });
      await fired(payroll, Math.min(10, count * 8));
      expect(at).toBeLessThan(2);
    }
    await ended(payroll);
    // 25 January 2026 is a Sunday: paid on Friday the 23rd.
    expect(await runs(payroll)).toMatchObject([{ period: '2026-01', payDate: '2026-01-23', state: 'paid_from' }]);
    expect(paid()).toEqual({ 'emp-1-2026-01': 1 });
  });

  test('a press in the Temporal UI far from a pay day pays nothing', async () => {
    const calendar = calendarOf('25', { starts: '2030-01-01' });
    const payroll = await payrollOf(calendar);
    await roster(payroll, ['emp-1']);
    const handle = await schedule(payroll, calendar);
    await handle.trigger(ScheduleOverlapPolicy.ALLOW_ALL);
    await fired(payroll, 1);
    expect(await runs(payroll)).toEqual([]);
    expect(paid()).toEqual({});
  });

  test('a roster with problems is refused with its reasons and a notice, and runs once it is mended', async () => {
    const payroll = await payrollOf(calendarOf('25'));
    await roster(payroll, ['emp-1 10.005', ' 5.00']);
    expect(await run({ payroll, period: '2025-11' })).toMatchObject({ periods: [{ result: 'refused', why: 'problems' }] });
    const [refused] = await runs(payroll);
    expect(refused).toMatchObject({ state: 'refused', details: { why: 'problems', problems: 2 } });
    expect(JSON.stringify(refused?.details)).toContain('reference_missing');
    expect(await bench.db.query(`select kind from notices where account_id = $1`, [bench.accountId])).toEqual([
      { kind: 'payroll_refused' },
    ]);
    await roster(payroll, ['emp-1']);
    await run({ payroll, period: '2025-11' });
    await ended(payroll);
    expect(paid()).toEqual({ 'emp-1-2025-11': 1 });
  });

  test('people whom another batch has paid for the period refuse it, and skip pays the others', async () => {
    const [payroll, other] = [await payrollOf(calendarOf('25')), await payrollOf(calendarOf('25'))];
    await roster(other, ['emp-1']);
    await run({ payroll: other, period: '2025-11' });
    await roster(payroll, ['emp-1', 'emp-2']);
    expect(await run({ payroll, period: '2025-11' })).toMatchObject({ periods: [{ result: 'refused', why: 'paid_already' }] });
    expect(await run({ payroll, period: '2025-11', duplicates: 'skip' })).toMatchObject({ periods: [{ result: 'batch' }] });
    await ended(payroll);
    await ended(other);
    expect(paid()).toEqual({ 'emp-1-2025-11': 1, 'emp-2-2025-11': 1 });
  });

  test('a period that differs much from the one before, or is above the ceiling, waits for a person', async () => {
    const payroll = await payrollOf(calendarOf('25'), { maxChange: 0.2, ceilings: [{ currency: 'USD', amountMinor: 5_000n }] });
    await roster(payroll, ['emp-1', 'emp-2', 'emp-3']);
    await run({ payroll, period: '2025-11' });
    await ended(payroll);
    await roster(payroll, ['emp-1', 'emp-2', 'emp-3', 'emp-4']);
    const { periods } = await run({ payroll, period: '2025-12' });
    const waits = async (batchId = '') => until(async () => (await findBatch(bench.db, batchId))?.state === 'awaiting_approval');
    await waits(periods[0]?.batchId);
    expect((await runs(payroll))[0]).toMatchObject({
      period: '2025-12',
      details: { isMuchChanged: true, change: { added: 1, before: 3 } },
    });
    await roster(payroll, ['emp-1 60.00']);
    await waits((await run({ payroll, period: '2025-12-bonus' })).periods[0]?.batchId);
    expect(Object.keys(paid())).toHaveLength(3);
  });

  test('somebody who is paid the same to another account counts like one who came or went, and is told without a name', async () => {
    const payroll = await payrollOf(calendarOf('25'), { maxChange: 0.3 });
    await roster(payroll, ['emp-1', 'emp-2', 'emp-3']);
    await run({ payroll, period: '2025-10' });
    await ended(payroll);
    await roster(payroll, ['emp-1', 'emp-2', 'emp-3 10.00 50987654']);
    const workflowId = `payroll/${payroll}/2025-11`;
    const { periods } = await run({ payroll, period: '2025-11' }, workflowId);
    await until(async () => (await findBatch(bench.db, periods[0]?.batchId ?? ''))?.state === 'awaiting_approval');
    const change = { before: 3, after: 3, added: 0, removed: 0, changed: 0, detailsChanged: 1 };
    expect((await runs(payroll))[0]).toMatchObject({ period: '2025-11', details: { isMuchChanged: true, change } });
    const told = await bench.db.query<{ details: unknown }>(
      `select details from notices where account_id = $1 and kind = 'payroll_changed'`,
      [bench.accountId],
    );
    expect(told).toMatchObject([{ details: { payroll, period: '2025-11', ...change } }]);
    expect(JSON.stringify(told)).not.toMatch(/emp-|50987654/);
    expect(Object.keys(paid())).toHaveLength(3);
    const words = 'hanged by more than its limit since the period before: people 3 → 3 (1 paid in another way or to another account)';
    expect(periods).toMatchObject([{ waits: true, change: expect.stringContaining(words) }]);
    const command = `payrun approve ${periods[0]?.batchId}`;
    for (const id of [workflowId, `batch/${periods[0]?.batchId}`]) {
      await until(async () => (await pageOf(id)).includes(command));
      expect(await pageOf(id)).toContain(words);
      expect(await pageOf(id)).not.toMatch(/emp-|50987654/);
    }
  });

  test('accounts of a period whose file nobody can open any more wait for a person where a change would', async () => {
    const [strict, loose] = [await payrollOf(calendarOf('25'), { maxChange: 1 }), await payrollOf(calendarOf('25'))];
    const people = [
      [strict, 'emp-1 10.00 501'],
      [loose, 'emp-2 10.00 502'],
    ] as const;
    for (const [payroll, person] of people) {
      await roster(payroll, [person]);
      await run({ payroll, period: '2025-10' });
      await ended(payroll);
    }
    await bench.db.query(`update rosters set key_id = 'gone' where account_id = $1`, [bench.accountId]);
    for (const [payroll, person] of people) {
      await roster(payroll, [person]);
      await run({ payroll, period: '2025-11' });
      expect((await runs(payroll))[0]).toMatchObject({
        details: { isMuchChanged: payroll === strict, change: { detailsChanged: 'unknown' } },
      });
    }
    await until(async () => Object.keys(paid()).includes('emp-2-2025-11'));
    expect(Object.keys(paid())).not.toContain('emp-1-2025-11');
  });

  test('a payroll that the database has lost is told of once a day, and one that was deleted is not', async () => {
    const account = accountMark(await accountIdentity(bench.db, bench.accountId));
    const [lost, deleted] = [`lost-${randomUUID().slice(0, 8)}`, `deleted-${randomUUID().slice(0, 8)}`];
    await appendPayrollAudit(bench.db, { accountId: bench.accountId, payroll: deleted, action: 'payroll_delete', actor: 'ann' });
    for (const payroll of [lost, lost, deleted]) expect(await run({ payroll, account })).toEqual({ missed: [], periods: [] });
    await run({ payroll: lost, account, period: '2026-11' });
    await run({ payroll: lost });
    expect(await bench.db.query('select kind, details from notices where account_id = $1', [bench.accountId])).toEqual([
      { kind: 'payroll_unknown', details: { payroll: lost } },
    ]);
  });

  test('a period that nobody ran in time is told of once, and can be run by hand', async () => {
    const payroll = await payrollOf(calendarOf('10'));
    await bench.db.query(`update payrolls set counts_from = clock_timestamp() - interval '60 days' where account_id = $1`, [
      bench.accountId,
    ]);
    await roster(payroll, ['emp-1']);
    const { missed } = await run({ payroll });
    expect(missed.length).toBeGreaterThan(0);
    expect((await run({ payroll })).missed).toEqual([]);
    const notices = await bench.db.query<{ kind: string }>('select kind from notices where account_id = $1', [bench.accountId]);
    expect(notices.filter(({ kind }) => kind === 'payroll_missed')).toHaveLength(missed.length);
    const [period = ''] = missed;
    await run({ payroll, period });
    await ended(payroll);
    expect(paid()).toEqual({ [`emp-1-${period}`]: 1 });
  });
});

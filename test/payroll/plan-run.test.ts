import { noteMissedRuns, planRun } from '../../src/payroll/plan-run';
import { unpaidDates } from '../../src/payroll/unpaid-dates';
import type { Database } from '../../src/store/database';
import type { PayrollSource } from '../../src/store/payrolls/payroll';
import { beginRun, findRun } from '../../src/store/payrolls/payroll-runs';
import { findPayroll, savePayroll } from '../../src/store/payrolls/payrolls';
import { describeOnEachDatabase } from '../support/databases';
import { newAccount } from '../support/draft-of';
import { monthlyOn25 } from '../support/pay-calendars';

const hourMs = 3_600_000;
const now = new Date('2026-11-30T09:00:00Z');
const roster: PayrollSource = { kind: 'roster' };
const inbox: PayrollSource = { kind: 'inbox', folder: '/srv/wages', pattern: '{period}.csv', waitMs: 48 * hourMs };

test('a scheduled moment pays its own period, whenever it is asked for', () => {
  const periods = (scheduledAt: string) => planRun({ calendar: monthlyOn25 }, new Date(scheduledAt)).map(({ period }) => period);
  expect(periods('2019-02-25T09:00:00Z')).toEqual(['2019-02']);
  expect(periods('2031-07-25T09:00:00Z')).toEqual(['2031-07']);
  expect(periods('2031-07-26T09:00:00Z')).toEqual([]);
});

describeOnEachDatabase('a run that stopped before it had a batch', (database) => {
  let db: Database;
  let accountId: bigint;
  beforeEach(async () => {
    db = database();
    accountId = await newAccount(db);
  });

  const saved = async (source: PayrollSource) => {
    const policy = { ceilings: [], maxChange: undefined, duplicates: 'refuse' } as const;
    await savePayroll(db, { accountId, name: 'staff', calendar: monthlyOn25, source, policy, actor: 'ann' });
    await db.query(`update payrolls set counts_from = '2026-11-20' where account_id = $1`, [accountId]);
    const payroll = await findPayroll(db, accountId, 'staff');
    if (payroll === undefined) throw new Error('the payroll was saved and is gone');
    return payroll;
  };
  const begin = async (changedHoursAgo: number, period = '2026-11', dueAt = new Date('2026-11-25T09:00:00Z')) => {
    const payDate = period === '2026-11' ? '2026-11-25' : undefined;
    const request = { accountId, payroll: 'staff', period, payDate, dueAt, askedBy: 'payrun', isByHand: false };
    await beginRun(db, request);
    const changedAt = new Date(now.getTime() - changedHoursAgo * hourMs);
    await db.query('update payroll_runs set changed_at = $2 where account_id = $1 and period = $3', [accountId, changedAt, period]);
    return request;
  };
  const run = (period = '2026-11') => findRun(db, { accountId, payroll: 'staff', period });
  const notices = async () => {
    const sql = `select details from notices where account_id = $1 and kind = 'payroll_missed' order by id`;
    return (await db.query<{ details: object }>(sql, [accountId])).map(({ details }) => details);
  };
  const unpaid = async (payroll: Awaited<ReturnType<typeof saved>>) =>
    (await unpaidDates(db, payroll, { from: '2026-11-01', to: '2026-11-30', now })).map(({ run: tried }) => tried);

  test('is unpaid, missed and told of once, and again if it stops once more', async () => {
    const payroll = await saved(roster);
    const request = await begin(11);
    expect(await unpaid(payroll)).toMatchObject([{ state: 'missed', details: { stopped: true } }]);
    expect(await noteMissedRuns(db, payroll, now)).toEqual(['2026-11']);
    expect(await noteMissedRuns(db, payroll, now)).toEqual([]);
    expect(await run()).toMatchObject({ state: 'missed', payDate: '2026-11-25', details: { stopped: true } });
    expect(await unpaid(payroll)).toMatchObject([{ state: 'missed' }]);
    expect(await notices()).toEqual([{ payroll: 'staff', period: '2026-11', payDate: '2026-11-25' }]);
    expect(await beginRun(db, { ...request, isByHand: true })).toMatchObject({ state: 'running', details: {} });
    await begin(1);
    expect(await noteMissedRuns(db, payroll, now)).toEqual([]);
    await begin(11);
    expect(await noteMissedRuns(db, payroll, now)).toEqual(['2026-11']);
    expect(await notices()).toHaveLength(2);
  });

  test('is told of under a name of its own too', async () => {
    const payroll = await saved(roster);
    await begin(11, '2026-11-bonus');
    await begin(1);
    expect(await noteMissedRuns(db, payroll, now)).toEqual(['2026-11-bonus']);
    expect(await run('2026-11-bonus')).toMatchObject({ state: 'missed', payDate: undefined });
    expect(await notices()).toEqual([{ payroll: 'staff', period: '2026-11-bonus' }]);
  });

  test.each<[string, PayrollSource, number]>([
    ['the gateway', roster, 9],
    ['its file', inbox, 57],
  ])('is not taken for one that may still wait for %s', async (_, source, changedHoursAgo) => {
    const payroll = await saved(source);
    await begin(changedHoursAgo);
    expect(await noteMissedRuns(db, payroll, now)).toEqual([]);
    expect(await run()).toMatchObject({ state: 'running' });
    expect(await unpaid(payroll)).toEqual([]);
  });

  test('is not missed while the schedule may still make up for it', async () => {
    const payroll = await saved(roster);
    await begin(11, '2026-11-bonus', new Date('2026-11-27T09:00:00Z'));
    await begin(1);
    expect(await noteMissedRuns(db, payroll, now)).toEqual([]);
  });
});

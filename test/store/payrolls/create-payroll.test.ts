import { changePayroll } from '../../../src/store/payrolls/change-payroll';
import { createPayroll } from '../../../src/store/payrolls/create-payroll';
import { lastPayrollAction } from '../../../src/store/payrolls/last-payroll-action';
import { listPayrollAudit } from '../../../src/store/payrolls/payroll-audit';
import { listRuns } from '../../../src/store/payrolls/payroll-runs';
import { deletePayroll, findPayroll, type NewPayroll } from '../../../src/store/payrolls/payrolls';
import { findRoster, type NewRoster } from '../../../src/store/payrolls/rosters';
import { describeOnEachDatabase } from '../../support/databases';
import { newAccount, testKeys } from '../../support/draft-of';

const payrollOf = (accountId: bigint, change: Partial<NewPayroll> = {}): NewPayroll => ({
  accountId,
  name: 'salaries',
  calendar: {
    rule: { kind: 'monthly', days: [25] },
    at: '09:00',
    timezone: 'Europe/Kyiv',
    shift: 'previous',
    weekend: [6, 7],
    holidays: [],
  },
  source: { kind: 'roster' },
  policy: { ceilings: [], maxChange: undefined, duplicates: 'refuse' },
  actor: 'ann',
  ...change,
});

const rosterOf = (text: string): NewRoster => ({
  keys: testKeys,
  facts: { fileName: 'staff.csv', contentHash: text.padEnd(64, '0'), rowCount: 1, totals: { USD: 1_000n }, storedBy: 'ann' },
  bytes: Buffer.from(text),
});

describeOnEachDatabase('making and changing payrolls', (database) => {
  test('of many who make one of the same name at once one does, with one roster', async () => {
    const accountId = await newAccount(database());
    const made = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        createPayroll(database(), payrollOf(accountId, { actor: `actor-${at}` }), rosterOf(`roster ${at}`), {}),
      ),
    );
    expect(made.filter((isMade) => isMade)).toHaveLength(1);
    expect(await findRoster(database(), { accountId, payroll: 'salaries' })).toMatchObject({ version: 1 });
    expect(await listPayrollAudit(database(), accountId, 'salaries')).toHaveLength(1);
  });

  test('of many who change what they have all seen one does, and the others are told', async () => {
    const accountId = await newAccount(database());
    await createPayroll(database(), payrollOf(accountId), rosterOf('first'), {});
    const payroll = await findPayroll(database(), accountId, 'salaries');
    if (payroll === undefined) throw new Error('it was made');
    const changed = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        changePayroll(
          database(),
          { payroll, rosterVersion: 1 },
          { payroll: payrollOf(accountId), roster: rosterOf(`next ${at}`), details: { at } },
        ),
      ),
    );
    expect(changed.filter((isChanged) => isChanged)).toHaveLength(1);
    expect(await findRoster(database(), { accountId, payroll: 'salaries' })).toMatchObject({ version: 2 });
  });

  test('a payroll counts from the moment for which its dates were looked at, and what was due before it is missed, with a notice', async () => {
    const accountId = await newAccount(database());
    const [made, changed] = [new Date('2026-10-20T10:00:00.123Z'), new Date('2026-11-10T10:00:00.456Z')];
    await createPayroll(database(), payrollOf(accountId, { countsFrom: made }), undefined, {});
    const seen = await findPayroll(database(), accountId, 'salaries');
    if (seen === undefined) throw new Error('it was made');
    expect(seen.countsFrom).toEqual(made);
    const rule = { kind: 'monthly', days: [10] } as const;
    const periods = [
      { period: '2026-10', payDate: '2026-10-25', dueAt: new Date('2026-10-25T07:00:00Z') },
      { period: '2026-11', payDate: '2026-11-25', dueAt: new Date('2026-11-25T07:00:00Z') },
    ];
    await changePayroll(
      database(),
      { payroll: seen, rosterVersion: undefined },
      {
        payroll: payrollOf(accountId, { calendar: { ...seen.calendar, rule }, countsFrom: changed }),
        roster: undefined,
        details: {},
        due: { periods, stoppedBefore: made },
      },
    );
    expect((await findPayroll(database(), accountId, 'salaries'))?.countsFrom).toEqual(changed);
    expect(await listRuns(database(), accountId, 'salaries')).toMatchObject([{ period: '2026-10', state: 'missed' }]);
    expect(await database().query('select kind, details from notices where account_id = $1', [accountId])).toEqual([
      { kind: 'payroll_missed', details: { payroll: 'salaries', period: '2026-10', payDate: '2026-10-25' } },
    ]);
  });

  test("another rule's days that have gone by are nobody's loss, and those of the same rule at another hour, by another shift or with other holidays are", async () => {
    const accountId = await newAccount(database());
    await createPayroll(database(), payrollOf(accountId), rosterOf('first'), {});
    const seen = await findPayroll(database(), accountId, 'salaries');
    if (seen === undefined) throw new Error('it was made');
    const change = (payroll: NewPayroll, found: typeof seen) =>
      changePayroll(database(), { payroll: found, rosterVersion: 1 }, { payroll, roster: undefined, details: {} });
    await change(payrollOf(accountId, { policy: { ...seen.policy, maxChange: 0.2 } }), seen);
    const same = await findPayroll(database(), accountId, 'salaries');
    expect(same?.countsFrom).toEqual(seen.countsFrom);
    if (same === undefined) throw new Error('it was changed');
    const holidays = [{ date: '2027-01-01', name: 'New Year' }];
    await change(payrollOf(accountId, { policy: same.policy, calendar: { ...seen.calendar, at: '10:00', shift: 'next', holidays } }), same);
    const later = await findPayroll(database(), accountId, 'salaries');
    expect(later).toMatchObject({ countsFrom: seen.countsFrom, calendar: { at: '10:00' } });
    if (later === undefined) throw new Error('it was changed');
    const rule = { kind: 'monthly', days: [10] } as const;
    await change(payrollOf(accountId, { policy: same.policy, calendar: { ...later.calendar, rule } }), later);
    const other = await findPayroll(database(), accountId, 'salaries');
    expect(other?.countsFrom.getTime()).toBeGreaterThan(seen.countsFrom.getTime());
  });

  test("what was done to a payroll is its own account's, and its last action is known after its end", async () => {
    const [mine, theirs] = [await newAccount(database()), await newAccount(database())];
    await createPayroll(database(), payrollOf(mine), undefined, { rows: 1 });
    expect(await listPayrollAudit(database(), theirs, 'salaries')).toEqual([]);
    expect(await listPayrollAudit(database(), mine, 'salaries')).toMatchObject([
      { action: 'payroll_create', actor: 'ann', details: { rows: 1 } },
    ]);
    await deletePayroll(database(), { accountId: mine, name: 'salaries', actor: 'ben', why: 'closed' });
    const among = ['payroll_create', 'payroll_delete'] as const;
    expect(await lastPayrollAction(database(), { accountId: mine, payroll: 'salaries', among })).toBe('payroll_delete');
    expect(await lastPayrollAction(database(), { accountId: theirs, payroll: 'salaries', among })).toBeUndefined();
  });
});

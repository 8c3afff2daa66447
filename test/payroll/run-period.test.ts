import type { ServiceGateway } from '../../src/gateway/service-gateway';
import type { PrepareDependencies } from '../../src/payroll/prepare-batch';
import { refuseRun } from '../../src/payroll/refuse-run';
import { type PeriodRun, refusePeriod, runPeriod } from '../../src/payroll/run-period';
import { refuseApproval } from '../../src/store/approvals/end-unapproved';
import { findBatch } from '../../src/store/batches';
import { passCheck } from '../../src/store/pass-check';
import { createPayroll } from '../../src/store/payrolls/create-payroll';
import type { Payroll } from '../../src/store/payrolls/payroll';
import { beginRun, findRun } from '../../src/store/payrolls/payroll-runs';
import { deletePayroll, findPayroll } from '../../src/store/payrolls/payrolls';
import { storeRoster } from '../../src/store/payrolls/rosters';
import { unsentPeriods } from '../../src/store/payrolls/unsent-periods';
import { storeDraft } from '../../src/store/store-draft';
import { describeOnEachDatabase } from '../support/databases';
import { newAccount, testKeys } from '../support/draft-of';
import { monthlyOn25 } from '../support/pay-calendars';
import { type PrepareParts, startPrepareParts } from '../support/prepare-parts';

describeOnEachDatabase('a period that is run', (database) => {
  let parts: PrepareParts;
  let deps: PrepareDependencies;
  let payroll: Payroll;
  beforeAll(async () => {
    parts = await startPrepareParts(database());
    ({ deps } = parts);
  });
  afterAll(() => parts.stop());
  beforeEach(async () => {
    payroll = await created(await newAccount(deps.db), ['emp-1']);
  });

  const rosterOf = (people: readonly string[]) => {
    const rows = people.map((key) => `${key},test_usd,USD,10.00,50${key.length}`);
    const facts = { fileName: 'staff.csv', contentHash: people.join(), rowCount: people.length, totals: { USD: 1n }, storedBy: 'ann' };
    const bytes = Buffer.from(['reference_id,service,currency,amount,fields.account', ...rows, ''].join('\n'));
    return { keys: testKeys, facts, bytes };
  };
  const created = async (accountId: bigint, people: readonly string[]): Promise<Payroll> => {
    const policy = { ceilings: [], maxChange: undefined, duplicates: 'refuse' } as const;
    const plan = { accountId, name: 'staff', calendar: monthlyOn25, source: { kind: 'roster' }, policy, actor: 'ann' } as const;
    await createPayroll(deps.db, plan, rosterOf(people), {});
    const found = await findPayroll(deps.db, accountId, 'staff');
    if (found === undefined) throw new Error('the payroll was saved and is gone');
    return found;
  };
  const newRoster = (people: readonly string[]) => {
    const { keys, facts, bytes } = rosterOf(people);
    return deps.db.transaction((queries) => storeRoster(queries, keys, { accountId: payroll.accountId, payroll: 'staff' }, facts, bytes));
  };

  const request = (): PeriodRun => {
    const dueAt = new Date('2026-11-25T09:00:00Z');
    return { payroll, period: '2026-11', payDate: '2026-11-25', dueAt, askedBy: 'payrun', isByHand: false, duplicates: 'refuse' };
  };
  const place = () => ({ accountId: payroll.accountId, payroll: 'staff', period: '2026-11' });
  const begin = () => beginRun(deps.db, { ...request(), ...place() });
  const run = () => findRun(deps.db, place());
  const claimed = async () => {
    const sql = 'select id from batches where account_id = $1 and claimed_at is not null';
    return (await deps.db.query<{ id: string }>(sql, [payroll.accountId])).map(({ id }) => id);
  };

  /** Runs the period; what happens meanwhile happens once it has begun, and before it has claimed its batch. */
  const runWhile = async (meanwhile: () => Promise<unknown>, change: Partial<PeriodRun> = {}) => {
    let happened: Promise<unknown> | undefined;
    const { services } = deps;
    const slow: ServiceGateway = {
      mode: services.mode,
      canPrerequest: services.canPrerequest,
      prerequest: (...asked) => services.prerequest(...asked),
      listServices: async (...asked) => {
        happened ??= meanwhile();
        await happened;
        return await services.listServices(...asked);
      },
    };
    const outcome = await runPeriod({ ...deps, services: slow }, { ...request(), ...change });
    expect(happened).toBeDefined();
    return outcome;
  };
  const miss = () => deps.db.query(`update payroll_runs set state = 'missed' where account_id = $1`, [payroll.accountId]);

  test('pays nothing once it was told as refused', async () => {
    const outcome = await runWhile(() => refuseRun(deps.db, payroll, '2026-11', { why: 'gateway_silent' }));
    expect(outcome).toEqual({ kind: 'refused', why: 'gateway_silent' });
    expect(await claimed()).toEqual([]);
    expect(await run()).toMatchObject({ state: 'refused', batchId: undefined });
    expect(await runPeriod(deps, request())).toMatchObject({ kind: 'batch' });
  });

  test('and that was taken for missed, though it lives, is told as paid, once', async () => {
    const outcome = await runWhile(miss);
    const [batchId] = await claimed();
    expect(outcome).toEqual({ kind: 'batch', batchId });
    expect(await run()).toMatchObject({ state: 'paid_from', batchId });
  });

  test('by two at once with other rosters is paid from one of them, though nobody is in both', async () => {
    const outcome = await runWhile(async () => {
      await miss();
      await newRoster(['emp-20', 'emp-30']);
      expect(await runPeriod(deps, { ...request(), isByHand: true, askedBy: 'ann' })).toMatchObject({ kind: 'batch' });
    });
    const batches = await claimed();
    expect(batches).toHaveLength(1);
    expect(outcome).toEqual({ kind: 'already', batchId: batches[0] });
    expect(await run()).toMatchObject({ state: 'paid_from', batchId: batches[0], roster: 2 });
  });

  test('while somebody begins it anew with another roster is left to them', async () => {
    const outcome = await runWhile(async () => {
      await miss();
      await newRoster(['emp-20']);
      await begin();
    });
    expect(outcome).toEqual({ kind: 'begun_anew' });
    expect(await claimed()).toEqual([]);
    expect(await runPeriod(deps, request())).toMatchObject({ kind: 'batch' });
    expect(await run()).toMatchObject({ state: 'paid_from', roster: 2 });
  });

  test('that a person has cancelled claims nothing for the one that they begin anew, which may be allowed less', async () => {
    const allowed = { isByHand: true, askedBy: 'ann', duplicates: 'allow' } as const;
    const outcome = await runWhile(async () => {
      await refusePeriod(deps.db, { ...request(), ...allowed }, 'canceled');
      await begin();
    }, allowed);
    expect(outcome).toEqual({ kind: 'begun_anew' });
    expect(await claimed()).toEqual([]);
    expect(await runPeriod(deps, request())).toMatchObject({ kind: 'batch' });
  });

  test('until its time is over is refused and told of, though it never began', async () => {
    expect(await refusePeriod(deps.db, request(), 'no_worker')).toEqual({ kind: 'refused', why: 'no_worker' });
    expect(await run()).toMatchObject({ state: 'refused', details: { why: 'no_worker' } });
    const told = await deps.db.query('select details from notices where account_id = $1', [payroll.accountId]);
    expect(told).toEqual([{ details: { payroll: 'staff', period: '2026-11', why: 'no_worker' } }]);
  });

  test('until its time is over, and is paid for all that, is told as paid', async () => {
    await runPeriod(deps, request());
    const [batchId] = await claimed();
    expect(await refusePeriod(deps.db, request(), 'database_silent')).toEqual({ kind: 'already', batchId });
    expect(await run()).toMatchObject({ state: 'paid_from', batchId });
  });

  test('while its payroll is deleted pays nothing', async () => {
    const outcome = await runWhile(async () => {
      expect(await deletePayroll(deps.db, { accountId: payroll.accountId, name: 'staff', actor: 'ann' })).toEqual(['2026-11']);
    });
    expect(outcome).toEqual({ kind: 'refused', why: 'deleted' });
    expect(await claimed()).toEqual([]);
    expect(await run()).toMatchObject({ state: 'refused', details: { why: 'deleted' }, roster: undefined });
  });

  test('while its payroll is deleted and made again pays nobody of the roster before', async () => {
    const outcome = await runWhile(async () => {
      await deletePayroll(deps.db, { accountId: payroll.accountId, name: 'staff', actor: 'ann' });
      payroll = await created(payroll.accountId, ['emp-20', 'emp-30']);
      await begin();
    });
    expect(outcome).toEqual({ kind: 'begun_anew' });
    expect(await claimed()).toEqual([]);
    expect(await runPeriod(deps, request())).toMatchObject({ kind: 'batch' });
    expect(await run()).toMatchObject({ state: 'paid_from', roster: 2 });
  });

  test('does not begin once its payroll is deleted', async () => {
    await deletePayroll(deps.db, { accountId: payroll.accountId, name: 'staff', actor: 'ann' });
    expect(await runPeriod(deps, request())).toEqual({ kind: 'refused', why: 'deleted' });
    expect(await run()).toBeUndefined();
  });

  test('and whose batch was refused is run anew, though somebody has submitted its file by hand meanwhile and given that up', async () => {
    await runPeriod(deps, request());
    const [batchId = ''] = await claimed();
    await passCheck(deps.db, batchId, { approval: 'one', ceilings: [] });
    const { accountId } = payroll;
    expect(await refuseApproval(deps.db, accountId, { batchId, actor: 'bob', requestId: batchId })).toBe('refused');
    const batch = await findBatch(deps.db, batchId);
    if (batch === undefined) throw new Error('the batch is gone');
    const rows = [{ line: 2, fileReference: 'emp-1', service: 'test_usd', currency: 'USD', amountMinor: 1_000n }];
    const drafted = rows.map((row) => ({ ...row, details: { fields: { account: '505' } } }));
    expect(await storeDraft(deps.db, testKeys, { ...batch, accountId }, drafted)).toMatchObject({ batchId, claimedBefore: false });
    expect(await unsentPeriods(deps.db, accountId, 'staff')).toEqual(new Set(['2026-11']));
    const outcome = await runPeriod(deps, { ...request(), isByHand: true, askedBy: 'ann' });
    expect(outcome).toEqual({ kind: 'batch', batchId });
    expect(await claimed()).toEqual([batchId]);
  });
});

import { createHash } from 'node:crypto';
import { linkSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits } from '../../../src/domain/limits';
import { tellLeftFiles } from '../../../src/payroll/inbox/left-files';
import { pickUp } from '../../../src/payroll/inbox/pick-up';
import { putAway } from '../../../src/payroll/inbox/put-away';
import type { PrepareDependencies } from '../../../src/payroll/prepare-batch';
import { type PeriodRun, runPeriod } from '../../../src/payroll/run-period';
import type { Payroll } from '../../../src/store/payrolls/payroll';
import { beginRun, findRun } from '../../../src/store/payrolls/payroll-runs';
import { findPayroll, savePayroll } from '../../../src/store/payrolls/payrolls';
import { noteMove } from '../../../src/store/payrolls/pickups';
import { describeOnEachDatabase } from '../../support/databases';
import { newAccount } from '../../support/draft-of';
import { monthlyOn25 } from '../../support/pay-calendars';
import { type PrepareParts, startPrepareParts } from '../../support/prepare-parts';

const csv = 'reference_id,service,currency,amount,fields.account\nemp-1,test_usd,USD,10.00,50\n';
const broken = csv.replace('10.00', '10.005');

describeOnEachDatabase('a drop folder', (database) => {
  let parts: PrepareParts;
  let deps: PrepareDependencies;
  let folder: string;
  let payroll: Payroll;
  const source = () => ({ kind: 'inbox', folder, pattern: '{period}.csv', waitMs: 3_600_000 }) as const;
  beforeAll(async () => {
    parts = await startPrepareParts(database());
    ({ deps } = parts);
  });
  afterAll(() => parts.stop());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'payrun-inbox-'));
    const accountId = await newAccount(deps.db);
    const policy = { ceilings: [], maxChange: undefined, duplicates: 'refuse' } as const;
    await savePayroll(deps.db, { accountId, name: 'staff', calendar: monthlyOn25, source: source(), policy, actor: 'ann' });
    const found = await findPayroll(deps.db, accountId, 'staff');
    if (found === undefined) throw new Error('the payroll was saved and is gone');
    payroll = found;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const path = (name: string) => join(folder, name);
  const request = (change: Partial<PeriodRun> = {}): PeriodRun => ({
    ...{ payroll, period: '2026-11', payDate: '2026-11-25', dueAt: new Date(), askedBy: 'payrun', isByHand: false, duplicates: 'refuse' },
    ...change,
  });
  const look = (change: Partial<PeriodRun> = {}, lookingSince = new Date()) =>
    pickUp(deps, { ...request(change), source: source(), lookingSince, stillMs: 50 });
  const run = async () => findRun(deps.db, { accountId: payroll.accountId, payroll: 'staff', period: '2026-11' });
  const taken = async (text: string) => {
    writeFileSync(path('2026-11.csv'), text);
    expect(await look()).toEqual({ kind: 'ready' });
    return await runPeriod(deps, request());
  };
  const left = async () =>
    await deps.db.query<{ details: object }>(`select details from notices where account_id = $1 and kind = 'payroll_file_left'`, [
      payroll.accountId,
    ]);

  test('that a person runs a period from pays the file whose total that person has seen, and leaves another where it lies', async () => {
    writeFileSync(path('2026-11.csv'), csv.replace('10.00', '99.00'));
    const byHand = { isByHand: true, askedBy: 'ann', contentHash: createHash('sha256').update(csv).digest('hex') };
    expect(await look(byHand)).toEqual({ kind: 'refused', why: 'content_changed' });
    expect(await run()).toMatchObject({ state: 'refused', details: { why: 'content_changed' }, roster: undefined });
    expect(await putAway(deps, payroll, '2026-11')).toBe('nothing');
    expect(readdirSync(folder)).toContain('2026-11.csv');
    writeFileSync(path('2026-11.csv'), csv);
    expect(await look(byHand)).toEqual({ kind: 'ready' });
    expect(await runPeriod(deps, request(byHand))).toMatchObject({ kind: 'batch' });
  });

  test('whose file its own run has taken goes on with it, though a person has seen another', async () => {
    writeFileSync(path('2026-11.csv'), csv);
    expect(await look()).toEqual({ kind: 'ready' });
    const byHand = { isByHand: true, askedBy: 'ann', contentHash: 'another' };
    expect(await look(byHand)).toEqual({ kind: 'ready' });
    expect(await runPeriod(deps, request(byHand))).toEqual({ kind: 'refused', why: 'content_changed' });
    expect(await runPeriod(deps, request())).toMatchObject({ kind: 'batch' });
  });

  test('is looked through by two workers at once, and its file is taken once', async () => {
    writeFileSync(path('2026-11.csv'), csv);
    expect(await Promise.all([look(), look(), look({ isByHand: true })])).toEqual(Array(3).fill({ kind: 'ready' }));
    const rosters = await deps.db.query('select version from rosters where account_id = $1', [payroll.accountId]);
    expect(rosters).toHaveLength(1);
    expect(await run()).toMatchObject({ state: 'running', roster: 1, pickup: { folder, name: '2026-11.csv' } });
  });

  test.each([
    ['not_a_file', () => symlinkSync('/etc/hostname', path('2026-11.csv'))],
    [
      'file_too_large',
      () => {
        writeFileSync(path('2026-11.csv'), '');
        truncateSync(path('2026-11.csv'), limits.rosterBytesMax + 1);
      },
    ],
  ])('refuses at once what can never be read (%s), and puts it away with the reason', async (why, make) => {
    make();
    expect(await look()).toEqual({ kind: 'refused', why });
    expect(await putAway(deps, payroll, '2026-11')).toBe('put_away');
    expect(readdirSync(folder)).toEqual(['done', 'refused']);
    expect(readdirSync(path('refused'))).toEqual(['2026-11.csv', '2026-11.csv.problems.csv']);
    expect(readFileSync(path('refused/2026-11.csv.problems.csv'), 'utf8')).toMatch(
      new RegExp(`^line,column,problem,fix\\n,\\(file\\),"?${why}: `),
    );
  });

  test.each([
    ['rows 2', 'control_rows'],
    ['USD 10.01', 'control_total'],
    ['about ten', 'control_unusable'],
  ])('holds a file against the totals that lie beside it (%s)', async (totals, code) => {
    writeFileSync(path('2026-11.csv'), csv);
    writeFileSync(path('2026-11.totals'), totals);
    expect(await look()).toEqual({ kind: 'refused', why: 'problems' });
    expect(await run()).toMatchObject({ state: 'refused', details: { why: 'problems', problems: 1, first: [{ code, line: 1 }] } });
    expect(await putAway(deps, payroll, '2026-11')).toBe('put_away');
    expect(readdirSync(path('refused'))).toEqual(['2026-11.csv', '2026-11.csv.problems.csv', '2026-11.totals']);
    expect(readFileSync(path('refused/2026-11.csv.problems.csv'), 'utf8')).toContain(`1,(row),${code}`);
    writeFileSync(path('2026-11.csv'), csv);
    writeFileSync(path('2026-11.totals'), 'rows 1\nUSD 10.00');
    expect(await look({ isByHand: true })).toEqual({ kind: 'ready' });
    await runPeriod(deps, request({ isByHand: true }));
    await putAway(deps, payroll, '2026-11');
    expect(readdirSync(path('done'))).toEqual(['2026-11.csv', '2026-11.totals']);
    expect(readdirSync(folder)).toEqual(['done', 'refused']);
  });

  test('that is away is waited for until the cut-off and a little longer, by hand a little only', async () => {
    rmSync(folder, { recursive: true });
    const [now, before] = [Date.now(), new Date(Date.now() - limits.inboxFolderGraceMs)];
    expect(await look({}, before)).toMatchObject({ kind: 'awaited', what: 'folder_missing' });
    expect((await run())?.details).toMatchObject({ awaits: '2026-11.csv' });
    const late = { dueAt: new Date(now - source().waitMs - limits.inboxFolderGraceMs) };
    expect(await look({ ...late, period: '2026-12' })).toMatchObject({ kind: 'awaited' });
    expect(await look({ ...late, period: '2026-12' }, before)).toEqual({ kind: 'refused', why: 'folder_missing' });
    expect(await look({ isByHand: true, period: '2026-11-x' })).toMatchObject({ kind: 'awaited' });
    expect(await look({ isByHand: true, period: '2026-11-x' }, before)).toEqual({ kind: 'refused', why: 'folder_missing' });
  });

  test('with a pattern that leads elsewhere is refused, and nothing is read', async () => {
    const elsewhere = { ...source(), pattern: '../{period}.csv' };
    const result = await pickUp(deps, { ...request(), source: elsewhere, lookingSince: new Date() });
    expect(result).toEqual({ kind: 'refused', why: 'pattern_unusable' });
  });

  test('keeps why its file was refused when a run that was cut off is made again', async () => {
    expect(await taken(broken)).toEqual({ kind: 'refused', why: 'problems' });
    expect(await runPeriod(deps, request())).toEqual({ kind: 'refused', why: 'problems' });
    expect(await run()).toMatchObject({ state: 'refused', roster: 1, details: { why: 'problems', problems: 1 } });
  });

  test('has its file put away where it was noted to go, wherever that was cut off', async () => {
    await taken(csv);
    const noted = await run();
    if (noted === undefined) throw new Error('there is no run');
    expect(await noteMove(deps.db, payroll, noted, 'done/noted.csv')).toBe(true);
    expect(await putAway(deps, payroll, '2026-11')).toBe('put_away');
    expect(readdirSync(path('done'))).toEqual(['noted.csv']);
    // Cut off between its two names.
    linkSync(path('done/noted.csv'), path('2026-11.csv'));
    expect(await putAway(deps, payroll, '2026-11')).toBe('put_away');
    expect(readdirSync(folder)).toEqual(['done', 'refused']);
    expect(await left()).toEqual([]);
  });

  test('gives a file another name where somebody took the noted one', async () => {
    await taken(csv);
    const noted = await run();
    if (noted === undefined) throw new Error('there is no run');
    await noteMove(deps.db, payroll, noted, 'done/2026-11.csv');
    writeFileSync(path('done/2026-11.csv'), 'of somebody else');
    expect(await putAway(deps, payroll, '2026-11')).toBe('put_away');
    expect(readFileSync(path('done/2026-11.csv'), 'utf8')).toBe('of somebody else');
    expect(readFileSync(path('done/2026-11-2.csv'), 'utf8')).toBe(csv);
    expect((await run())?.pickup?.movedTo).toBe('done/2026-11-2.csv');
  });

  test('puts nothing away for a period that has begun anew, or from a folder that it does not see', async () => {
    await taken(broken);
    rmSync(path('done'), { recursive: true });
    writeFileSync(path('done'), '');
    expect(await putAway(deps, payroll, '2026-11')).toBe('unreachable');
    const begun = { accountId: payroll.accountId, payroll: 'staff', period: '2026-11', payDate: undefined, dueAt: new Date() };
    await beginRun(deps.db, { ...begun, askedBy: 'ann', isByHand: true, file: 'awaited' });
    expect(await putAway(deps, payroll, '2026-11')).toBe('nothing');
    expect(lstatSync(path('2026-11.csv')).isFile()).toBe(true);
  });

  test('says so where somebody has taken the file away', async () => {
    await taken(csv);
    rmSync(path('2026-11.csv'));
    expect(await putAway(deps, payroll, '2026-11')).toBe('gone');
  });

  test('tells once of each file that nobody is going to pay, and of no other', async () => {
    await taken(csv);
    await putAway(deps, payroll, '2026-11');
    const files = ['2026-11.csv', '2026-12.csv', '2026-11-x.csv', 'other.txt', '2026-10.csv'];
    for (const name of files) writeFileSync(path(name), csv);
    await look({ isByHand: true, period: '2026-10', dueAt: new Date(Date.now() + 60_000) });
    for (const at of [1, 2]) {
      expect(await tellLeftFiles(deps.db, payroll, source(), [])).toEqual(['2026-11']);
      expect(await left()).toEqual([{ details: { payroll: 'staff', period: '2026-11', run: 'paid_from' } }]);
      expect(at).toBeLessThan(3);
    }
    expect(await tellLeftFiles(deps.db, payroll, source(), ['2026-11'])).toEqual([]);
    writeFileSync(path('2026-11.csv'), `${csv}\n`);
    await tellLeftFiles(deps.db, payroll, source(), []);
    expect(await left()).toHaveLength(2);
  });
});

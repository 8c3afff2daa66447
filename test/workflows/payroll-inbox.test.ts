import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { findBatch } from '../../src/store/batches';
import { listRuns } from '../../src/store/payrolls/payroll-runs';
import { savePayroll } from '../../src/store/payrolls/payrolls';
import type { PayrollInput } from '../../src/workflows/inputs';
import type { PayrollRunResult } from '../../src/workflows/payroll-run-result';
import { describeOnEmbedded } from '../support/databases';
import { dailyNow, today } from '../support/pay-calendars';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { until } from '../support/until';

quietRuntime();

describeOnEmbedded('runPayroll with a drop folder', (database) => {
  let bench: PayrunBench;
  let folder: string;
  beforeEach(async () => {
    bench = await PayrunBench.start(database());
    folder = mkdtempSync(join(tmpdir(), 'payrun-inbox-'));
  });
  afterEach(async () => {
    await bench.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A payroll whose file is awaited for so long from now on. */
  const payrollOf = async (waitMs: number, pattern = 'payroll-{period}.csv') => {
    const name = `staff-${randomUUID().slice(0, 8)}`;
    const source = { kind: 'inbox', folder, pattern, waitMs: waitMs + (Date.now() % 60_000) } as const;
    const policy = { ceilings: [], maxChange: undefined, duplicates: 'refuse' } as const;
    await savePayroll(bench.db, { accountId: bench.accountId, name, calendar: dailyNow(), source, policy, actor: 'ann' });
    return name;
  };

  /** A file of people, as `key amount`. */
  const csv = (people: readonly string[]) => {
    const rows = people.map((person, at) => {
      const [key, amount = '10.00'] = person.split(' ');
      return `${key},test_usd,USD,${amount},50${at}\n`;
    });
    return ['reference_id,service,currency,amount,fields.account\n', ...rows].join('');
  };

  const start = (input: PayrollInput) =>
    bench.temporal.client.workflow.start('runPayroll', {
      taskQueue: bench.taskQueue,
      workflowId: `payroll/${input.payroll}/${randomUUID()}`,
      args: [input],
    });
  /** As `record-histories` does. */
  const record = async (name: string, workflowId: string) => {
    if (process.env.PAYRUN_RECORD_HISTORIES !== '1') return;
    const handle = bench.temporal.client.workflow.getHandle(workflowId);
    await handle.result();
    writeFileSync(join(__dirname, `../histories/${name}.json`), `${historyToJSON(await handle.fetchHistory())}\n`);
  };
  const run = async (input: PayrollInput) => (await (await start(input)).result()) as PayrollRunResult;
  const runs = (payroll: string) => listRuns(bench.db, bench.accountId, payroll);
  const paid = () => Object.fromEntries([...bench.paidTimes()].sort());
  const inFolder = (path = '') => readdirSync(join(folder, path)).sort();
  const notices = async () =>
    (await bench.db.query<{ kind: string }>('select kind from notices where account_id = $1 order by id', [bench.accountId]))
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('payroll_'));
  const reported = (name: string) => until(async () => existsSync(join(folder, 'done', `${name}.report.csv`)));
  const isTaken = (payroll: string) => until(async () => (await runs(payroll))[0]?.roster !== undefined);

  test('pays the file that lies there, and puts it into done with its report', async () => {
    const payroll = await payrollOf(3_600_000);
    const name = `payroll-${today()}.csv`;
    writeFileSync(join(folder, name), csv(['emp-1', 'emp-2 20.00']));
    const handle = await start({ payroll });
    const { periods } = (await handle.result()) as PayrollRunResult;
    expect(periods).toMatchObject([{ period: today(), result: 'batch' }]);
    expect(await findBatch(bench.db, periods[0]?.batchId ?? '')).toMatchObject({
      fileName: name,
      submittedBy: userInfo().username,
      policy: { schedule: payroll },
    });
    await reported(name);
    await record('run-payroll-inbox', handle.workflowId);
    await record('leave-report', `batch/${periods[0]?.batchId}/report`);
    expect(paid()).toEqual({ [`emp-1-${today()}`]: 1, [`emp-2-${today()}`]: 1 });
    expect(inFolder()).toEqual(['done', 'refused']);
    expect(inFolder('done')).toEqual([name, `${name}.report.csv`]);
    const report = join(folder, 'done', `${name}.report.csv`);
    expect(readFileSync(report, 'utf8').match(/,paid,/g)).toHaveLength(2);
    expect(statSync(report).mode & 0o777).toBe(0o600);
    expect(await runs(payroll)).toMatchObject([{ state: 'paid_from', roster: 1, pickup: { name, movedTo: `done/${name}` } }]);
  });

  test('waits for a file that comes later and is written slowly, and pays all of it', async () => {
    const payroll = await payrollOf(3_600_000);
    const handle = await start({ payroll });
    await until(async () => (await runs(payroll))[0]?.details.awaits === `payroll-${today()}.csv`);
    const path = join(folder, `payroll-${today()}.csv`);
    writeFileSync(path, '');
    const people = Array.from({ length: 10 }, (_, at) => `emp-${at}`);
    for (let length = 0, text = csv(people); length < text.length; length += 60) {
      await sleep(1_500);
      appendFileSync(path, text.slice(length, length + 60));
      expect(existsSync(path)).toBe(true);
    }
    expect(await handle.result()).toMatchObject({ periods: [{ result: 'batch' }] });
    await reported(`payroll-${today()}.csv`);
    expect(Object.keys(paid())).toHaveLength(10);
  });

  test('a file that never comes is told of at the cut-off; once it is there, a run by hand pays it', async () => {
    const payroll = await payrollOf(6_000);
    expect(await run({ payroll })).toMatchObject({ periods: [{ result: 'refused', why: 'no_file' }] });
    expect(await runs(payroll)).toMatchObject([{ state: 'refused', details: { why: 'no_file' } }]);
    expect(await run({ payroll, period: today() })).toMatchObject({ periods: [{ result: 'refused', why: 'no_file' }] });
    expect(await notices()).toEqual(['payroll_refused', 'payroll_refused']);
    writeFileSync(join(folder, `payroll-${today()}.csv`), csv(['emp-1']));
    expect(await run({ payroll, period: today() })).toMatchObject({ periods: [{ result: 'batch' }] });
    await reported(`payroll-${today()}.csv`);
    expect(paid()).toEqual({ [`emp-1-${today()}`]: 1 });
  });

  test('a run by hand does not end the wait of the run that waits', async () => {
    const payroll = await payrollOf(3_600_000);
    const handle = await start({ payroll });
    await until(async () => (await runs(payroll))[0]?.details.awaits !== undefined);
    expect(await run({ payroll, period: today() })).toMatchObject({ periods: [{ result: 'refused', why: 'no_file' }] });
    expect(await runs(payroll)).toMatchObject([{ state: 'running' }]);
    expect(await notices()).toEqual([]);
    writeFileSync(join(folder, `payroll-${today()}.csv`), csv(['emp-1']));
    expect(await handle.result()).toMatchObject({ periods: [{ result: 'batch' }] });
  });

  test.each([
    ['the same', ['emp-1']],
    ['another', ['emp-2', 'emp-3']],
  ])('%s file once more for a period that was run stays where it lies and is told of once', async (_, people) => {
    const payroll = await payrollOf(3_600_000);
    const path = join(folder, `payroll-${today()}.csv`);
    writeFileSync(path, csv(['emp-1']));
    await run({ payroll });
    await reported(`payroll-${today()}.csv`);
    writeFileSync(path, csv(people));
    expect(await run({ payroll })).toMatchObject({ periods: [{ result: 'already' }] });
    expect(await run({ payroll, period: today() })).toMatchObject({ periods: [{ result: 'already' }] });
    expect(readFileSync(path, 'utf8')).toBe(csv(people));
    expect(await notices()).toEqual(['payroll_file_left']);
    expect(paid()).toEqual({ [`emp-1-${today()}`]: 1 });
  });

  test('a file that is changed after it was picked up changes nothing, and stays where it lies', async () => {
    const payroll = await payrollOf(3_600_000);
    const path = join(folder, `payroll-${today()}.csv`);
    writeFileSync(path, csv(['emp-1', 'emp-2']));
    bench.sandbox.setOutage({});
    const handle = await start({ payroll });
    await isTaken(payroll);
    writeFileSync(path, csv(['emp-1 999.00', 'emp-2 999.00', 'emp-3 999.00']));
    bench.sandbox.setOutage({ forMs: 0 });
    expect(await handle.result()).toMatchObject({ periods: [{ result: 'batch' }] });
    await reported(`payroll-${today()}.csv`);
    expect(paid()).toEqual({ [`emp-1-${today()}`]: 1, [`emp-2-${today()}`]: 1 });
    expect(bench.sandbox.books.every(({ amountMinor }) => amountMinor === '1000')).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain('999.00');
    expect(await notices()).toEqual(['payroll_file_left']);
  });

  test('what was picked up is paid by another worker, though it does not see the folder', async () => {
    const payroll = await payrollOf(3_600_000);
    writeFileSync(join(folder, `payroll-${today()}.csv`), csv(['emp-1']));
    bench.sandbox.setOutage({});
    const handle = await start({ payroll });
    await isTaken(payroll);
    await bench.stopWorker();
    rmSync(folder, { recursive: true });
    bench.sandbox.setOutage({ forMs: 0 });
    await bench.startWorker();
    await until(async () => Object.keys(paid()).length === 1);
    expect(await runs(payroll)).toMatchObject([{ state: 'paid_from' }]);
    // The folder comes back with the file in it: it is put away, and paid no second time.
    mkdirSync(folder);
    writeFileSync(join(folder, `payroll-${today()}.csv`), csv(['emp-1']));
    expect(await handle.result()).toMatchObject({ periods: [{ result: 'batch' }] });
    await reported(`payroll-${today()}.csv`);
    expect(inFolder('done')).toContain(`payroll-${today()}.csv`);
    expect(paid()).toEqual({ [`emp-1-${today()}`]: 1 });
  });

  test('a file with problems goes to refused with its rows and what is wrong with each; the mended one is paid', async () => {
    const payroll = await payrollOf(3_600_000);
    const name = `payroll-${today()}.csv`;
    writeFileSync(join(folder, name), csv(['emp-1', 'emp-2 10.005', 'emp-3 0']));
    expect(await run({ payroll })).toMatchObject({ periods: [{ result: 'refused', why: 'problems' }] });
    expect(inFolder()).toEqual(['done', 'refused']);
    expect(inFolder('refused')).toEqual([name, `${name}.problems.csv`]);
    const problems = join(folder, 'refused', `${name}.problems.csv`);
    const lines = readFileSync(problems, 'utf8').split('\n');
    expect(lines[0]).toMatch(/fields\.account,line,column,problem,fix$/);
    expect(lines[1]).toMatch(/^emp-1,.*,2,,,$/);
    expect(lines[2]).toContain('amount_decimals');
    expect(statSync(problems).mode & 0o777).toBe(0o600);
    writeFileSync(join(folder, name), csv(['emp-1', 'emp-2 10.00']));
    expect(await run({ payroll, period: today() })).toMatchObject({ periods: [{ result: 'batch' }] });
    await reported(name);
    expect(Object.keys(paid())).toHaveLength(2);
    // A second refusal of one name stands beside the first.
    writeFileSync(join(folder, `payroll-${today()}-bonus.csv`), 'nothing');
    expect(await run({ payroll, period: `${today()}-bonus` })).toMatchObject({ periods: [{ result: 'refused', why: 'problems' }] });
    writeFileSync(join(folder, `payroll-${today()}-bonus.csv`), 'nothing\nat all');
    await run({ payroll, period: `${today()}-bonus` });
    const bonus = `payroll-${today()}-bonus`;
    const files = [`${bonus}-2.csv`, `${bonus}.csv`].flatMap((file) => [file, `${file}.problems.csv`]);
    expect(inFolder('refused')).toEqual([...files, name, `${name}.problems.csv`].sort());
    expect(readFileSync(join(folder, 'refused', `${bonus}.csv.problems.csv`), 'utf8')).toContain('line,column,problem,fix');
  });

  test('the name of a file may have any characters', async () => {
    const payroll = await payrollOf(3_600_000, "зарплата {period} $& 'копія' 50%`*.csv");
    const name = `зарплата ${today()} $& 'копія' 50%\`*.csv`;
    writeFileSync(join(folder, name), csv(['emp-1']));
    expect(await run({ payroll })).toMatchObject({ periods: [{ result: 'batch' }] });
    await reported(name);
    expect(inFolder('done')).toEqual([name, `${name}.report.csv`]);
  });

  test('a folder in which nothing can be moved is refused with its reason, and nothing is paid', async () => {
    const payroll = await payrollOf(3_600_000);
    writeFileSync(join(folder, 'done'), 'no folder');
    writeFileSync(join(folder, `payroll-${today()}.csv`), csv(['emp-1']));
    expect(await run({ payroll })).toMatchObject({ periods: [{ result: 'refused', why: 'folder_unusable' }] });
    expect(await notices()).toEqual(['payroll_refused']);
    expect(paid()).toEqual({});
    rmSync(join(folder, 'done'));
    expect(await run({ payroll, period: today() })).toMatchObject({ periods: [{ result: 'batch' }] });
  });
});

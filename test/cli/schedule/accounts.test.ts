import type { Sandbox } from '../../../src/sandbox/sandbox';
import { startSandbox } from '../../../src/sandbox/start-sandbox';
import { payrollScheduleId } from '../../../src/temporal/payroll-schedule';
import { payrollRunId } from '../../../src/temporal/start-payroll-run';
import { describeOnEmbedded } from '../../support/databases';
import { runPayrun } from '../../support/run-payrun';
import { until } from '../../support/until';
import { ScheduleWorld } from './schedule-world';

const monthly = ['--on', '25', '--at', '09:00', '--timezone', 'Europe/Kyiv'];
const taken = 'another gateway account has a payroll of this name in this Temporal namespace';

describeOnEmbedded('payrolls of two accounts in one Temporal namespace', (database, opened) => {
  let world: ScheduleWorld;
  let otherSandbox: Sandbox;
  let otherAccount: Readonly<{ PAYRUN_GATEWAY_URL: string }>;
  beforeAll(async () => {
    otherSandbox = await startSandbox();
    otherAccount = { PAYRUN_GATEWAY_URL: otherSandbox.url };
    world = await ScheduleWorld.start(opened().url);
    world.roster('staff.csv', ['emp-1 10.00']);
  });
  afterAll(async () => {
    await world.stop();
    await otherSandbox.stop();
  });

  const create = (name: string, more = {}) => world.run(['schedule', 'create', name, '--roster', 'staff.csv', ...monthly, '--yes'], more);
  const handleOf = (name: string) => world.client.schedule.getHandle(payrollScheduleId(name));
  /** All of a schedule that somebody may have changed. */
  const shape = async (name: string) => {
    const { spec, action, policies, state, info } = await handleOf(name).describe();
    return { spec, action, policies, state, updated: info.lastUpdatedAt };
  };
  /** Payrolls of both accounts under one name, as they may be from before schedules carried a mark: Temporal has ours. */
  const createBoth = async (name: string) => {
    expect(await create(name, otherAccount)).toMatchObject({ exitCode: 0 });
    await handleOf(name).delete();
    expect(await create(name)).toMatchObject({ exitCode: 0 });
  };
  const stored = async (name: string) => (await database().query('select account_id from payrolls where name = $1', [name])).length;

  test('a name that is taken makes no payroll, and leaves the schedule as it is', async () => {
    expect(await create('taken')).toMatchObject({ exitCode: 0 });
    const before = await shape('taken');
    const { exitCode, err } = await create('taken', otherAccount);
    expect(err).toContain(`Temporal's schedule of taken is left as it is: ${taken}\nhint: take another name, or give each account`);
    expect({ exitCode, stored: await stored('taken'), after: await shape('taken') }).toEqual({ exitCode: 2, stored: 1, after: before });
  });

  test.each([
    ['update', ['--at', '10:00', '--yes']],
    ['update', []],
    ['pause', []],
    ['resume', []],
  ])('%s %j is refused with 2, and changes nothing here or there', async (command, more) => {
    const name = `kept-${command}-${more.length}`;
    await createBoth(name);
    const before = await shape(name);
    const { exitCode, err } = await world.run(['schedule', command, name, ...more], otherAccount);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(`${name} is left as it is: ${taken}`) });
    expect(await shape(name)).toEqual(before);
    expect((await world.json(['audit', '--payroll', name], otherAccount)).entries).toHaveLength(1);
    await world.run(['schedule', 'delete', name, '--yes'], otherAccount);
  });

  test('delete ends the own payroll, says that the schedule stays, and leaves it', async () => {
    await createBoth('mine');
    const before = await shape('mine');
    const { exitCode, out } = await world.run(['schedule', 'delete', 'mine', '--yes'], otherAccount);
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: expect.stringContaining(`schedule of this name stays: ${taken}.`) });
    expect(await shape('mine')).toEqual(before);
    expect(await world.run(['schedule', 'delete', 'mine', '--yes'], otherAccount)).toMatchObject({ exitCode: 2 });
    expect(await shape('mine')).toEqual(before);
    expect((await world.run(['schedule', 'list'])).out).toMatch(/^mine\tactive\t/m);
  });

  test('show, list, doctor and a worker that starts say whose it is, and say nothing to the account that has it', async () => {
    await createBoth('both');
    const shown = await world.run(['schedule', 'show', 'both'], otherAccount);
    expect(shown.out).toContain(`! ${taken}, so nothing of this one is run by itself; take another name`);
    expect(await world.json(['schedule', 'show', 'both'], otherAccount)).toMatchObject({ temporal: { state: 'other_account' } });
    const listed = await world.run(['schedule', 'list'], otherAccount);
    expect(listed.out).toMatch(/^both\tother account\t/m);
    expect(listed.err).toContain(`! payroll both: ${taken}`);
    const examined = await world.run(['doctor'], otherAccount);
    expect(examined).toMatchObject({ exitCode: 1, out: expect.stringContaining(`payroll both: ${taken}`) });
    const worker = runPayrun(['worker'], { environment: { ...world.environment, ...otherAccount }, cwd: world.folder });
    try {
      await until(async () => worker.err().includes(`! payroll both: ${taken}`));
    } finally {
      worker.child.kill('SIGTERM');
      await worker.ended;
    }
    for (const { out, err } of [await world.run(['schedule', 'show', 'both']), await world.run(['schedule', 'list'])])
      expect(out + err).not.toContain('another gateway account');
    await world.run(['schedule', 'delete', 'both', '--yes'], otherAccount);
  });

  test("another account's run of a period is not followed as ours", async () => {
    await createBoth('hand');
    const theirs = world.start(['schedule', 'run', 'hand', '--period', '2026-11', '--yes']);
    const run = world.client.workflow.getHandle(payrollRunId('hand', '2026-11'));
    await until(() => run.describe().then(() => true));
    const refused = await world.run(['schedule', 'run', 'hand', '--period', '2026-11', '--yes'], otherAccount);
    expect(refused).toMatchObject({ exitCode: 2, err: expect.stringContaining(`${taken}, and runs this period now`) });
    await run.terminate();
    expect(await theirs.ended).toBe(1);
    await world.run(['schedule', 'delete', 'hand', '--yes'], otherAccount);
  });

  test("a run that only another account's workers have seen says so while it waits, and waits", async () => {
    expect(await create('waits')).toMatchObject({ exitCode: 0 });
    const worker = runPayrun(['worker'], { environment: { ...world.environment, ...otherAccount }, cwd: world.folder });
    const waiting = world.start(['schedule', 'run', 'waits', '--period', '2026-11', '--yes']);
    try {
      await until(async () => waiting.streams.err().includes('a worker of another gateway account was asked'));
    } finally {
      worker.child.kill('SIGTERM');
      await worker.ended;
    }
    expect(waiting.streams.err()).not.toContain('is refused');
    const run = world.client.workflow.getHandle(payrollRunId('waits', '2026-11'));
    expect(await run.describe()).toMatchObject({ status: { name: 'RUNNING' } });
    await run.terminate();
    expect(await waiting.ended).toBe(1);
    expect(waiting.streams.err().match(/another gateway account/g)).toHaveLength(1);
  });
});

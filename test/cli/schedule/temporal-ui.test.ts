import type { ScheduleDescription, ScheduleUpdateOptions } from '@temporalio/client';
import { payrollScheduleId } from '../../../src/temporal/payroll-schedule';
import { describeOnEmbedded } from '../../support/databases';
import { ScheduleWorld } from './schedule-world';

const monthly = ['--on', '25', '--at', '09:00', '--timezone', 'Europe/Kyiv'];

describeOnEmbedded('a schedule that people change in the Temporal UI', (_, opened) => {
  let world: ScheduleWorld;
  beforeAll(async () => {
    world = await ScheduleWorld.start(opened().url);
    world.roster('staff.csv', ['emp-1 10.00']);
  });
  afterAll(() => world.stop());

  const handleOf = (name: string) => world.client.schedule.getHandle(payrollScheduleId(name));
  const create = async (name: string) => {
    const made = await world.run(['schedule', 'create', name, '--roster', 'staff.csv', ...monthly, '--yes']);
    expect(made).toMatchObject({ exitCode: 0 });
  };
  /** What each place says of it. */
  const told = async (name: string) => {
    const [show, list, doctor] = [
      await world.run(['schedule', 'show', name]),
      await world.run(['schedule', 'list']),
      await world.run(['doctor']),
    ];
    return {
      show: show.out.split('\n').slice(0, 2).join('\n'),
      list: list.out
        .split('\n')
        .find((line) => line.startsWith(`${name}\t`))
        ?.split('\t')[1],
      warning: list.err,
      doctor: doctor.out
        .split('\n')
        .filter((line) => line.includes('payroll'))
        .join('\n'),
      hint: doctor.out,
      exitCode: doctor.exitCode,
    };
  };
  const asItShouldBe = async (name: string) => {
    const { show, warning, doctor } = await told(name);
    expect({ show, warning, doctor }).toEqual({
      show: expect.not.stringContaining('!'),
      warning: '',
      doctor: expect.stringMatching(/^ok {6}payrolls: 1 schedule in Temporal, as wanted$/),
    });
  };
  afterEach(async () => {
    for (const { payroll } of (await world.json(['schedule', 'list'])).payrolls as readonly { payroll: string }[])
      await world.run(['schedule', 'delete', payroll, '--yes']);
  });

  test('deleted there it is told of everywhere, and nothing but update makes it again', async () => {
    await create('gone');
    await asItShouldBe('gone');
    await handleOf('gone').delete();
    const trouble = 'Temporal has no schedule of it, so nothing is run';
    expect(await told('gone')).toMatchObject({
      show: expect.stringContaining(`! ${trouble}; payrun schedule update gone makes it again.`),
      list: 'missing',
      warning: `! payroll gone: ${trouble}; payrun schedule update gone makes it again.\n`,
      doctor: expect.stringContaining(`failed  payroll gone: ${trouble}`),
      hint: expect.stringContaining('hint: payrun schedule update gone makes it again'),
      exitCode: 1,
    });
    for (const command of ['pause', 'resume'])
      expect(await world.run(['schedule', command, 'gone'])).toMatchObject({
        exitCode: 1,
        err: expect.stringContaining('Temporal has no schedule of payroll gone: so nothing of it is run'),
      });
    expect(await world.run(['schedule', 'update', 'gone'])).toMatchObject({
      exitCode: 0,
      out: 'Nothing changes; Temporal had lost the schedule of gone, and has it again.\n',
    });
    await asItShouldBe('gone');
  });

  type Edit = (found: ScheduleDescription) => Partial<ScheduleUpdateOptions>;
  const edits: Readonly<Record<string, Edit>> = {
    period: ({ action }) => ({ action: { ...action, args: [{ ...action.args?.[0], period: '2026-11' }] } }),
    limited: ({ state }) => ({ state: { ...state, remainingActions: 0 } }),
    ends: ({ spec }) => ({ spec: { ...spec, endAt: new Date(Date.now() + 1e9) } }),
    failing: ({ policies }) => ({ policies: { ...policies, pauseOnFailure: true } }),
  };

  test.each(Object.keys(edits))('edited there (%s) it is told of everywhere, and update mends it', async (name) => {
    await create(name);
    await handleOf(name).update((found) => {
      const { spec, action, policies, state } = found;
      return { spec, action, policies, state, ...edits[name]?.(found) } as ScheduleUpdateOptions;
    });
    const trouble = "Temporal's schedule is not as it should be";
    expect(await told(name)).toMatchObject({
      show: expect.stringContaining(`! ${trouble}; payrun schedule update ${name} mends it.`),
      list: 'active',
      warning: `! payroll ${name}: ${trouble}; payrun schedule update ${name} mends it.\n`,
      doctor: expect.stringContaining(`failed  payroll ${name}: ${trouble}`),
      exitCode: 1,
    });
    expect(await world.run(['schedule', 'update', name, '--dry-run'])).toMatchObject({ out: 'Nothing changes.\n' });
    expect(await world.run(['schedule', 'update', name])).toMatchObject({
      exitCode: 0,
      out: `Nothing changes; Temporal's schedule of ${name} was not as it should be, and is now.\n`,
    });
    await asItShouldBe(name);
    expect(await world.run(['schedule', 'update', name])).toMatchObject({ exitCode: 0, out: 'Nothing changes.\n' });
  });

  test('paused there it is shown with its note, stays so through an update, and goes on with resume', async () => {
    await create('held');
    await handleOf('held').pause('the office is closed');
    const { show, list, doctor } = await told('held');
    expect({ show, list, doctor }).toEqual({
      show: expect.stringContaining('held is paused (the office is closed): no period is run by itself until payrun schedule resume held'),
      list: 'paused',
      doctor: expect.stringContaining('payrolls: 1 schedule in Temporal'),
    });
    expect((await world.run(['schedule', 'update', 'held', '--at', '10:00', '--yes'])).exitCode).toBe(0);
    expect((await handleOf('held').describe()).state).toMatchObject({ paused: true, note: 'the office is closed' });
    expect(await world.json(['schedule', 'pause', 'held'])).toMatchObject({ result: 'already' });
    expect(await world.json(['schedule', 'resume', 'held'])).toMatchObject({ result: 'done' });
    await asItShouldBe('held');
  });

  test('paused here and deleted there it is made again paused, and update says so', async () => {
    await create('asleep');
    await world.run(['schedule', 'pause', 'asleep']);
    await handleOf('asleep').delete();
    expect(await world.run(['schedule', 'update', 'asleep'])).toMatchObject({
      exitCode: 0,
      out: 'Nothing changes; Temporal had lost the schedule of asleep, and has it again. It is paused: payrun schedule resume asleep goes on.\n',
    });
    expect((await handleOf('asleep').describe()).state.paused).toBe(true);
  });

  test('given arguments that cannot be read it is told of, and mended', async () => {
    await create('garbled');
    const { raw } = await handleOf('garbled').describe();
    const startWorkflow = raw.schedule?.action?.startWorkflow;
    const encoding = Buffer.from('json/plain');
    await world.client.workflowService.updateSchedule({
      namespace: 'default',
      scheduleId: payrollScheduleId('garbled'),
      schedule: {
        ...raw.schedule,
        action: { startWorkflow: { ...startWorkflow, input: { payloads: [{ metadata: { encoding }, data: Buffer.from('{payroll') }] } } },
      },
    });
    const { show, doctor } = await told('garbled');
    expect({ show, doctor }).toEqual({
      show: expect.stringContaining("! Temporal's schedule is not as it should be"),
      doctor: expect.stringContaining('failed  payroll garbled: '),
    });
    expect(await world.json(['schedule', 'pause', 'garbled'])).toMatchObject({ result: 'done' });
    expect(await world.json(['schedule', 'resume', 'garbled'])).toMatchObject({ result: 'done' });
    expect(await world.run(['schedule', 'update', 'garbled'])).toMatchObject({ exitCode: 0, out: expect.stringContaining('and is now') });
    await asItShouldBe('garbled');
  });
});

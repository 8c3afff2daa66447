import { payrollScheduleId } from '../../../src/temporal/payroll-schedule';
import { describeOnEmbedded } from '../../support/databases';
import { runPayrun } from '../../support/run-payrun';
import { until } from '../../support/until';
import { ScheduleWorld } from './schedule-world';

const monthly = ['--on', '25', '--at', '09:00', '--timezone', 'Europe/Kyiv'];

describeOnEmbedded('payrun schedule update, pause, resume and delete', (database, opened) => {
  let world: ScheduleWorld;
  beforeAll(async () => {
    world = await ScheduleWorld.start(opened().url);
  });
  afterAll(() => world.stop());

  const people = ['emp-1 1480.00', 'emp-2 1517.50', 'emp-3 900.00'];
  const create = async (name: string, rows: readonly string[] = people) => {
    const { exitCode, err } = await world.run([
      'schedule',
      'create',
      name,
      '--roster',
      world.roster(`${name}.csv`, rows),
      ...monthly,
      '--yes',
    ]);
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
  };
  const update = (name: string, more: readonly string[]) => world.run(['schedule', 'update', name, ...more]);
  const describeSchedule = (name: string) => world.client.schedule.getHandle(payrollScheduleId(name)).describe();
  const audit = async (name: string) =>
    (await world.json(['audit', '--payroll', name])).entries as readonly {
      action: string;
      why: string | null;
      details: Record<string, unknown>;
    }[];
  const versions = async (name: string) =>
    (await database().query<{ version: number }>('select version from rosters where payroll = $1 order by version', [name])).map(
      ({ version }) => version,
    );

  test('somebody with another amount and another account is told as both', async () => {
    await create('both');
    world.roster('both.csv', ['emp-1 1480.00', 'emp-2 1600.00 another-card', 'emp-3 900.00']);
    const dry = await update('both', ['--roster', 'both.csv', '--dry-run']);
    expect(dry.out).toContain('1 with another amount, 1 paid in another way or to another account)');
    expect(dry.out).toContain('amount and details\temp-2\tUSD 1 517.50\tUSD 1 600.00\n');
  });

  test('a changed roster tells who came, went and changed, before it is stored; the audit tells how many', async () => {
    await create('changed');
    world.roster('changed.csv', ['emp-1 1480.00', 'emp-2 1600.00', 'emp-4 800.00', 'emp-3 900.00 another-card']);
    const dry = await update('changed', ['--roster', 'changed.csv', '--dry-run']);
    expect(dry.exitCode).toBe(0);
    expect(dry.out).toContain('people: 3 → 4 (1 added, 0 removed, 1 with another amount, 1 paid in another way or to another account)');
    expect(dry.out).toContain('USD 3 897.50 → 4 780.00');
    expect(dry.out).toContain('added\temp-4\t\tUSD 800.00\n');
    expect(dry.out).toContain('amount\temp-2\tUSD 1 517.50\tUSD 1 600.00\n');
    expect(dry.out).toContain('details\temp-3\tUSD 900.00\tUSD 900.00\n');
    expect(await versions('changed')).toEqual([1]);

    const { exitCode, out } = await update('changed', ['--roster', 'changed.csv', '--yes', '--because', 'a new colleague']);
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: 'Payroll changed is changed.\n' });
    expect(await versions('changed')).toEqual([1, 2]);
    expect((await audit('changed')).at(-1)).toMatchObject({
      action: 'payroll_update',
      why: 'a new colleague',
      details: {
        roster: 2,
        people: { before: 3, after: 4, added: 1, removed: 0, changed: 1, detailsChanged: 1 },
        totals: [{ currency: 'USD', before: '3897.50', after: '4780.00' }],
      },
    });
    expect(JSON.stringify(await audit('changed'))).not.toContain('emp-');
    expect(await world.json(['schedule', 'show', 'changed'])).toMatchObject({ roster: { version: 2, rows: 4 } });
  });

  test('a leaver is shown as removed', async () => {
    await create('leaver');
    world.roster('leaver.csv', people.slice(0, 2));
    const document = await world.json(['schedule', 'update', 'leaver', '--roster', 'leaver.csv', '--dry-run']);
    expect(document).toMatchObject({
      rosterChange: { counts: { removed: 1 }, people: [{ what: 'removed', reference: 'emp-3', before: 'USD 900.00' }] },
    });
  });

  test('the same roster is no new version, and a change of text beside a payment changes nobody', async () => {
    await create('steady');
    const again = await update('steady', ['--roster', 'steady.csv', '--yes']);
    expect(again).toMatchObject({ exitCode: 0, out: 'Nothing changes.\n', err: 'steady.csv is roster 1 already.\n' });
    expect(await versions('steady')).toEqual([1]);
    expect(await audit('steady')).toHaveLength(1);
  });

  test('another calendar reaches Temporal, says what changes, and warns of periods with other names', async () => {
    await create('moved');
    const { exitCode, err } = await update('moved', ['--on', '10,25', '--at', '16:30', '--max-change', '10%', '--yes']);
    expect(exitCode).toBe(0);
    expect(err).toContain(
      'pays: the 25th of the month at 09:00 Europe/Kyiv, or the business day before → the 10th and the 25th of the month at 16:30',
    );
    expect(err).toContain('largest change: none → 10%');
    expect(err).toContain('! Periods get other names (2026-11 → 2026-11-25)');
    expect((await describeSchedule('moved')).spec.calendars).toMatchObject([{ hour: [{ start: 16 }], minute: [{ start: 30 }] }]);
    const other = await update('moved', ['--on', 'last', '--dry-run']);
    expect(other.out).not.toContain('has no pay date to come');
    const back = await update('moved', ['--max-change', 'none', '--yes']);
    expect(back.err).toContain('largest change: 10% → none');
  });

  test('a period that is due and unpaid is told by a change of holidays, and stays told after it', async () => {
    const now = new Date();
    const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0));
    await create('overdue');
    await database().query("update payrolls set counts_from = $1 where name = 'overdue'", [new Date(last.getTime() - 40 * 86_400_000)]);
    const due = `! ${last.toISOString().slice(0, 7)} was due on `;
    world.write('days.csv', ['date,name', `${now.getUTCFullYear() + 1}-01-01,New Year`]);
    expect((await update('overdue', ['--holidays', 'days.csv', '--yes'])).err).toContain(due);
    expect((await world.run(['schedule', 'show', 'overdue'])).out).toContain(due);
  });

  test('a run that has stopped is shown as unpaid, and how to run it', async () => {
    await create('stopped');
    const due = new Date(Date.now() - 10 * 86_400_000);
    await database().query(
      `insert into payroll_runs (account_id, payroll, period, pay_date, due_at, state, asked_by, changed_at)
       select account_id, name, '2025-10', '2025-10-24', $1, 'running', 'payrun', $1 from payrolls where name = 'stopped'`,
      [due],
    );
    expect((await world.run(['schedule', 'show', 'stopped'])).out).toContain('missed: it had begun, and stopped');
    const { out } = await world.run(['schedule', 'backfill', 'stopped', '--from', '2025-10-01', '--to', '2025-10-31', '--dry-run']);
    expect(out).toMatch(/2025-10\t.*missed: it had begun, and stopped/);
    const asked = await world.run(['schedule', 'run', 'stopped', '--period', '2025-10']);
    expect(asked.err).toContain('It was run before: missed: it had begun, and stopped.');
  });

  test('a period that is due and unpaid is missed once the pay days have other names, and is run by its old name', async () => {
    const now = new Date();
    const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0));
    const period = last.toISOString().slice(0, 7);
    await create('renamed');
    await database().query("update payrolls set counts_from = $1 where name = 'renamed'", [new Date(last.getTime() - 25 * 86_400_000)]);
    expect((await update('renamed', ['--on', '10,25', '--yes'])).err).toContain(`! ${period} was due on `);
    expect(await world.json(['schedule', 'show', 'renamed'])).toMatchObject({
      runs: expect.arrayContaining([expect.objectContaining({ period, state: 'missed' })]),
    });
    expect((await audit('renamed')).at(-1)?.details).toMatchObject({ unpaid: expect.arrayContaining([period]) });
    const asked = await world.run(['schedule', 'run', 'renamed', '--period', period]);
    expect(asked.err).toContain(`Period ${period} of renamed, pay date `);
    expect(asked.err).toContain('It was run before: missed.');
  });

  test('a first pay day that is brought forward tells of the periods that have gone by since', async () => {
    const now = new Date();
    const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0));
    await create('forward');
    await update('forward', ['--starts', `${now.getUTCFullYear() + 1}-01-01`, '--yes']);
    await database().query("update payrolls set counts_from = $1 where name = 'forward'", [new Date(last.getTime() - 25 * 86_400_000)]);
    expect((await update('forward', ['--starts', 'none', '--dry-run'])).out).toContain(`! ${last.toISOString().slice(0, 7)} was due on `);
  });

  test('a roster that is refused changes nothing', async () => {
    await create('guarded');
    world.roster('guarded.csv', ['emp-1 1480.001', 'emp-2 1517.50']);
    const { exitCode, out } = await update('guarded', ['--roster', 'guarded.csv', '--at', '10:00', '--yes']);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: expect.stringContaining('line 2, amount') });
    expect(await world.json(['schedule', 'show', 'guarded'])).toMatchObject({ roster: { version: 1 }, calendar: { at: '09:00' } });
  });

  test('what somebody has changed meanwhile is not written over', async () => {
    await create('raced');
    const typing = world.start(['schedule', 'update', 'raced', '--at', '10:00'], { isTerminal: true });
    await until(async () => typing.streams.err().includes('Type the name to change it (raced): '));
    expect((await update('raced', ['--at', '11:00', '--yes'])).exitCode).toBe(0);
    typing.streams.type('raced\n');
    expect(await typing.ended).toBe(2);
    expect(typing.streams.err()).toContain('nothing was changed: somebody has changed it meanwhile');
    expect(await world.json(['schedule', 'show', 'raced'])).toMatchObject({ calendar: { at: '11:00' } });
  });

  test('a schedule that somebody changed in the Temporal UI is seen, and mended', async () => {
    await create('meddled');
    const handle = world.client.schedule.getHandle(payrollScheduleId('meddled'));
    await handle.update(({ action, policies, state }) => ({
      action: { ...action, args: [...(action.args ?? [])] },
      policies,
      state,
      spec: { calendars: [{ hour: 9, dayOfWeek: 'MONDAY' }], timezone: 'Europe/Kyiv' },
    }));
    expect((await world.run(['schedule', 'show', 'meddled'])).out).toContain("! Temporal's schedule is not as it should be");
    expect((await update('meddled', [])).exitCode).toBe(0);
    expect((await world.json(['schedule', 'show', 'meddled'])).temporal).toMatchObject({ schedule: { isAsWanted: true } });
  });

  test('a worker that starts tells of a payroll that Temporal has lost, and update makes its schedule again', async () => {
    await create('lost');
    await world.client.schedule.getHandle(payrollScheduleId('lost')).delete();
    expect((await world.run(['schedule', 'list'])).out).toMatch(/^lost\tmissing\t/m);
    const worker = runPayrun(['worker'], { environment: world.environment, cwd: world.folder });
    try {
      await until(async () => worker.err().includes('payroll lost:'));
    } finally {
      worker.child.kill('SIGTERM');
      await worker.ended;
    }
    expect(worker.err()).toContain(
      '! payroll lost: Temporal has no schedule of it, so nothing is run; payrun schedule update lost makes it again.',
    );
    expect(worker.err()).not.toContain('payroll changed:');
    expect((await update('lost', [])).out).toContain('Temporal had lost the schedule of lost, and has it again');
  });

  test('an old roster that nobody can open any more does not keep a new one out', async () => {
    await create('sealed');
    world.roster('sealed.csv', people.slice(1));
    const { exitCode, err } = await world.run(['schedule', 'update', 'sealed', '--roster', 'sealed.csv', '--yes'], {
      PAYRUN_DATA_KEY: '33'.repeat(32),
    });
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: expect.stringContaining('roster 1 cannot be opened without its key') });
    expect(await versions('sealed')).toEqual([1, 2]);
  });

  test('pause and resume hold the schedule in Temporal, twice without harm, with who and why', async () => {
    await create('held');
    expect(await world.json(['schedule', 'pause', 'held', '--because', 'rebuilding 4111111111111111'])).toMatchObject({
      kind: 'schedule_control',
      action: 'pause',
      result: 'done',
    });
    expect((await describeSchedule('held')).state).toMatchObject({
      paused: true,
      note: expect.stringMatching(/^paused by .+: rebuilding \*\*\*$/),
    });
    expect(await world.json(['schedule', 'pause', 'held'])).toMatchObject({ result: 'already' });
    expect((await world.run(['schedule', 'list'])).out).toMatch(/^held\tpaused\t/m);
    expect((await update('held', ['--at', '10:00', '--yes'])).exitCode).toBe(0);
    expect((await describeSchedule('held')).state.paused).toBe(true);
    expect(await world.json(['schedule', 'resume', 'held'])).toMatchObject({ action: 'resume', result: 'done' });
    expect((await describeSchedule('held')).state.paused).toBe(false);
    expect((await audit('held')).map(({ action, why }) => [action, why])).toEqual([
      ['payroll_create', null],
      ['payroll_pause', 'rebuilding ***'],
      ['payroll_update', null],
      ['payroll_resume', null],
    ]);
  });

  test('delete wants the name typed, leaves nothing in Temporal, and finishes what was cut off', async () => {
    await create('ended');
    expect(await world.run(['schedule', 'delete', 'ended'])).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(/nothing was deleted: .*\nhint: say --yes; payrun schedule show ended tells what it is/),
    });
    await database().query(
      `insert into payroll_runs (account_id, payroll, period, due_at, state, asked_by)
       select account_id, name, '2026-11', now(), 'running', 'payrun' from payrolls where name = 'ended'`,
    );
    expect(await world.json(['schedule', 'delete', 'ended', '--yes', '--because', 'closed'])).toMatchObject({
      kind: 'schedule_deleted',
      result: 'done',
      ended: ['2026-11'],
    });
    await expect(describeSchedule('ended')).rejects.toThrow();
    expect(await world.run(['schedule', 'show', 'ended'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('there is no payroll ended'),
    });
    expect(await world.run(['schedule', 'delete', 'ended', '--yes'])).toMatchObject({ exitCode: 2 });
    expect((await audit('ended')).at(-1)).toMatchObject({ action: 'payroll_delete', why: 'closed' });

    await create('half');
    await database().query("update payrolls set deleted_at = now() where name = 'half'");
    const confirmed = await world.run(['schedule', 'delete', 'half']);
    expect(confirmed).toMatchObject({ exitCode: 2, err: expect.stringContaining('nobody is at a terminal') });
    expect(await world.run(['schedule', 'delete', 'half', '--yes'])).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('Temporal had its schedule still'),
    });
    await expect(describeSchedule('half')).rejects.toThrow();
  });

  test('what Temporal alone knows, as after a database was lost, is told, can be made again, and can be ended', async () => {
    for (const name of ['forgot-1', 'forgot-2']) {
      await create(name);
      await database().query('delete from rosters where payroll = $1', [name]);
      await database().query('delete from payrolls where name = $1', [name]);
    }
    const told = (name: string) => `payroll ${name}: Temporal has a schedule of it, but this database does not know it, so nobody is paid`;
    await until(async () => (await world.run(['schedule', 'list'])).err.includes(told('forgot-2')));
    expect((await world.run(['schedule', 'list'])).err).toContain(told('forgot-1'));
    expect((await world.run(['doctor'])).out).toContain('payroll forgot-1: Temporal has a schedule of it, but this database');
    expect((await world.run(['schedule', 'list'], { PAYRUN_ACCOUNT_ID: 'coma_other' })).err).not.toContain('forgot');
    expect(await world.run(['schedule', 'delete', 'forgot-1', '--yes'], { PAYRUN_ACCOUNT_ID: 'coma_other' })).toMatchObject({
      exitCode: 2,
    });
    expect(await world.run(['schedule', 'delete', 'forgot-1', '--yes'])).toMatchObject({ exitCode: 0 });
    await expect(describeSchedule('forgot-1')).rejects.toThrow();
    await create('forgot-2');
    expect((await world.run(['schedule', 'list'])).err).not.toContain(told('forgot-2'));
  });

  test('a name that was deleted may be used again', async () => {
    await create('again');
    await world.run(['schedule', 'delete', 'again', '--yes']);
    await create('again', ['emp-8 5.00']);
    expect(await world.json(['schedule', 'show', 'again'])).toMatchObject({
      roster: { version: 2, rows: 1 },
      temporal: { state: 'active' },
    });
  });
});

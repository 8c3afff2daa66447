import { payrollScheduleId } from '../../../src/temporal/payroll-schedule';
import { describeOnEmbedded } from '../../support/databases';
import { liveOn } from '../../support/live-on';
import { until } from '../../support/until';
import { ScheduleWorld } from './schedule-world';

const monthly = ['--on', '25', '--at', '09:00', '--timezone', 'Europe/Kyiv'];

describeOnEmbedded('payrun schedule create, list and show', (database, opened) => {
  let world: ScheduleWorld;
  beforeAll(async () => {
    world = await ScheduleWorld.start(opened().url);
    world.roster('staff.csv', ['emp-1 1480.00', 'emp-2 1517.50']);
  });
  afterAll(() => world.stop());

  const describeSchedule = (name: string) => world.client.schedule.getHandle(payrollScheduleId(name)).describe();
  /** What both places have of a payroll: rows of the database, and whether Temporal has its schedule. */
  const traces = async (name: string) => {
    const count = async (table: string, column: string) =>
      (await database().query<{ rows: number }>(`select count(*)::int as rows from ${table} where ${column} = $1`, [name]))[0]?.rows;
    const isScheduled = await describeSchedule(name).then(
      () => true,
      () => false,
    );
    return { payrolls: await count('payrolls', 'name'), rosters: await count('rosters', 'payroll'), isScheduled };
  };
  const nothing = { payrolls: 0, rosters: 0, isScheduled: false };
  const create = (name: string, more: readonly string[] = monthly, file = 'staff.csv') =>
    world.run(['schedule', 'create', name, '--roster', file, ...more]);

  test('a payroll that is created is in Temporal, fires daily at its hour, and asks which day pays', async () => {
    const { exitCode, out, err } = await create('salaries', [...monthly, '--yes', '--ceiling', 'USD 2000, EUR 10', '--max-change', '20%']);
    expect({ exitCode, out }).toEqual({
      exitCode: 0,
      out: expect.stringMatching(/^Payroll salaries is stored\. It pays first on \w{3} 2/),
    });
    expect(err).toContain('From staff.csv: 2 rows, USD 2 997.50 each period');
    expect(err).toContain('Waits for approval above USD 2 000.00 or EUR 10.00, and in any other currency.');
    expect(err).toContain('Waits for approval if people, accounts or a sum change by more than 20%.');
    const { spec, action, policies } = await describeSchedule('salaries');
    expect(spec).toMatchObject({ timezone: 'Europe/Kyiv', calendars: [{ hour: [{ start: 9, end: 9 }], minute: [{ start: 0 }] }] });
    expect(action).toMatchObject({ workflowType: 'runPayroll', args: [{ payroll: 'salaries' }], taskQueue: 'payrun' });
    expect(policies).toMatchObject({ overlap: 'ALLOW_ALL', catchupWindow: 259_200_000 });
    expect(await world.json(['schedule', 'show', 'salaries'])).toMatchObject({
      version: 1,
      kind: 'schedule',
      payroll: 'salaries',
      roster: { version: 1, file: 'staff.csv', rows: 2, totals: { USD: '2997.50' } },
      policy: { ceilings: ['USD 2000.00', 'EUR 10.00'], maxChange: '20%', duplicates: 'refuse' },
      temporal: { state: 'active', schedule: { isAsWanted: true } },
      unpaid: [],
      runs: [],
    });
    expect((await world.run(['schedule', 'list'])).out).toMatch(
      /^salaries\tactive\t.*\t2\tUSD 2 997\.50\t\tthe 25th of the month at 09:00 Europe\/Kyiv,.*$/m,
    );
    expect((await world.run(['audit', '--payroll', 'salaries'])).out).toMatch(/payroll_create\t\t\t.*rows=2/);
  });

  test('the roster is sealed: no card, name or key stands in its table', async () => {
    const rows = await database().query<{ text: string }>(
      "select encode(sealed, 'escape') || file_name || totals::text as text from rosters",
    );
    for (const { text } of rows) expect(text).not.toMatch(/emp-1|Ada|400000/);
  });

  test('a dry run shows twelve dates with why each is shifted, and stores nothing', async () => {
    world.write('days.csv', ['date,name', '2099-01-01,New Year']);
    const options = ['--on', '1', '--at', '09:00', '--timezone', 'Europe/Kyiv', '--holidays', 'days.csv', '--starts', '2027-01-01'];
    const { exitCode, out } = await liveOn('2026-11-21T10:00:00Z', () => create('dry', [...options, '--dry-run']));
    expect(exitCode).toBe(0);
    expect(out).toContain('2027-01\tFri 1 Jan 2027\n');
    expect(out).toContain(
      '2027-05\tSat 1 May 2027 → Fri 30 Apr 2027, weekend; the pay day of 2027-05 falls in 2027-04, and stays period 2027-05\n',
    );
    expect(out).toContain('No business on Saturday and Sunday and on a holiday, known up to Thu 1 Jan 2099.');
    expect(out.match(/^202\d-\d\d\t/gm)).toHaveLength(12);
    expect(await traces('dry')).toEqual(nothing);
    const document = await world.json(['schedule', 'create', 'dry', '--roster', 'staff.csv', ...options, '--dry-run']);
    expect(document).toMatchObject({
      kind: 'schedule_plan',
      dates: expect.arrayContaining([expect.objectContaining({ because: 'weekend', otherMonth: true })]),
    });
  });

  test('holidays shift by name, and dates beyond them are said to be unsure', async () => {
    world.write('short.csv', ['2027-01-25,Founders']);
    const options = [...monthly, '--holidays', 'short.csv', '--starts', '2027-01-01', '--dry-run'];
    const { out } = await liveOn('2026-11-21T10:00:00Z', () => create('unsure', options));
    expect(out).toContain('2027-01\tMon 25 Jan 2027 → Fri 22 Jan 2027, Founders\n');
    expect(out).toContain('! Holidays end before the last dates shown; payrun schedule update unsure --holidays FILE');
  });

  test('a country has its own weekend, and next and none shift otherwise', async () => {
    const options = ['--on', '25', '--at', '09:00', '--timezone', 'Asia/Dubai', '--starts', '2027-12-01', '--dry-run'];
    expect((await create('dry', [...options, '--shift', 'next'])).out).toContain('Sat 25 Dec 2027 → Mon 27 Dec 2027, weekend');
    expect((await create('dry', [...options, '--shift', 'none'])).out).toContain('2027-12\tSat 25 Dec 2027\n');
    expect((await create('dry', [...options, '--country', 'IR'])).out).toContain('No business on Friday');
  });

  test('an hour that the clocks skip is paid an hour later: the dates say so, and Temporal fires then too', async () => {
    const year = new Date().getUTCFullYear() + 1;
    // The last Sunday of March.
    const sunday = 31 - new Date(Date.UTC(year, 2, 31)).getUTCDay();
    const options = ['--on', String(sunday), '--at', '03:30', '--timezone', 'Europe/Kyiv', '--shift', 'none', '--starts', `${year}-01-01`];
    const { exitCode, err } = await create('skipped', [...options, '--yes']);
    expect(exitCode).toBe(0);
    expect(err).toContain(`Sun ${sunday} Mar ${year}; at 04:30, since the clocks skip 03:30`);
    const { spec } = await describeSchedule('skipped');
    const hours = (spec.calendars ?? []).map(({ hour, minute }) => [hour[0]?.start, minute[0]?.start]);
    expect(hours.sort()).toEqual([
      [3, 30],
      [4, 30],
    ]);
  });

  test('nobody at a terminal, or another name typed, stores nothing; the right name stores it', async () => {
    const silent = await create('typed');
    expect(silent).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('nothing was stored: nobody is at a terminal to type the name'),
    });
    for (const [typed, exitCode] of [
      ['typo', 2],
      ['typed', 0],
    ] as const) {
      const typing = world.start(['schedule', 'create', 'typed', '--roster', 'staff.csv', ...monthly], { isTerminal: true });
      await until(async () => typing.streams.err().includes('Type the name to store it (typed): '));
      expect(await traces('typed')).toEqual(nothing);
      typing.streams.type(`${typed}\n`);
      expect(await typing.ended).toBe(exitCode);
    }
    expect(await traces('typed')).toEqual({ payrolls: 1, rosters: 1, isScheduled: true });
  });

  test('cut off between the database and Temporal, show says so, and the same command or update goes on', async () => {
    expect((await create('cut', [...monthly, '--yes'])).exitCode).toBe(0);
    await world.client.schedule.getHandle(payrollScheduleId('cut')).delete();
    expect((await world.run(['schedule', 'show', 'cut'])).out).toContain(
      '! Temporal has no schedule of it, so nothing is run; payrun schedule update cut',
    );
    expect((await world.run(['schedule', 'list'])).out).toMatch(/^cut\tmissing\t/m);
    expect((await create('cut', [...monthly, '--yes'])).out).toBe(
      'Payroll cut was stored already; Temporal lacked its schedule, and has it now.\n',
    );
    expect(await traces('cut')).toEqual({ payrolls: 1, rosters: 1, isScheduled: true });

    await world.run(['schedule', 'pause', 'cut']);
    await world.client.schedule.getHandle(payrollScheduleId('cut')).delete();
    expect((await world.run(['schedule', 'update', 'cut'])).out).toContain('Temporal had lost the schedule of cut, and has it again');
    expect((await world.json(['schedule', 'show', 'cut'])).temporal).toMatchObject({ state: 'paused' });
    expect((await create('cut', [...monthly, '--yes'])).out).toBe('Payroll cut was stored already; and Temporal has its schedule.\n');
  });

  test('another payroll of the same name is refused', async () => {
    await create('same', [...monthly, '--yes']);
    const refusal = { exitCode: 2, err: expect.stringContaining('there is a payroll same already') };
    expect(await create('same', ['--on', '26', '--at', '09:00', '--timezone', 'Europe/Kyiv', '--yes'])).toMatchObject(refusal);
    expect(await create('same', [...monthly, '--yes'], world.roster('other.csv', ['emp-9']))).toMatchObject(refusal);
  });

  test('with Temporal out of reach nothing is stored', async () => {
    const { exitCode, err } = await world.run(['schedule', 'create', 'lost', '--roster', 'staff.csv', ...monthly, '--yes'], {
      TEMPORAL_ADDRESS: '127.0.0.1:1',
    });
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining('Temporal at 127.0.0.1:1 is out of reach') });
    expect(await traces('lost')).toEqual(nothing);
    await create('there', [...monthly, '--yes']);
    const shown = await world.run(['schedule', 'show', 'there'], { TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(shown).toMatchObject({ exitCode: 0, out: expect.stringContaining('! Temporal is out of reach') });
  });

  test.each<[string, readonly string[], string]>([
    [
      'without keys',
      ['reference_id,service,currency,amount,fields.card_number', ',card,USD,1.00,4000000000111110'],
      'line 2, reference_id',
    ],
    [
      'with a key too long for its period',
      ['reference_id,service,currency,amount,fields.card_number', `${'a'.repeat(55)},card,USD,1.00,4000000000111110`],
      'at most 52 characters',
    ],
    [
      'with an amount of three decimals',
      ['reference_id,service,currency,amount,fields.card_number', 'a-1,card,USD,1.001,4000000000111110'],
      'line 2, amount',
    ],
    [
      'of a service that there is not',
      ['reference_id,service,currency,amount,fields.card_number', 'a-1,gold,USD,1.00,4000000000111110'],
      'line 2, service',
    ],
    [
      'with the same key twice',
      [
        'reference_id,service,currency,amount,fields.card_number',
        'a-1,card,USD,1.00,4000000000111110',
        'a-1,card,USD,2.00,4000000000111120',
      ],
      'the same as in line 2',
    ],
  ])('a roster %s is refused with its place, and nothing is stored', async (_, lines, told) => {
    const { exitCode, out } = await create('bad', [...monthly, '--yes'], world.write('bad.csv', lines));
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: expect.stringContaining(told) });
    expect(await traces('bad')).toEqual(nothing);
  });

  test('a roster beyond its limit, or one that is not there, is refused', async () => {
    const header = 'reference_id,service,currency,amount,fields.card_number';
    world.write('large.csv', [header, 'x'.repeat(16 * 1024 * 1024)]);
    expect(await create('large', [...monthly, '--yes'], 'large.csv')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('at most 16 MB'),
    });
    expect(await create('gone', [...monthly, '--yes'], 'gone.csv')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('there is no such file'),
    });
  });

  test("an inbox is there, its pattern has the period once, and two accounts' payrolls of a name are two", async () => {
    const inbox = [
      'schedule',
      'create',
      'wages',
      '--inbox',
      '.',
      '--pattern',
      'wages-{period}.csv',
      '--on',
      'fri',
      '--at',
      '16:00',
      '--timezone',
      'Europe/Kyiv',
    ];
    const { exitCode, err } = await world.run([...inbox, '--wait', '2h', '--yes']);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: expect.stringContaining('From the file wages-{period}.csv in the folder') });
    expect(await world.json(['schedule', 'show', 'wages'])).toMatchObject({
      source: { kind: 'inbox', pattern: 'wages-{period}.csv', waitMs: 7_200_000 },
    });
    expect((await world.run(['schedule', 'show', 'wages'], { PAYRUN_ACCOUNT_ID: 'coma_other' })).err).toContain(
      'there is no payroll wages',
    );
    expect((await world.run(['audit', '--payroll', 'wages'], { PAYRUN_ACCOUNT_ID: 'coma_other' })).exitCode).toBe(2);
  });
});

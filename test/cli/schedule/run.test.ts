import { shownDate } from '../../../src/payroll/calendar/plain-date';
import { describeOnEmbedded } from '../../support/databases';
import { until } from '../../support/until';
import { ScheduleWorld } from './schedule-world';

const monthly = ['--on', '25', '--at', '09:00', '--timezone', 'Europe/Kyiv'];

describeOnEmbedded('payrun schedule run and backfill', (_, opened) => {
  let world: ScheduleWorld;
  beforeAll(async () => {
    world = await ScheduleWorld.start(opened().url);
    await world.startWorker();
  });
  afterAll(() => world.stop());

  const create = async (name: string, rows: readonly string[], more: readonly string[] = []) => {
    const options = ['--roster', world.roster(`${name}.csv`, rows), ...monthly, ...more, '--yes'];
    expect(await world.run(['schedule', 'create', name, ...options])).toMatchObject({ exitCode: 0 });
  };
  const runPeriod = (name: string, period: string, more: readonly string[] = ['--yes']) =>
    world.run(['schedule', 'run', name, '--period', period, ...more]);
  /** What the gateway itself has paid, by our references. */
  const paid = (stem: string) =>
    world.sandbox.books
      .filter(({ referenceId }) => referenceId.startsWith(stem))
      .map(({ referenceId }) => referenceId)
      .sort();

  test('a period is run once its total is typed, is paid to its end, and is not paid again', async () => {
    await create('hand', ['hand-1 10.00', 'hand-2 12.50']);
    const silent = await runPeriod('hand', '2026-11', []);
    expect(silent).toMatchObject({ exitCode: 2, err: expect.stringContaining('nobody is at a terminal to type the total') });
    expect(silent.err).toContain('From hand.csv (roster 1, stored by ');
    expect(silent.err).toContain('It was never run.');
    const typing = world.start(['schedule', 'run', 'hand', '--period', '2026-11'], { isTerminal: true });
    await until(async () => typing.streams.err().includes('Type the total in USD to pay it (22.50): '));
    typing.streams.type('22.50\n');
    expect({ exitCode: await typing.ended, err: typing.streams.err() }).toMatchObject({ exitCode: 0 });
    expect(typing.streams.out()).toContain('paid  2  USD  22.50');
    expect(paid('hand')).toEqual(['hand-1-2026-11', 'hand-2-2026-11']);

    const again = await runPeriod('hand', '2026-11');
    expect(again.exitCode).toBe(0);
    expect(again.err).toMatch(/Period 2026-11 of hand was run by .+ as batch hand-2026-11-[0-9a-f]{8}; nothing is paid twice\./);
    expect(paid('hand')).toHaveLength(2);
    const { dates, ...shown } = await world.json(['schedule', 'show', 'hand']);
    const next = dates as readonly { period: string; run?: string }[];
    expect({ shown, ran: next.filter(({ run }) => run !== undefined) }).toMatchObject({
      ran: next.filter(({ period }) => period === '2026-11'),
    });
    const [listed] = (await world.json(['schedule', 'list'])).payrolls as readonly { dates: readonly { period: string }[] }[];
    expect(listed?.dates.map(({ period }) => period)).not.toContain('2026-11');
    expect((await world.run(['schedule', 'show', 'hand'])).out).toMatch(
      /^2026-11\t.*\tbatch is finished\thand-2026-11-[0-9a-f]{8}\troster 1\t/m,
    );
    expect((await world.run(['audit', '--payroll', 'hand'])).out.match(/payroll_run/g)).toHaveLength(1);
  });

  test('a run with a name of its own pays the same people once more, and says so first', async () => {
    await create('extra', ['extra-1 10.00']);
    expect((await runPeriod('extra', '2026-10')).exitCode).toBe(0);
    const bonus = await runPeriod('extra', '2026-10-bonus', ['--yes', '--no-watch', '-o', 'json']);
    expect(bonus.err).toContain('! 2026-10-bonus is a run of its own beside period 2026-10: it pays every row once more');
    expect(JSON.parse(bonus.out)).toMatchObject({
      kind: 'schedule_run',
      payroll: 'extra',
      period: '2026-10-bonus',
      run: 'paid_from',
      rows: 1,
    });
    await until(async () => paid('extra').length === 2);
    expect(paid('extra')).toEqual(['extra-1-2026-10', 'extra-1-2026-10-bonus']);
  });

  test.each(['2026-13', '202-611', 'november', '2026-w47', '2026-11-25', '2099-01', '2099-01-bonus'])(
    'what looks like a slip of the hand, %s, pays nobody, with --yes too',
    async (period) => {
      const name = `slip-${period}`;
      await create(name, [`slip-${period} 10.00`]);
      expect(await runPeriod(name, period)).toMatchObject({
        exitCode: 2,
        err: expect.stringContaining(`nothing of payroll ${name} was sent`),
      });
      expect(await world.json(['schedule', 'show', name])).toMatchObject({ runs: [] });
      await world.run(['schedule', 'delete', name, '--yes']);
    },
  );

  test('a week may be typed with its capital, and in no other way', async () => {
    await create('weekly', ['weekly-1 10.00'], ['--on', 'fri']);
    expect((await runPeriod('weekly', '2026-W46')).exitCode).toBe(0);
    const submitted = ['submit', world.roster('weekly.csv', ['weekly-1 10.00']), '--period', '2026-W46', '--yes'];
    expect((await world.run(submitted)).exitCode).toBe(0);
    expect(paid('weekly')).toEqual(['weekly-1-2026-w46']);
    expect(await runPeriod('weekly', '2026-w6')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('Write it like 2026-w47 or 2026-w07.'),
    });
  });

  test('a period that is refused tells why with 2, and is run again once it is mended', async () => {
    await create('mended', ['mended-1 10.00']);
    expect((await world.run(['submit', world.roster('rival.csv', ['mended-1-2026-10 10.00']), '--yes'])).exitCode).toBe(0);
    const refused = await runPeriod('mended', '2026-10');
    expect(refused).toMatchObject({ exitCode: 2, err: expect.stringContaining('another batch has paid 1 row of it') });
    expect(refused.err).toContain('--duplicates skip pays the other rows alone');
    expect((await world.run(['schedule', 'show', 'mended'])).out).toMatch(/^2026-10\t.*\trefused: another batch has paid 1 row/m);
    world.roster('mended.csv', ['mended-1 10.00', 'mended-2 5.00']);
    expect((await world.run(['schedule', 'update', 'mended', '--roster', 'mended.csv', '--yes'])).exitCode).toBe(0);
    const skipped = await runPeriod('mended', '2026-10', ['--yes', '--duplicates', 'skip']);
    expect(skipped.exitCode).toBe(3);
    expect(skipped.out).toMatch(/paid +1 +USD +5\.00/);
  });

  test('backfill lists the periods that were not paid, and runs each of them once, in order', async () => {
    await create('late', ['late-1 10.00']);
    const range = ['schedule', 'backfill', 'late', '--from', '2026-07-01', '--to', '2026-09-30'];
    expect((await runPeriod('late', '2026-08')).exitCode).toBe(0);
    const dry = await world.run([...range, '--dry-run']);
    expect(dry.out).toMatch(
      /^2026-07\t.*never run\n2026-09\t.*never run\n! 2 of these were due before this payroll was there with these pay days: .*\n2 periods of 1 row, USD 10\.00 \(roster 1\): USD 20\.00 together$/m,
    );
    expect((await world.run(range)).err).toContain('nobody is at a terminal to type the total');
    const done = await world.json([...range, '--yes']);
    expect(done).toMatchObject({ kind: 'schedule_backfill', ran: [{ period: '2026-07' }, { period: '2026-09' }] });
    expect((await world.run([...range, '--yes'])).out).toContain('Every period of late that was due in that time is paid');
    expect(await world.json([...range, '--dry-run'])).toMatchObject({ periods: [], ran: [] });
    await until(async () => paid('late').length === 3);
    expect(paid('late')).toEqual(['late-1-2026-07', 'late-1-2026-08', 'late-1-2026-09']);
  });

  test('Ctrl-C stops the watching, and the run goes on', async () => {
    await create('slow', ['slow-1 10.00']);
    world.sandbox.changeSettings({ settleMs: 12_000 });
    const watching = world.start(['schedule', 'run', 'slow', '--period', '2026-11', '--yes']);
    await until(async () => watching.streams.err().includes('0/1 paid'));
    watching.streams.interrupt();
    expect(await watching.ended).toBe(130);
    world.sandbox.changeSettings({ settleMs: [50, 300] });
    expect((await runPeriod('slow', '2026-11')).exitCode).toBe(0);
  });

  test('a period from a folder is checked before it is run; where its file is not to be seen, the name is asked for', async () => {
    const options = ['--inbox', '.', '--pattern', 'drop-{period}.csv', ...monthly, '--yes'];
    expect(await world.run(['schedule', 'create', 'drop', ...options])).toMatchObject({ exitCode: 0 });
    const absent = await runPeriod('drop', '2026-11', []);
    expect(absent).toMatchObject({ exitCode: 2, err: expect.stringContaining('nobody is at a terminal to type the name') });
    expect(absent.err).toContain('! drop-2026-11.csv is not in the folder, as seen from here: without it the run is refused.');
    world.roster('drop-2026-11.csv', ['drop-1 4.00', 'drop-1 4.00']);
    expect(await runPeriod('drop', '2026-11', [])).toMatchObject({ exitCode: 2, out: expect.stringContaining('the same as in line 2') });
    world.roster('drop-2026-11.csv', ['drop-1 4.00']);
    const there = await runPeriod('drop', '2026-11', []);
    expect(there.err).toContain('From drop-2026-11.csv: 1 row, USD 4.00');
    expect(there.err).toContain('nobody is at a terminal to type the total');
  });

  test('what has changed since its total was shown is not paid, and is once it was looked at again', async () => {
    await create('seen', ['seen-1 10.00']);
    const inFolder = ['--inbox', '.', '--pattern', 'told-{period}.csv', ...monthly, '--yes'];
    expect(await world.run(['schedule', 'create', 'told', ...inFolder])).toMatchObject({ exitCode: 0 });
    world.roster('told-2026-11.csv', ['told-1 10.00']);
    for (const name of ['seen', 'told']) {
      const typing = world.start(['schedule', 'run', name, '--period', '2026-11'], { isTerminal: true });
      await until(async () => typing.streams.err().includes('to pay it (10.00): '));
      if (name === 'told') world.roster('told-2026-11.csv', ['told-1 99.00']);
      else
        expect(
          (await world.run(['schedule', 'update', 'seen', '--roster', world.roster('new.csv', ['seen-1 99.00']), '--yes'])).exitCode,
        ).toBe(0);
      typing.streams.type('10.00\n');
      expect({ exitCode: await typing.ended, err: typing.streams.err() }).toMatchObject({
        exitCode: 2,
        err: expect.stringContaining('its file is no longer the one whose total was shown'),
      });
      expect(paid(name)).toEqual([]);
      const again = await runPeriod(name, '2026-11');
      expect(again).toMatchObject({ exitCode: 0, out: expect.stringMatching(/paid +1 +USD +99\.00/) });
      const from = name === 'told' ? /\t(done\/)?told-2026-11\.csv\t/ : /\troster 2\t/;
      expect((await world.run(['schedule', 'show', name])).out).toMatch(from);
    }
  });

  test('two who run a period at once pay it once', async () => {
    await create('both', ['both-1 10.00', 'both-2 10.00']);
    const ended = await Promise.all([runPeriod('both', '2026-11'), runPeriod('both', '2026-11')]);
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(paid('both')).toEqual(['both-1-2026-11', 'both-2-2026-11']);
  });

  test('a batch above the ceiling, or much changed since the period before, waits for a person', async () => {
    await create('watched', ['watched-1 10.00', 'watched-2 10.00'], ['--max-change', '20%']);
    expect((await runPeriod('watched', '2026-10')).exitCode).toBe(0);
    world.roster('watched.csv', ['watched-1 10.00', 'watched-2 15.00']);
    expect((await world.run(['schedule', 'update', 'watched', '--roster', 'watched.csv', '--yes'])).exitCode).toBe(0);
    const { out } = await runPeriod('watched', '2026-11', ['--yes', '--no-watch']);
    await until(async () => (await world.run(['status', out.trim()])).out.includes('is awaiting approval'));
    expect(paid('watched')).toHaveLength(2);
    expect((await world.run(['schedule', 'show', 'watched'])).out).toMatch(/^2026-11\t.*\tbatch is awaiting approval\t/m);
    const change = 'changed by more than its limit since the period before: people 2 → 2 (1 with another amount), USD 20.00 → 25.00';
    expect((await world.run(['schedule', 'show', 'watched'])).out).toContain(
      `! 2026-11 waits for approval: payrun approve ${out.trim()}\n  ${change}\n`,
    );
    const approved = await world.run(['approve', out.trim(), '--yes']);
    expect(approved).toMatchObject({ exitCode: 0, err: expect.stringContaining(`! Of a payroll: ${change}`) });
    await until(async () => paid('watched').length === 4);
  });

  test('what was paid early is marked before a payroll is changed, and where one of its name is made anew', async () => {
    // A day to come that every month has, and the one after it.
    const soon = new Date(Date.now() + 3 * 86_400_000);
    while (soon.getUTCDate() > 27) soon.setUTCDate(soon.getUTCDate() + 1);
    const [day, period] = [soon.getUTCDate(), soon.toISOString().slice(0, 7)];
    const monthLater = new Date(Date.UTC(soon.getUTCFullYear(), soon.getUTCMonth() + 1, day)).toISOString().slice(0, 10);
    const onDay = ['--on', String(day), '--shift', 'none'];
    await create('early', ['early-1 10.00'], onDay);
    expect((await runPeriod('early', period)).exitCode).toBe(0);
    const dry = ['schedule', 'update', 'early', '--on', String(day + 1), '--dry-run'];
    expect((await world.run(dry)).out).toMatch(new RegExp(`^${period}\\t\\w+ ${day + 1} .*; run already: batch is finished$`, 'm'));
    expect((await world.json(dry)).dates).toContainEqual(expect.objectContaining({ period, run: 'paid_from' }));
    expect((await world.run(['schedule', 'delete', 'early', '--yes'])).exitCode).toBe(0);
    const anew = await world.run(['schedule', 'create', 'early', '--roster', 'early.csv', ...monthly, ...onDay, '--yes']);
    expect(anew).toMatchObject({ exitCode: 0, out: expect.stringContaining(`It pays first on ${shownDate(monthLater)}.`) });
    expect(anew.err).toMatch(new RegExp(`^${period}\\t.*; run already: `, 'm'));
  });

  test('somebody who is paid to another account is told of where nothing waits for it, and never by name', async () => {
    await create('quiet', ['quiet-1 10.00', 'quiet-2 10.00']);
    expect((await runPeriod('quiet', '2026-10')).exitCode).toBe(0);
    world.roster('quiet.csv', ['quiet-1 10.00', 'quiet-2 10.00 another-card']);
    expect((await world.run(['schedule', 'update', 'quiet', '--roster', 'quiet.csv', '--yes'])).exitCode).toBe(0);
    const { out } = await runPeriod('quiet', '2026-11', ['--yes', '--no-watch']);
    const change = 'changed since the period before: people 2 → 2 (1 paid in another way or to another account), USD 20.00 → 20.00';
    const [shown, status] = [await world.run(['schedule', 'show', 'quiet']), await world.run(['status', out.trim()])];
    expect(shown.out).toContain(`! 2026-11 ${change}`);
    expect(status.out).toContain(`Of a payroll: ${change}`);
    expect(shown.out + status.out).not.toMatch(/quiet-2\b/);
    expect(await world.json(['status', out.trim()])).toMatchObject({ payroll: 'quiet', change: { detailsChanged: 1 } });
    await until(async () => paid('quiet').length === 4);
  });

  test('a payroll that is not there runs nothing', async () => {
    expect(await runPeriod('nobody', '2026-11')).toMatchObject({ exitCode: 2, err: expect.stringContaining('there is no payroll nobody') });
  });
});

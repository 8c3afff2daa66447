import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../../src/cli/run-cli';
import { fakeStreams } from '../../support/fake-streams';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-options-'));
  writeFileSync(join(folder, 'staff.csv'), 'reference_id,service,currency,amount\n');
  writeFileSync(join(folder, 'days.csv'), 'date,name\n2027-01-01,New Year\n2027-02-30,None\n');
  writeFileSync(join(folder, 'empty.csv'), 'date,name\n');
  writeFileSync(join(folder, 'broken.ics'), 'BEGIN:VCALENDAR\nnothing\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (argv: readonly string[]) => {
  const streams = fakeStreams({ workingFolder: folder });
  const exitCode = await runCli(argv, streams);
  return { exitCode, out: streams.out(), err: streams.err() };
};

const monthly = ['--on', '25', '--at', '09:00', '--timezone', 'Europe/Kyiv'];

describe('what is wrong with an option is told with how to write it, before anything is opened', () => {
  test.each<[readonly string[], string]>([
    [['--on', '32', '--at', '09:00', '--timezone', 'Europe/Kyiv'], 'a day of the month such as 25'],
    [['--on', '25,25', '--at', '09:00', '--timezone', 'Europe/Kyiv'], 'a day of the month such as 25'],
    [
      ['--on', '30,last', '--at', '09:00', '--timezone', 'Europe/Kyiv'],
      'In February, April, June, September and November two of its pay days',
    ],
    [['--on', '29,30', '--at', '09:00', '--timezone', 'Europe/Kyiv'], 'Say only one day after the 27th, such as 15,last'],
    [['--on', 'mon,25', '--at', '09:00', '--timezone', 'Europe/Kyiv'], 'weekdays such as mon,thu'],
    [['--at', '09:00', '--timezone', 'Europe/Kyiv'], 'neither --on nor --cron is given'],
    [['--on', '25', '--timezone', 'Europe/Kyiv'], 'say --at 09:00'],
    [['--on', '25', '--at', '9am', '--timezone', 'Europe/Kyiv'], 'a time of 24 hours such as 09:00'],
    [['--on', '25', '--at', '24:00', '--timezone', 'Europe/Kyiv'], 'a time of 24 hours such as 09:00'],
    [['--on', '25', '--at', '09:00'], 'say --timezone Europe/Kyiv'],
    [['--on', '25', '--at', '09:00', '--timezone', 'Europe/Atlantis'], 'a time zone such as Europe/Kyiv'],
    [['--on', '25', '--at', '09:00', '--timezone', '+02:00'], 'a time zone such as Europe/Kyiv'],
    [['--cron', '*/5 9 25 * *', '--timezone', 'Europe/Kyiv'], 'one time of the day'],
    [['--cron', '0 9 25 * *', '--on', '25', '--timezone', 'Europe/Kyiv'], '--on and --cron both name pay days'],
    [['--cron', '0 9 25 * *', '--at', '09:00', '--timezone', 'Europe/Kyiv'], '--cron and --at both name the hour'],
    [[...monthly, '--shift', 'back'], 'previous, next, none'],
    [[...monthly, '--country', 'Ukraine'], 'a country by its two letters'],
    [[...monthly, '--country', 'QQ'], 'a country by its two letters'],
    [[...monthly, '--holidays', 'gone.ics'], 'there is no such file\nhint: a CSV has a line such as 2027-01-01,New Year'],
    [[...monthly, '--holidays', 'days.csv'], 'line 3, column date: expected a date such as 2027-01-01, got 2027-02-30'],
    [[...monthly, '--holidays', 'empty.csv'], 'expected a holiday after'],
    [[...monthly, '--holidays', 'broken.ics'], 'an iCalendar file'],
    [[...monthly, '--starts', '2027-13-01'], 'a date such as 2027-01-25'],
    [[...monthly, '--starts', '2027-02-01', '--ends', '2027-01-01'], 'it ends before it starts'],
    [[...monthly, '--ceiling', 'EUR'], 'an amount a currency'],
    [[...monthly, '--ceiling', 'EUR 1.001'], 'an amount a currency'],
    [[...monthly, '--max-change', '20'], 'a share such as 20%'],
    [[...monthly, '--duplicates', 'allow'], 'refuse, skip'],
    [[...monthly, '--inbox', '.', '--pattern', 'a-{period}.csv'], 'rows come from two places'],
  ])('%j', async (options, told) => {
    const { exitCode, out, err } = await run(['schedule', 'create', 'salaries', '--roster', 'staff.csv', ...options]);
    expect({ exitCode, out, err }).toEqual({ exitCode: 2, out: '', err: expect.stringContaining(told) });
  });

  test.each<[readonly string[], string]>([
    [[], 'say --roster FILE'],
    [['--inbox', '.'], 'an inbox wants --inbox and --pattern'],
    [['--pattern', 'a-{period}.csv'], 'an inbox wants --inbox and --pattern'],
    [['--inbox', '.', '--pattern', 'a.csv'], 'with {period} in it once'],
    [['--inbox', '.', '--pattern', '{period}-{period}.csv'], 'with {period} in it once'],
    [['--inbox', '.', '--pattern', '../{period}.csv'], 'with {period} in it once'],
    [['--inbox', 'nowhere', '--pattern', '{period}.csv'], 'the inbox is no folder'],
    [['--inbox', '.', '--pattern', '{period}.csv', '--wait', '30s'], 'a duration from 1m to 7d'],
    [['--inbox', '.', '--pattern', '{period}.csv', '--wait', '8d'], 'a duration from 1m to 7d'],
  ])('where rows come from: %j', async (options, told) => {
    const { exitCode, err } = await run(['schedule', 'create', 'salaries', ...monthly, ...options]);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(told) });
  });

  test.each(['Salaries', 'sal_aries', 'a--b', '-a', 'a-', 'зарплата', '', 'a b', 'a/b', '..', '4111111111111111', 'a'.repeat(33)])(
    'a payroll is not called %j',
    async (name) => {
      for (const command of ['create', 'show', 'update', 'pause', 'resume', 'delete']) {
        const argv = command === 'create' ? [command, '--roster', 'staff.csv', ...monthly, '--', name] : [command, '--', name];
        const { exitCode, err } = await run(['schedule', ...argv]);
        expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('Expected') });
      }
    },
  );

  test.each<[readonly string[]]>([
    [['run', 'salaries']],
    [['run', 'salaries', '--period', 'November']],
    [['run', 'salaries', '--period', '2026-11-and-more-of-it']],
    [['run', 'salaries', '--period', '2026-11', '--duplicates', 'allow']],
    [['backfill', 'salaries', '--from', '2026-01-01']],
    [['backfill', 'salaries', '--from', '2026-01-32', '--to', '2026-02-01']],
    [['backfill', 'salaries', '--from', '2026-02-01', '--to', '2026-01-01']],
    [['sow', 'salaries']],
    [['show']],
    [[]],
  ])('payrun schedule %j is a usage error', async (argv) => {
    const { exitCode, out, err } = await run(['schedule', ...argv]);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).not.toBe('');
  });
});

test.each(['create', 'list', 'show', 'update', 'pause', 'resume', 'run', 'backfill', 'delete'])(
  'payrun schedule %s --help has an example and fits 80 columns',
  async (command) => {
    const { exitCode, out } = await run(['schedule', command, '--help']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(new RegExp(`Example:\\n  \\$ payrun schedule ${command}`));
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect((await run(['schedule', '--help'])).out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  },
);

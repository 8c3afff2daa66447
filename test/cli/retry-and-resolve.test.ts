import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../src/cli/run-cli';
import { type CommandLineParts, startCommandLineParts } from '../support/command-line-parts';
import { describeOnEmbedded } from '../support/databases';
import { fakeStreams } from '../support/fake-streams';
import { until } from '../support/until';

const columns = 'reference_id,service,currency,amount,fields.account,fields.test_details_payout_status';

describeOnEmbedded('retry and resolve', (database, opened) => {
  let parts: CommandLineParts;
  let [folder, environment]: [string, CommandLineParts['environment']] = ['', {}];

  beforeAll(async () => {
    parts = await startCommandLineParts(opened().url, [20, 100]);
    ({ folder, environment } = parts);
    await parts.startWorker();
  });

  afterAll(() => parts.stop());

  const start = (argv: readonly string[], terminals: Parameters<typeof fakeStreams>[0] = {}) => {
    const streams = fakeStreams({ environment, workingFolder: folder, ...terminals });
    return { streams, ended: runCli(argv, streams) };
  };
  const run = async (...argv: readonly string[]) => {
    const { streams, ended } = start(argv);
    const exitCode = await ended;
    return { exitCode, out: streams.out(), err: streams.err() };
  };
  const json = async (...argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> => {
    const { exitCode, out } = await run(...argv, '-o', 'json');
    const document = JSON.parse(out) as Readonly<Record<string, unknown>>;
    return { ...document, exitCode };
  };
  const write = (name: string, rows: readonly string[]) => writeFileSync(join(folder, name), [columns, ...rows, ''].join('\n'));

  test('rows that ended unpaid are sent again, once somebody has typed their total', async () => {
    write('first.csv', ['a-2,test_usd,USD,10.00,5002,', 'a-3,test_usd,USD,20.00,5003,process-failed', 'a-4,test_usd,USD,30.00,5004,']);
    parts.sandbox.setFaults([{ on: 'create', answer: 422, references: ['a-4'] }]);
    expect((await run('submit', 'first.csv', '--yes')).exitCode).toBe(3);

    const planned = await json('retry', '--dry-run');
    expect(planned).toMatchObject({
      exitCode: 0,
      kind: 'retry',
      result: 'planned',
      rows: 2,
      totals: { USD: '50.00' },
      lines: [3, 4],
      declined: [],
    });
    const declined = await run('retry', '--lines', '2-3');
    expect([declined.exitCode, declined.out]).toEqual([2, '  line 2: it is paid\n']);
    expect(declined.err).toContain('1 row cannot be');
    const unasked = await run('retry', '--outcome', 'failed');
    expect(unasked.exitCode).toBe(2);
    expect(unasked.err).toContain('nothing is retried');
    expect((await json('status')).state).toBe('finished');
    expect((await run('retry', '--lines', '3-1')).exitCode).toBe(2);
    expect((await run('retry', '--outcome', 'paid')).exitCode).toBe(2);

    parts.sandbox.setFaults([]);
    const typing = start(['retry', '--because', 'account mended'], { terminals: ['stdin', 'stderr'] });
    await until(async () => typing.streams.err().includes('Type the total in USD'));
    expect(typing.streams.err()).toContain('1 row never created, under the same reference: line 4');
    expect(typing.streams.err()).toContain('1 row under a new reference: line 3');
    typing.streams.type('50.00\n');
    expect(await typing.ended).toBe(0);
    expect(typing.streams.out()).toMatch(/^2 rows of batch first-\w+ to be sent again, USD 50\.00\. Watch it with: payrun watch/);
    // The failed one is told to fail, whatever its reference.
    expect((await run('watch')).exitCode).toBe(3);
    const report = (await json('report')) as unknown as Readonly<{ report: readonly Record<string, string>[] }>;
    expect(report.report.map((row) => [row.line, row.sent_reference, row.outcome, row.attempts])).toEqual([
      ['2', 'a-2', 'paid', '2'],
      ['3', 'a-3-r2', 'failed', '4'],
      ['4', 'a-4', 'paid', '3'],
    ]);
    for (const reference of ['a-3', 'a-3-r2']) {
      const { out } = await run('show', reference);
      expect(out).toMatch(/^attempt 1 a-3, failed, cpoi_\w+, process_failed/m);
      expect(out).toMatch(/^sent as {3}a-3-r2$/m);
    }
    expect((await run('audit')).out).toMatch(/\tretry\t\taccount mended\trows=2 lines=3-4 totals=\{"USD":"5000"\} declinedRows=0$/m);
  });

  test('of a batch that has ended nothing is retried with Temporal out of reach: nobody would go on with it', async () => {
    write('ended.csv', ['e-2,test_usd,USD,10.00,7002,process-failed']);
    expect((await run('submit', 'ended.csv', '--yes')).exitCode).toBe(3);
    const unreachable = start(['retry', '--yes'], { environment: { ...environment, TEMPORAL_ADDRESS: '127.0.0.1:1' } });
    expect(await unreachable.ended).toBe(1);
    expect(unreachable.streams.err()).toContain('Temporal at 127.0.0.1:1 is out of reach');
    expect((await json('status')).state).toBe('finished');
  });

  test('an unknown row counts as a person says, against the gateway’s word only if the person stands by it', async () => {
    write('second.csv', ['b-2,test_usd,USD,10.00,6002,process pending']);
    expect((await run('submit', 'second.csv', '--yes', '--no-watch')).exitCode).toBe(0);
    const state = async () => (await database().query<{ state: string }>(`select state from payouts where reference = 'b-2'`))[0]?.state;
    await until(async () => (await state()) === 'settling');
    const resolve = (...more: readonly string[]) => run('resolve', 'b-2', '--as', 'paid', '--because', 'bank statement', ...more);
    expect((await resolve()).err).toContain('nothing is resolved: its deadline is not over yet');
    await database().query(
      `update payouts set sent_at = sent_at - interval '73 hours', read_at = clock_timestamp() where reference = 'b-2'`,
    );

    const contradicted = await resolve();
    expect(contradicted.exitCode).toBe(2);
    expect(contradicted.err).toContain('the gateway says process_pending, not paid');
    expect((await run('report')).exitCode).toBe(4);

    const typing = start(['resolve', 'b-2', '--as', 'paid', '--because', 'bank statement'], { terminals: ['stdin', 'stderr'] });
    await until(async () => typing.streams.err().includes('Type the reference'));
    typing.streams.type('b-2\n');
    expect(await typing.ended).toBe(0);
    expect(typing.streams.out()).toContain('counts as paid from now on');
    expect((await resolve('--yes')).out).toContain('counts as paid already');

    const report = await run('report');
    expect(report.exitCode).toBe(0);
    expect(report.out).toContain('resolved_by_person');
    expect(report.err).toContain("1 row of these by a person's word, which the gateway has not borne out");
    expect((await run('retry', '--lines', '2')).out).toContain('nobody knows how it ended, so it may still be paid');
    expect((await run('show', 'b-2')).out).toMatch(/^resolved {2}paid, says /m);
    write('corrected.csv', ['c-2,test_usd,USD,10.00,6002,process pending']);
    expect((await run('submit', 'corrected.csv', '--yes')).err).toContain('another batch has paid 1 row of it');
    expect((await resolve('--batch', 'none')).err).toContain('there is no payout with this reference');
    expect((await run('resolve', 'b-2', '--as', 'gone', '--because', 'x')).exitCode).toBe(2);
    expect((await run('resolve', 'b-2', '--as', 'paid')).exitCode).toBe(2);
  });
});

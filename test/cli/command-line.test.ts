import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { runCli } from '../../src/cli/run-cli';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { type CommandLineParts, startCommandLineParts } from '../support/command-line-parts';
import { describeOnEachDatabase, describeOnPostgres } from '../support/databases';
import { type FakeStreams, fakeStreams } from '../support/fake-streams';
import type { PayrunProcess } from '../support/run-payrun';
import { until } from '../support/until';

/** Card numbers, names and keys that must never be seen. */
const secrets = [/4000000000\d{6}/, /Ada Example/, /sandbox-api-key/, /sk_test_/, /pk_test_/, /hunter2/];

/** Each database has tests of its own: here one of them is enough, the one that payments in earnest use if there is one. */
const describeOnOneDatabase = (process.env.PAYRUN_TEST_DATABASE_URL ?? '') === '' ? describeOnEachDatabase : describeOnPostgres;

describeOnOneDatabase('the command line against real parts', (_, opened) => {
  let parts: CommandLineParts;
  let sandbox: Sandbox | undefined;
  let worker: PayrunProcess | undefined;
  let [folder, environment]: [string, CommandLineParts['environment']] = ['', {}];

  beforeAll(async () => {
    parts = await startCommandLineParts(opened().url, [50, 300]);
    ({ sandbox, folder, environment } = parts);
    worker = await parts.startWorker();
  });

  afterAll(() => parts.stop());

  const file = (
    name: string,
    rows: readonly string[],
    columns = 'reference_id,service,currency,amount,fields.card_number,customer.reference_id,customer.name',
  ) => {
    writeFileSync(join(folder, name), [columns, ...rows, ''].join('\n'));
    return name;
  };
  let next = 0;
  /** Rows that no other test has. */
  const rowsOf = (count: number, amount = '10.00') =>
    Array.from({ length: count }, () => {
      next += 1;
      return `row-${next},card,USD,${amount},${4_000_000_000_000_000 + next * 10},c-${next},Ada Example`;
    });

  const start = (
    argv: readonly string[],
    terminals: Parameters<typeof fakeStreams>[0] = {},
    more: Readonly<Record<string, string>> = {},
  ) => {
    const streams = fakeStreams({ environment: { ...environment, ...more }, workingFolder: folder, ...terminals });
    return { streams, ended: runCli(argv, streams) };
  };
  const run = async (argv: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const { streams, ended } = start(argv, {}, more);
    const exitCode = await ended;
    return { exitCode, ...seen(streams) };
  };
  const seen = (streams: FakeStreams) => {
    const [out, err] = [streams.out(), streams.err()];
    for (const secret of secrets) expect(out + err).not.toMatch(secret);
    return { out, err };
  };
  const json = (text: string) => JSON.parse(text) as Record<string, unknown>;
  const lines = (text: string) => text.trim().split('\n').map(json);

  test('services are listed, tabs in a pipe', async () => {
    const { exitCode, out } = await run(['services']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^card\tUSD\t/m);
  });

  test('doctor finds everything in reach, and shows no secret', async () => {
    const { exitCode, out } = await run(['doctor']);
    expect(out).not.toContain('failed');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^DATABASE_URL\tenvironment\t\*\*\*$/m);
    expect(out).toMatch(/^ok {6}gateway: coma_sandbox/m);
  });

  test('a file without problems passes the check, and nothing is stored or sent', async () => {
    const creates = sandbox?.seen('POST', '/payout-invoices').length;
    const name = file('good.csv', rowsOf(2, '12.50'));
    const { exitCode, out } = await run(['check', name]);
    expect([exitCode, out]).toEqual([0, 'No problems: 2 rows, USD 25.00.\n']);
    expect(json((await run(['check', name, '-o', 'json'])).out)).toMatchObject({
      version: 1,
      kind: 'check',
      rows: 2,
      totals: { USD: '25.00' },
      problems: 0,
    });
    expect(sandbox?.seen('POST', '/payout-invoices').length).toBe(creates);
    expect((await run(['status', '--all', '-o', 'json'])).out).not.toContain('good.csv');
  });

  test('problems of both kinds of rules come at once, with 2', async () => {
    const name = file('bad.csv', [
      'a-1,card,USD,10.005,4000000000999990,c-1,Ada Example',
      'a-2,gold,USD,10.00,4000000000999991,c-2,Ada Example',
    ]);
    const { exitCode, out, err } = await run(['check', name]);
    expect(exitCode).toBe(2);
    expect(out).toContain('line 2, amount');
    expect(out).toContain('line 3, service');
    expect(err).toContain('error: bad.csv is refused, nothing was sent: 2 problems');
  });

  test('a gateway whose rules are out of reach stores nothing, and ends with 1', async () => {
    const name = file('unreachable.csv', rowsOf(1));
    const { exitCode, err } = await run(['submit', name, '--yes'], { PAYRUN_GATEWAY_PUBLIC_URL: 'http://127.0.0.1:1' });
    expect(exitCode).toBe(1);
    expect(err).toContain("the gateway's rules are out of reach, so nothing was sent or stored");
    expect((await run(['status', '--all'])).out).not.toContain('unreachable');
  });

  test('nobody at a terminal and no --yes: 2, and nothing is stored', async () => {
    const { exitCode, err } = await run(['submit', file('nobody.csv', rowsOf(1))]);
    expect(exitCode).toBe(2);
    expect(err).toContain('hint: say --yes');
    expect((await run(['status', '--all'])).out).not.toContain('nobody');
  });

  test('a wrong total pays nothing, the right one pays the file to its end', async () => {
    const name = file('typed.csv', rowsOf(3));
    const wrong = start(['submit', name], { terminals: ['stdin'] });
    await until(async () => wrong.streams.err().includes('Type the total in USD'));
    wrong.streams.type('3\n31\n300.00\n');
    expect(await wrong.ended).toBe(2);

    const right = start(['submit', name], { terminals: ['stdin'] });
    await until(async () => right.streams.err().includes('Type the total in USD to pay it (30.00)'));
    right.streams.type('30.00\n');
    expect(await right.ended).toBe(0);
    const { out, err } = seen(right.streams);
    expect(err).toMatch(/Submitted as batch typed-[0-9a-f]{8}\./);
    expect(out).toContain('paid  3  USD  30.00');
    expect(out).toContain('every row is in this report once');
  });

  test('the same file attaches, under any name, and says who submitted it', async () => {
    const rows = rowsOf(2);
    const first = await run(['submit', file('first.csv', rows), '--yes']);
    expect(first.exitCode).toBe(0);
    const creates = sandbox?.seen('POST', '/payout-invoices').length;
    const again = await run(['submit', file('copy.csv', rows)]);
    expect(again.exitCode).toBe(0);
    expect(again.err).toMatch(/This file was submitted by .+ on \d{4}-\d\d-\d\d \d\d:\d\d, as batch first-/);
    expect(again.err).toContain('payrun submit copy.csv --period 2026-12');
    expect(sandbox?.seen('POST', '/payout-invoices').length).toBe(creates);
  });

  test('a corrected file is refused with the rows that were paid, and skip pays the others', async () => {
    const [one = '', two = ''] = rowsOf(2, '77.00');
    expect((await run(['submit', file('before.csv', [one]), '--yes'])).exitCode).toBe(0);
    const name = file('corrected.csv', [one, two]);
    const refused = await run(['submit', name, '--yes']);
    expect(refused.exitCode).toBe(2);
    expect(refused.out).toMatch(/^2\treference used\tbefore-[0-9a-f]{8}\t2\t\d{4}-\d\d-\d\d \d\d:\d\d\tpaid$/m);
    expect(json((await run(['submit', name, '--yes', '-o', 'json'])).out)).toMatchObject({
      kind: 'conflicts',
      total: 1,
      conflicts: [{ line: 2, otherLine: 2 }],
    });

    const skipped = await run(['submit', name, '--yes', '--duplicates', 'skip']);
    expect(skipped.exitCode).toBe(3);
    expect(skipped.err).toContain('1 row skipped');
    expect(skipped.out).toMatch(/paid +1 +USD +77\.00/);
    expect(skipped.out).toMatch(/not attempted +1 +USD +77\.00/);
  });

  test('rows with problems are left out where the submitter chose so, and the report has them and adds up', async () => {
    const [one = '', two = '', three = ''] = rowsOf(3, '4.00');
    const cardForReference = three.replace(/^[^,]+/, '4111111111111111').replace('4.00', '6.00');
    const name = file('left-out.csv', [one, cardForReference, two]);
    const chosen = ['--on-problem', 'skip', '--max-skipped', '40%', '--duplicate-days', '7', '--max-failed', '5%'];
    const submitted = await run(['submit', name, '--yes', ...chosen]);
    expect(submitted.exitCode).toBe(3);
    expect(submitted.err).toContain('Skipped for their problems: 1 row, USD 6.00. To be paid: 2 rows, USD 8.00.');
    expect(submitted.out).toContain('file: 3 rows, USD 14.00: every row is in this report once');
    const report = await run(['report']);
    expect(report.out).toMatch(/^3,left-out-[0-9a-f]{8}-3,,card,USD,6\.00,\*+[0-9]*,,not_attempted,,,,reference_personal,0,/m);
    expect(report.out).not.toContain('4111111111111111');
    const status = await run(['status']);
    expect(status.out).toContain(
      'Chosen: rows with problems are skipped, at most 40%; rows that another batch has paid refuse the file (7 days); held once more than 5% of its rows fail',
    );
    expect(json((await run(['status', '-o', 'json'])).out)).toMatchObject({
      policy: { onProblem: 'skip', maxSkipped: '40%', duplicates: 'refuse', duplicateDays: 7, maxFailed: '5%' },
    });
    const again = await run(['submit', name, '--yes', '--on-problem', 'skip', '--max-skipped', '40%']);
    expect(again).toMatchObject({ exitCode: 3, err: expect.stringContaining('This file was submitted by') });
  });

  test.each(['some', '101%', '-1'])('--max-failed %s is no limit, and nothing is read', async (limit) => {
    const { exitCode, err } = await run(['submit', 'no-such-file.csv', `--max-failed=${limit}`]);
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: expect.stringContaining('such as 25, or a share of the rows that have ended such as 5%'),
    });
  });

  test('a program that submits is told of warnings before anything is paid', async () => {
    const [one = ''] = rowsOf(1, '4.00');
    const name = file('twice.csv', [one, one.replace('row-', 'other-')]);
    const { exitCode, out, err } = await run(['submit', name, '--yes', '--no-watch', '-o', 'jsonl']);
    expect(exitCode).toBe(0);
    expect(err).toContain('twice.csv: 2 rows, USD 8.00. No problems, 1 warning.');
    expect(lines(out)).toMatchObject([
      { kind: 'check', warningsByCode: { payment_repeated: 1 } },
      { kind: 'submitted', rows: 2 },
    ]);
  });

  test('a period pays the same file once more', async () => {
    const name = file('monthly.csv', rowsOf(1, '5.00'));
    expect((await run(['submit', name, '--yes', '--period', '2026-11'])).exitCode).toBe(0);
    const december = await run(['submit', name, '--yes', '--period', '2026-12', '-o', 'jsonl']);
    expect(december.exitCode).toBe(0);
    const events = lines(december.out);
    expect(events[0]).toMatchObject({ version: 1, kind: 'submitted', period: '2026-12', attached: false, rows: 1 });
    expect(events.at(-1)).toMatchObject({ kind: 'report', paid: { USD: '5.00' }, partial: false });
    expect(events.some(({ kind }) => kind === 'progress')).toBe(true);
  });

  test('status, report and show tell of a batch, masked', async () => {
    const rows = rowsOf(2, '8.00');
    const reference = rows[0]?.split(',')[0] ?? '';
    const { out: id } = await run(['submit', file('shown.csv', rows), '--yes', '--no-watch']);
    const batch = id.trim();
    expect((await run(['watch', batch])).exitCode).toBe(0);
    expect((await run(['status'])).out).toContain(`${batch} is finished`);
    expect(json((await run(['status', batch, '-o', 'json'])).out)).toMatchObject({
      kind: 'status',
      batch,
      state: 'finished',
      openRows: 0,
      held: [],
    });
    expect((await run(['status', '--all'])).out).toMatch(new RegExp(`^${batch}\tfinished\t2\t`, 'm'));

    const report = await run(['report', batch]);
    expect(report.exitCode).toBe(0);
    expect(report.out.split('\r\n').length + report.out.split('\n').length).toBeGreaterThan(3);
    expect(report.out).toMatch(new RegExp(`^2,${reference},${reference},card,USD,8\\.00,\\*+`, 'm'));
    expect(report.err).toContain('every row is in this report once');
    expect((await run(['report', batch, '--out', 'report.csv'])).out).toBe('');
    expect(readFileSync(join(folder, 'report.csv'), 'utf8')).toBe(report.out);
    expect(lines((await run(['report', batch, '-o', 'jsonl'])).out).map(({ kind }) => kind)).toEqual(['row', 'row', 'report']);

    const shown = await run(['show', reference]);
    expect(shown.out).toMatch(/outcome +paid/);
    expect(shown.out).toMatch(/\tcreate\t201\tdone\t/);
    expect(json((await run(['show', reference, '-o', 'json'])).out)).toMatchObject({
      kind: 'payouts',
      payouts: [{ batch, line: 2, amount: '8.00' }],
    });
  });

  test.each([
    ['status', 'nothing-00000000'],
    ['watch', 'nothing-00000000'],
    ['report', 'nothing-00000000'],
    ['show', 'nothing'],
  ])('payrun %s of something that is not there ends with 2', async (command, what) => {
    const { exitCode, err } = await run([command, what]);
    expect(exitCode).toBe(2);
    expect(err).toContain('error: there is no');
  });

  test("another account's batch is not shown, attached to or sent", async () => {
    const name = file('mine.csv', rowsOf(1));
    const { out } = await run(['submit', name, '--yes', '--no-watch']);
    const other = { PAYRUN_ACCOUNT_ID: 'coma_other' };
    const { exitCode, err } = await run(['status', out.trim()], other);
    expect(exitCode).toBe(2);
    expect(err).toContain("is another account's");
    expect((await run(['status'], other)).err).toContain('there is no batch yet');
  });

  test('Ctrl-C stops the watching at once, and the batch goes on', async () => {
    sandbox?.changeSettings({ settleMs: 12_000 });
    const watching = start(['submit', file('slow.csv', rowsOf(1)), '--yes']);
    await until(async () => watching.streams.err().includes('0/1 paid'));
    watching.streams.interrupt();
    expect(await watching.ended).toBe(130);
    expect(seen(watching.streams).err).toContain('Stopped watching. The batch goes on.');
    const partial = await run(['report']);
    expect(partial.exitCode).toBe(4);
    expect(partial.err).toContain('partial: 1 of 1 row still open');
    sandbox?.changeSettings({ settleMs: [50, 300] });
    expect((await run(['watch'])).exitCode).toBe(0);
  });

  test('a batch is paused, resumed and cancelled, safely twice, and the audit tells who and why', async () => {
    // No create comes through, so that there is something left to cancel.
    sandbox?.setFaults([{ on: 'create', answer: 401 }]);
    const { out } = await run(['submit', file('controlled.csv', rowsOf(40, '3.00')), '--yes', '--no-watch']);
    const batch = out.trim();
    await until(async () => !(await run(['status', batch])).out.includes('is checking'));
    expect((await run(['resume', batch])).exitCode).toBe(2);
    expect((await run(['pause', batch, '--because', 'the bank called'])).out).toContain(`Batch ${batch} is paused`);
    expect((await run(['pause', batch])).out).toContain('is paused already');
    expect((await run(['status', batch])).out).toContain(`${batch} is paused`);
    expect((await run(['resume', batch, '-o', 'json'])).out).toContain('"result": "done"');
    expect((await run(['cancel', batch])).err).toContain("nobody is at a terminal to type the batch's id");
    const cancelled = json((await run(['cancel', batch, '--yes', '--because', 'wrong month', '-o', 'json'])).out);
    expect(cancelled).toMatchObject({ kind: 'control', action: 'cancel', batch, result: 'done' });
    // A create that was under way at the cancel is refused too: one that made an invoice would be followed for days.
    expect((await run(['watch', batch])).exitCode).toBe(3);
    sandbox?.setFaults([]);
    expect((await run(['cancel', batch, '--yes'])).err).toContain('it has finished');
    const { entries } = json((await run(['audit', batch, '-o', 'json'])).out) as { entries: { action: string; why: string | null }[] };
    expect(entries.map(({ action, why }) => [action, why])).toEqual([
      ['claim', null],
      ['pause', 'the bank called'],
      ['resume', null],
      ['cancel', 'wrong month'],
      ['finish', null],
    ]);
  });

  test('a batch whose workflow Temporal does not have any more says so, and goes on as it stands once it is told', async () => {
    const wanting = { PAYRUN_APPROVAL: 'one' };
    const { out } = await run(['submit', file('lost.csv', rowsOf(2)), '--yes', '--no-watch'], wanting);
    const batch = out.trim();
    await until(async () => (await run(['status', batch])).out.includes('is awaiting approval'));
    await until(async () => json((await run(['status', batch, '-o', 'json'])).out).workflow === 'running');
    expect((await run(['doctor'])).out).toMatch(/open batches: \d+, each with its workflow in Temporal/);
    const end = async () => {
      const connection = await Connection.connect({ address: environment.TEMPORAL_ADDRESS ?? '' });
      await new Client({ connection }).workflow.getHandle(`batch/${batch}`).terminate('by hand');
      await connection.close();
    };
    const still = (command: string) =>
      `Temporal has no workflow of it, so nothing of it moves; payrun ${command} ${batch} starts it again.`;

    await end();
    await until(async () => (await run(['status', batch])).out.includes(`! ${still('resume')}`));
    await until(async () => json((await run(['status', batch, '-o', 'json'])).out).workflow === 'gone');
    const unreachable = { TEMPORAL_ADDRESS: '127.0.0.1:1' };
    const unseen = await run(['status', batch], unreachable);
    expect([unseen.exitCode, unseen.out]).toEqual([
      0,
      expect.stringMatching(/^! Nobody can say whether it moves: Temporal does not answer; payrun doctor tries/m),
    ]);
    expect(json((await run(['status', batch, '-o', 'json'], unreachable)).out)).toMatchObject({ workflow: 'unreachable' });
    const doctor = await run(['doctor']);
    expect(doctor.exitCode).toBe(1);
    expect(doctor.out).toContain(`batch ${batch}: Temporal has no workflow of it`);
    const watching = start(['watch', batch]);
    await until(async () => watching.streams.err().includes(still('resume')));
    watching.streams.interrupt();
    expect(await watching.ended).toBe(130);
    const next = await parts.startWorker();
    await until(async () => next.err().includes(`! batch ${batch}: ${still('resume')}`));

    expect((await run(['resume', batch])).out).toContain(`Batch ${batch} goes on: Temporal had lost it.`);
    expect((await run(['status', batch])).out).not.toContain('Temporal has no workflow');
    const declined = await run(['resume', batch]);
    expect([declined.exitCode, declined.err]).toEqual([2, expect.stringContaining('it is not paused')]);

    expect((await run(['pause', batch])).exitCode).toBe(0);
    await end();
    await until(async () => (await run(['status', batch])).out.includes(`! ${still('pause')}`));
    expect((await run(['pause', batch])).out).toContain('is paused already');
    expect((await run(['status', batch])).out).not.toContain('Temporal has no workflow');
    expect((await run(['resume', batch])).out).toContain('goes on');
    expect((await run(['approve', batch, '--yes'])).exitCode).toBe(0);
    expect((await run(['watch', batch])).exitCode).toBe(0);
    expect(json((await run(['status', batch, '-o', 'json'])).out)).not.toHaveProperty('workflow');
  });

  test('a batch that wants approval shows what it would pay, and goes once its total is typed', async () => {
    const wanting = { PAYRUN_APPROVAL: 'one', PAYRUN_APPROVAL_CEILING: 'USD 20.00' };
    const within = await run(['submit', file('within.csv', rowsOf(2, '10.00')), '--yes'], wanting);
    expect(within.exitCode).toBe(0);
    const { out } = await run(['submit', file('above.csv', rowsOf(2, '10.01')), '--yes', '--no-watch'], wanting);
    const batch = out.trim();
    await until(async () => (await run(['status', batch])).out.includes('is awaiting approval'));
    expect((await run(['status', batch])).out).toContain('waits for approval: payrun approve shows what it would pay');
    const noTerminal = await run(['approve', batch]);
    expect(noTerminal.exitCode).toBe(2);
    expect(noTerminal.err).toContain('To be paid: 2 rows, USD 20.02');
    expect(noTerminal.err).toMatch(/^2\tcard\tUSD\t10\.01\t\*+/m);
    expect(noTerminal.err).toContain('hint: say --yes, or --hash');
    expect((await run(['approve', batch, '--hash', '00000000'])).err).toContain("the hash is not this batch's");
    const typing = start(['approve', batch], { terminals: ['stdin'] });
    await until(async () => typing.streams.err().includes('Type the total in USD to approve it (20.02)'));
    typing.streams.type('20.02\n');
    expect(await typing.ended).toBe(0);
    expect(seen(typing.streams).out).toContain('is approved, and goes on');
    expect((await run(['watch', batch])).exitCode).toBe(0);
    expect((await run(['approve', batch, '--yes'])).err).toContain('it has finished');
    expect((await run(['status', batch])).out).toMatch(/^Approved by \S+ on /m);
  });

  test('an approval of which Temporal has not heard is passed on by giving it again', async () => {
    const { out } = await run(['submit', file('unheard.csv', rowsOf(1)), '--yes', '--no-watch'], { PAYRUN_APPROVAL: 'one' });
    const batch = out.trim();
    await until(async () => (await run(['status', batch])).out.includes('is awaiting approval'));
    // Time for its workflow to go to sleep: one that looks by itself right now needs no word.
    await sleep(2_000);
    const unheard = await run(['approve', batch, '--yes'], { TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(unheard).toMatchObject({ exitCode: 0, err: expect.stringContaining('Temporal is out of reach') });
    expect((await run(['approve', batch, '--yes'])).out).toContain('is approved already');
    await until(async () => (await run(['status', batch])).out.includes('is finished'));
  });

  test('the submitter is no second person, and a refusal ends the batch with 2 and nothing sent', async () => {
    const { out } = await run(['submit', file('two.csv', rowsOf(1)), '--yes', '--no-watch'], { PAYRUN_APPROVAL: 'two' });
    const batch = out.trim();
    await until(async () => (await run(['status', batch])).out.includes('is awaiting approval'));
    const own = await run(['approve', batch, '--yes']);
    expect(own).toMatchObject({ exitCode: 2, err: expect.stringContaining('it wants a second person, and you are its submitter') });
    expect((await run(['approve', batch, '--refuse', '--because', 'not ours', '-o', 'json'])).out).toContain('"result": "refused"');
    const watched = await run(['watch', batch]);
    expect(watched).toMatchObject({ exitCode: 2, err: expect.stringContaining('its approval was refused') });
    expect((await run(['audit', batch])).out).toMatch(/approval_refused.*not ours/);
    expect((await run(['approve', batch, '--refuse'])).out).toContain('was refused already');
    expect((await run(['approve', batch, '--yes'])).exitCode).toBe(2);
  });

  test('a worker ends in order when it is asked to, and what it logged holds no secret', async () => {
    worker?.child.kill('SIGTERM');
    expect(await worker?.ended).toBe(0);
    const words = `${worker?.out()}${worker?.err()}`;
    expect(words).toContain('Ending: requests under way are let end');
    for (const secret of secrets) expect(words).not.toMatch(secret);
    const { exitCode, out } = await run(['doctor']);
    expect([0, 1]).toContain(exitCode); // the server remembers a worker for some minutes
    expect(out).toContain('Temporal: ');
  });
});

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../support/until';
import { fileOfRows, madeRows } from './payees';
import { notPaidOnce } from './reconcile';
import { type StartWorld, sideBySide } from './side-by-side';

const rows = madeRows(20);
const changed = rows.map((row) => ({ ...row, amountMinor: row.amountMinor + 100n }));
const period = '2026-11';
const name = `wages-${period}.csv`;

/** The worker is killed between the pick-up of the file and its batch; then the file is changed, or is gone with its folder. */
async function killAfterPickUp(start: StartWorld) {
  const world = await start();
  const folder = join(world.workFolder, 'inbox');
  mkdirSync(folder);
  const calendar = ['--on', '25', '--at', '09:00', '--timezone', 'UTC'];
  const create = ['schedule', 'create', 'wages', '--inbox', 'inbox', '--pattern', 'wages-{period}.csv', ...calendar, '--yes'];
  const created = await world.run(create);
  writeFileSync(join(folder, name), fileOfRows(rows));
  const worker = await world.startWorker();
  const run = world.payrun(['schedule', 'run', 'wages', '--period', period, '--yes']);
  const runIs = (condition: string) => until(async () => (await world.db.query(`select from payroll_runs where ${condition}`)).length > 0);
  await runIs(`state = 'running'`);
  // The command has seen the gateway's rules by now; the worker is not to, before it is killed.
  const { control } = world.sandbox;
  await control.setFaults([{ on: 'services', answer: 503 }]);
  await runIs('roster is not null');
  await worker.kill();
  writeFileSync(join(folder, name), fileOfRows(changed));
  await control.setFaults([]);
  await world.startWorker();
  const ran = await run.ended;
  await until(async () => existsSync(join(folder, 'done', `${name}.report.csv`)));
  const books = (await control.books()).map((movement) => ({ ...movement, referenceId: movement.referenceId.replace(`-${period}`, '') }));
  const again = await world.run(['schedule', 'run', 'wages', '--period', period, '--yes']);
  const booksAfter = (await control.books()).length;
  return { created, ran, again, books, booksAfter, files: readdirSync(folder).sort(), left: readFileSync(join(folder, name), 'utf8') };
}

describe('a worker that is killed after it picked up a file', () => {
  const result = sideBySide({ killAfterPickUp });

  test('has it paid by the next one as it was, each row once, whatever has become of the file', async () => {
    const { created, ran, again, books, booksAfter, files, left } = await result('killAfterPickUp');
    expect({ created: created.code, said: created.stderr }).toMatchObject({ created: 0 });
    expect({ ran: ran.code, said: ran.stderr }).toMatchObject({ ran: 0 });
    expect(notPaidOnce(books, rows)).toEqual({});
    expect(files).toEqual(['done', 'refused', name]);
    expect(left).toBe(fileOfRows(changed));
    expect({ again: again.code, said: again.stderr }).toMatchObject({ again: 0, said: expect.stringContaining('nothing is paid twice') });
    expect(booksAfter).toBe(books.length);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { fileOfRows } from '../../e2e/payees';
import type { Trial } from '../trial';
import type { Scene } from './scene';

type Payroll = Readonly<{ name: string; roster: string; payDay: Date }>;

const minuteMs = 60_000;
const giveUpMs = 15 * minuteMs;
const periodOf = ({ payDay }: Payroll): string => payDay.toISOString().slice(0, 10);

const schedule = ({ world, settings }: Trial, words: readonly string[]) =>
  world.payrun(['schedule', ...words, '--yes', '-o', 'json'], settings);

/** Pays every day; the first time in a moment. */
async function create(trial: Trial, { name, roster, payDay }: Payroll): Promise<void> {
  const calendar = [
    '--on',
    'mon,tue,wed,thu,fri,sat,sun',
    '--at',
    payDay.toISOString().slice(11, 16),
    '--timezone',
    'UTC',
    '--shift',
    'none',
  ];
  await schedule(trial, ['create', name, '--roster', roster, ...calendar]).ended;
}

const runByHand = (trial: Trial, payroll: Payroll) => schedule(trial, ['run', payroll.name, '--period', periodOf(payroll), '--no-watch']);

/** A person asks for the period, whoever runs it: as often as it takes, and makes the payroll anew where the database has forgotten it. */
async function runUntilTaken(trial: Trial, payroll: Payroll): Promise<string> {
  for (const untilMs = Date.now() + giveUpMs; ; ) {
    if (trial.isOver) throw new Error(`the trial ended before payroll ${payroll.name} was run`);
    const { code, stdout, stderr } = await runByHand(trial, payroll).ended;
    if (code === 0) return (JSON.parse(stdout) as { batch: string }).batch;
    if (Date.now() > untilMs) throw new Error(`payroll ${payroll.name} was not run:\n${stdout}${stderr}`);
    if (code === 2) await create(trial, payroll);
    await sleep(2_000);
  }
}

/**
 * A payroll pays its roster when its schedule fires; about then one person asks for the period and is cut off, and another one asks until
 * it is run. Sent as a file for that period afterwards, it is the same batch.
 */
export const payroll: Scene = async (trial, name, rows) => {
  const roster = trial.world.writeFile(`${name}.csv`, fileOfRows(rows));
  const soonMs = Date.now() + trial.chance.between(10_000, 90_000);
  const paid: Payroll = { name, roster, payDay: new Date(Math.ceil(soonMs / minuteMs) * minuteMs) };
  trial.count('payroll on a schedule');
  await create(trial, paid);
  await sleep(Math.max(0, paid.payDay.getTime() - Date.now() + trial.chance.between(-5_000, 5_000)));
  const killed = runByHand(trial, paid);
  trial.beside(sleep(trial.chance.between(300, 4_000)).then(() => killed.kill()));
  const batchId = await runUntilTaken(trial, paid);
  const period = periodOf(paid);
  const sent = rows.map((row) => ({ ...row, reference: `${row.reference}-${period}` }));
  trial.files.push({ path: roster, rows: sent, args: ['--period', period], batchId });
};

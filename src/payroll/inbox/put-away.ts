import { join } from 'node:path';
import { trailerName } from '../../check/read-trailer';
import type { Payroll, PayrollRun, Pickup } from '../../store/payrolls/payroll';
import { findRun } from '../../store/payrolls/payroll-runs';
import { noteMove, pickedHash } from '../../store/payrolls/pickups';
import { openRoster } from '../../store/payrolls/rosters';
import type { PrepareDependencies } from '../prepare-batch';
import { companions } from './companions';
import { freePlace } from './free-place';
import { liesThere, lstatOf } from './lies-there';
import { moveFile } from './move-file';
import { problemsFile } from './problems-file';
import { readyFolder } from './ready-folder';
import { tellLeftFile } from './tell-left-file';
import { writeBeside } from './write-beside';

/** `left`: another file lies under its name now, and stays. `gone`: somebody took it away. `unreachable`: not by this worker, or not now. */
export type PutAway = 'nothing' | 'put_away' | 'left' | 'gone' | 'unreachable';

type Placed = PayrollRun & Readonly<{ pickup: Pickup & Readonly<{ movedTo: string }> }>;

/**
 * Moves the file of a period that has ended to `done` or `refused`, with what is wrong with it beside it if it was refused. The place is
 * noted first and the move can be done again, so that nothing that is cut off moves a file twice or another one in its place.
 */
export async function putAway(deps: PrepareDependencies, payroll: Payroll, period: string): Promise<PutAway> {
  const { accountId, name } = payroll;
  const run = await findRun(deps.db, { accountId, payroll: name, period });
  if (run?.pickup === undefined || run.state === 'running') return 'nothing';
  if ((await readyFolder(run.pickup.folder)) !== 'usable') return 'unreachable';
  const contentHash = await pickedHash(deps.db, payroll, run);
  for (let placed = withPlace(run); ; placed = undefined) {
    placed ??= await newPlace(deps, payroll, run);
    // Its period has begun anew, with another file.
    if (placed === undefined) return 'nothing';
    const moved = await move(placed.pickup, contentHash);
    if (moved === 'taken') continue;
    if (moved === 'put_away') await moveTotals(placed.pickup);
    if (placed.state === 'refused') await writeProblems(deps, payroll, placed);
    if (moved === 'left') await tellLeftFile(deps.db, payroll, placed, placed.pickup);
    return moved;
  }
}

function withPlace(run: PayrollRun): Placed | undefined {
  return run.pickup?.movedTo === undefined ? undefined : { ...run, pickup: { ...run.pickup, movedTo: run.pickup.movedTo } };
}

async function newPlace({ db }: PrepareDependencies, payroll: Payroll, run: PayrollRun): Promise<Placed | undefined> {
  const { accountId, name } = payroll;
  // Read again: another worker may have chosen a place by now.
  const now = await findRun(db, { accountId, payroll: name, period: run.period });
  if (now?.pickup === undefined || now.state !== run.state) return undefined;
  const movedTo = await freePlace(now.pickup.folder, now.state === 'paid_from' ? 'done' : 'refused', now.pickup.name);
  return (await noteMove(db, payroll, now, movedTo)) ? { ...now, pickup: { ...now.pickup, movedTo } } : undefined;
}

async function move({ folder, name, movedTo }: Placed['pickup'], contentHash: string | undefined): Promise<'taken' | PutAway> {
  const [from, to] = [join(folder, name), join(folder, movedTo)];
  const there = await liesThere(from, contentHash);
  const moved = await liesThere(to, contentHash);
  if (there.kind === 'nothing') return moved.kind === 'nothing' ? 'gone' : 'put_away';
  if (there.kind === 'another') return 'left';
  // The same file once more, after the first was put away.
  if (moved.kind === 'same' && moved.found.ino !== there.found.ino) return 'left';
  return (await moveFile(from, to)) === 'moved' ? 'put_away' : 'taken';
}

/** Totals go with the file that they belong to; where others lie, they stay. */
async function moveTotals({ folder, name, movedTo }: Placed['pickup']): Promise<void> {
  const [from, to] = [join(folder, trailerName(name)), join(folder, trailerName(movedTo))];
  if ((await lstatOf(from)) !== undefined) await moveFile(from, to);
}

async function writeProblems({ db, keys, services }: PrepareDependencies, payroll: Payroll, run: Placed): Promise<void> {
  const { roster, pickup } = run;
  const place = { accountId: payroll.accountId, payroll: payroll.name };
  const bytes = roster === undefined ? undefined : await openRoster(db, keys, place, roster);
  const problems = await problemsFile(bytes, run, services);
  await writeBeside(join(pickup.folder, companions(pickup.movedTo).problems), (file) => file.writeFile(problems));
}

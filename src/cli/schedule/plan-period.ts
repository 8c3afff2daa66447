import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { usualForm } from '../../csv/file-form';
import { inboxFileName } from '../../domain/inbox-file-name';
import { shownFileName } from '../../domain/shown-file-name';
import type { TotalsByCurrency } from '../../domain/sum-by-currency';
import type { Parts } from '../../parts/parts';
import { runAsItCounts } from '../../payroll/stopped-run';
import type { Payroll, PayrollRun } from '../../store/payrolls/payroll';
import { findRun } from '../../store/payrolls/payroll-runs';
import { findRoster } from '../../store/payrolls/rosters';
import { checkFile } from '../check-file';
import type { CommandContext } from '../command-context';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';
import { jsonTotals } from '../json-totals';
import { rowsAndTotals } from '../rows-and-totals';
import { payDateWords } from './dates-view';
import { runWords } from './runs-view';
import { wantedPeriod } from './wanted-period';

/** What a run by hand would pay. `totals` and `contentHash`: absent where its file has still to come. */
export type PeriodPlan = Readonly<{
  text: string;
  totals: TotalsByCurrency | undefined;
  contentHash: string | undefined;
  document: Readonly<Record<string, unknown>>;
}>;

/** @throws CommandFailed with exit code 2 where there is nothing that could be paid, or the period looks mistyped */
export async function planPeriod(context: CommandContext, parts: Parts, payroll: Payroll, period: string): Promise<PeriodPlan> {
  const { accountId, name, calendar } = payroll;
  const { db } = await parts.store();
  const now = new Date();
  const found = await findRun(db, { accountId, payroll: name, period });
  const run = found && runAsItCounts(payroll, found, now);
  const { date, warnings } = wantedPeriod(payroll, period, now, run);
  const isStored = payroll.source.kind === 'roster' || (run?.state === 'running' && run.roster !== undefined);
  const rows = isStored ? await rosterRows(parts, payroll, run) : await inboxRows(context, parts, payroll, period);
  const day = date === undefined ? '' : `, pay date ${payDateWords(calendar, date)}`;
  const text = [
    `Period ${period} of ${name}${day}.`,
    ...warnings,
    run === undefined ? 'It was never run.' : `It was run before: ${runWords({ run, batch: undefined })}.`,
    rows.words,
  ].join('\n');
  const facts = { ...(rows.rowCount !== undefined && { rows: rows.rowCount }), ...(rows.totals && { totals: jsonTotals(rows.totals) }) };
  const known = { ...(date !== undefined && { payDate: date.date }), ...(run !== undefined && { before: run.state }) };
  const roster = rows.roster === undefined ? {} : { roster: rows.roster };
  const { totals, contentHash } = rows;
  return { text, totals, contentHash, document: { payroll: name, period, ...known, ...roster, ...facts } };
}

type Rows = Readonly<{ words: string; rowCount?: number; totals: TotalsByCurrency | undefined; contentHash?: string; roster?: number }>;

async function rosterRows(parts: Parts, { accountId, name }: Payroll, run: PayrollRun | undefined): Promise<Rows> {
  const { db } = await parts.store();
  // A run that has begun keeps its roster.
  const version = run?.state === 'running' ? run.roster : undefined;
  const roster = await findRoster(db, { accountId, payroll: name }, version);
  if (roster === undefined) {
    throw new CommandFailed(exitCodes.refused, `payroll ${name} has no roster`, undefined, `payrun schedule update ${name} --roster FILE`);
  }
  const { rowCount, totals, contentHash } = roster;
  const words = `From ${roster.fileName} (roster ${roster.version}, stored by ${roster.storedBy}): ${rowsAndTotals(roster)}`;
  return { words, rowCount, totals, contentHash, roster: roster.version };
}

async function inboxRows(context: CommandContext, parts: Parts, { source }: Payroll, period: string): Promise<Rows> {
  if (source.kind !== 'inbox') throw new Error('a payroll without a roster has an inbox');
  const fileName = inboxFileName(source.pattern, period);
  if (fileName === undefined)
    throw new CommandFailed(exitCodes.refused, `no file can be named for ${period}`, 'by the pattern of the payroll');
  const path = join(source.folder, fileName);
  const isThere = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  const shown = shownFileName(fileName);
  // The worker may see a folder that this machine does not.
  if (!isThere) return { words: `! ${shown} is not in the folder, as seen from here: without it the run is refused.`, totals: undefined };
  const problems = { onProblem: 'refuse' } as const;
  const { file } = await checkFile(context, parts, { path, period, form: usualForm, expected: {}, problems, isRoster: true });
  const { rowCount, totals, contentHash } = file;
  return { words: `From ${shown}: ${rowsAndTotals(file)}`, rowCount, totals, contentHash };
}

import type { Command } from 'commander';
import { limits } from '../../domain/limits';
import type { Parts } from '../../parts/parts';
import { nextPayDates } from '../../payroll/calendar/pay-dates';
import { shownDate } from '../../payroll/calendar/plain-date';
import { listRuns } from '../../store/payrolls/payroll-runs';
import { listPayrolls } from '../../store/payrolls/payrolls';
import { findRoster } from '../../store/payrolls/rosters';
import type { RunCommand } from '../command-context';
import { exitCodes } from '../exit-codes';
import { renderTable } from '../render-table';
import { shownTotals } from '../shown-totals';
import { withParts } from '../with-parts';
import { calendarWords } from './calendar-words';
import { notedTable } from './noted-table';
import { planDocument } from './plan-view';
import { runDocument, runWords, withBatches } from './runs-view';
import { standingTrouble, troubleLine } from './standing-trouble';
import { temporalStanding } from './temporal-standing';
import { unknownPayrolls } from './unknown-payrolls';

const about = `Lists the payrolls of this account: whether each is active, what it pays, and
when next.

Example:
  $ payrun schedule list`;

const columns = [
  { heading: 'PAYROLL' },
  { heading: 'STATE' },
  { heading: 'NEXT' },
  { heading: 'ROWS', align: 'right' },
  { heading: 'TOTAL' },
  { heading: 'LAST RUN' },
  { heading: 'PAYS' },
] as const;

export function addListCommand(program: Command, run: RunCommand): void {
  program
    .command('list')
    .summary('list the payrolls')
    .description(about)
    .action(() =>
      run((context) =>
        withParts(context, async (parts) => {
          const found = await findAll(parts);
          const { screen } = context;
          const payrolls = found.map(({ payroll, roster, lastRun, dates, state }) => ({
            ...planDocument(payroll, roster, dates),
            state,
            ...(lastRun !== undefined && { lastRun: runDocument(lastRun) }),
          }));
          screen.result({ kind: 'schedules', payrolls }, () => {
            if (found.length === 0) return 'There is no payroll yet. payrun schedule create makes one.';
            return listTable(found, screen.outIsTerminal);
          });
          for (const { payroll, trouble } of found) if (trouble) screen.say(troubleLine({ payroll: payroll.name, ...trouble }));
          const known = found.map(({ payroll }) => payroll);
          for (const trouble of await unknownPayrolls(parts, known)) screen.say(troubleLine(trouble));
          return exitCodes.done;
        }),
      ),
    );
}

type Found = Awaited<ReturnType<typeof findAll>>[number];

/** On a terminal the last run, and when it pays, stand under each payroll: they are longer than a line has room for. */
function listTable(found: readonly Found[], isTerminal: boolean): string {
  const rows = found.map(({ payroll, roster, lastRun, dates, state }) => ({
    cells: [
      payroll.name,
      state.replace('_', ' '),
      dates[0] === undefined ? 'never' : shownDate(dates[0].date),
      roster === undefined ? '' : String(roster.rowCount),
      roster === undefined ? (payroll.source.kind === 'inbox' ? payroll.source.pattern : '') : shownTotals(roster.totals),
    ],
    last: lastRun === undefined ? '' : `${lastRun.run.period}: ${runWords(lastRun)}`,
    pays: calendarWords(payroll.calendar),
  }));
  if (!isTerminal) {
    return renderTable(
      columns,
      rows.map(({ cells, last, pays }) => [...cells, last, pays]),
      false,
    );
  }
  return notedTable(
    columns.slice(0, -2),
    rows.map(({ cells, last, pays }) => ({ cells, notes: [`pays ${pays}`, last === '' ? 'no period was run yet' : last] })),
  );
}

/** Every payroll of the account with what a line of the list says of it. */
async function findAll(parts: Parts) {
  const { db, accountId } = await parts.store();
  const payrolls = await listPayrolls(db, accountId);
  const now = new Date();
  const found = payrolls.map(async (payroll) => {
    const roster = payroll.source.kind === 'roster' ? await findRoster(db, { accountId, payroll: payroll.name }) : undefined;
    const runs = await listRuns(db, accountId, payroll.name, limits.payrollRunsShown);
    const [lastRun] = await withBatches(db, runs.slice(0, 1));
    const ran = new Set(runs.filter((each) => each.state === 'paid_from').map(({ period }) => period));
    const next = nextPayDates(payroll.calendar, now, limits.payDatesShown).find(({ period }) => !ran.has(period));
    const standing = await temporalStanding(parts, payroll);
    const trouble = standingTrouble(payroll.name, standing);
    return { payroll, roster, lastRun, dates: next === undefined ? [] : [next], state: standing.state, trouble };
  });
  return await Promise.all(found);
}

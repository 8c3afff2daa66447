import type { Command } from 'commander';
import { limits } from '../../domain/limits';
import { nextPayDates } from '../../payroll/calendar/pay-dates';
import { runAsItCounts } from '../../payroll/stopped-run';
import { listRuns } from '../../store/payrolls/payroll-runs';
import { findRoster } from '../../store/payrolls/rosters';
import type { RunCommand } from '../command-context';
import { exitCodes } from '../exit-codes';
import { shownTime } from '../shown-time';
import { withParts } from '../with-parts';
import { dateDocument } from './dates-view';
import { duePeriods } from './due-periods';
import { findWantedPayroll } from './find-wanted-payroll';
import { nameArgument } from './name-argument';
import { planDocument, planText } from './plan-view';
import { ranNotes, runDocument, runsTable, runWarnings, withBatches } from './runs-view';
import { scheduleUrl } from './schedule-url';
import { standingWords } from './standing-words';
import { temporalStanding } from './temporal-standing';
import { unpaidWords } from './unpaid-words';

const about = `Shows a payroll: its next pay dates and why each is when it is, what it pays,
how its periods were run, and what Temporal makes of it.

Example:
  $ payrun schedule show salaries`;

export function addShowPayrollCommand(program: Command, run: RunCommand): void {
  program
    .command('show')
    .summary('show a payroll, its dates and its runs')
    .description(about)
    .addArgument(nameArgument())
    .action((name: string) =>
      run((context) =>
        withParts(context, async (parts) => {
          const { db, accountId } = await parts.store();
          const payroll = await findWantedPayroll(db, accountId, name);
          const now = new Date();
          const roster = payroll.source.kind === 'roster' ? await findRoster(db, { accountId, payroll: name }) : undefined;
          const dates = nextPayDates(payroll.calendar, now, limits.payDatesShown);
          const listed = await listRuns(db, accountId, name, limits.payrollRunsShown);
          const runs = await withBatches(
            db,
            listed.map((each) => runAsItCounts(payroll, each, now)),
          );
          const ran = ranNotes(runs);
          const notRun = await duePeriods(db, payroll, now);
          const standing = await temporalStanding(parts, payroll);
          const url = scheduleUrl(parts.places, name);
          const { screen } = context;
          const document = {
            kind: 'schedule',
            ...planDocument(payroll, roster, dates, ran),
            createdBy: payroll.createdBy,
            createdAt: payroll.createdAt,
            temporal: standing,
            unpaid: notRun.map(({ payDate, run: tried }) => ({ ...dateDocument(payDate), ...(tried && { run: tried.state }) })),
            runs: runs.map(runDocument),
            ...(url !== undefined && { url }),
          };
          screen.result(document, () =>
            [
              standingWords(payroll, standing),
              ...notRun.map((each) => unpaidWords(name, each)),
              ...runWarnings(runs),
              planText(payroll, roster, dates, screen.outIsTerminal, ran),
              '',
              ...(roster === undefined
                ? []
                : [`Roster ${roster.version} was stored by ${roster.storedBy} on ${shownTime(roster.storedAt)}.`]),
              `Payroll made by ${payroll.createdBy} on ${shownTime(payroll.createdAt)}.`,
              ...(url === undefined ? [] : [url]),
              ...(runs.length === 0 ? ['', 'No period was run yet.'] : ['', runsTable(runs, screen.outIsTerminal)]),
            ].join('\n'),
          );
          return exitCodes.done;
        }),
      ),
    );
}

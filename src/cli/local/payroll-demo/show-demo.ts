import { setTimeout as sleep } from 'node:timers/promises';
import type { Parts } from '../../../parts/parts';
import type { CommandContext } from '../../command-context';
import { CommandFailed } from '../../command-failed';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { renderTable } from '../../render-table';
import { rowsAndTotals } from '../../rows-and-totals';
import { calendarWords } from '../../schedule/calendar-words';
import { payDateWords } from '../../schedule/dates-view';
import { scheduleUrl } from '../../schedule/schedule-url';
import { beginDemo, type Demo, demoPayroll } from './begin-demo';
import { booksProof } from './books-proof';
import { clockTime } from './clock-time';
import { demoResultDocument, demoResultText } from './demo-result';
import { pressTwice } from './press-twice';
import { restDemo } from './rest-demo';
import { watchPeriods } from './watch-periods';

const lostWithinMs = 2_000;

/**
 * Shows a payroll that runs on a schedule, in two minutes: three made-up months that it pays, and one that is asked for twice at once. It
 * goes the same way as any payroll; only its calendar is in a hurry. Undefined: `signal` came before its end. Whatever happens, its
 * schedule fires no more.
 */
export async function showDemo(context: CommandContext, parts: Parts, signal: AbortSignal): Promise<ExitCode | undefined> {
  const { screen } = context;
  try {
    const demo = await beginDemo(context, parts);
    tellPlan(context, parts, demo);
    const last = demo.periods.at(-1);
    const [ends] = await Promise.all([
      watchPeriods(context, parts, demo.periods, signal),
      last === undefined ? undefined : pressTwice(context, parts, last, signal),
    ]);
    if (ends === undefined) return undefined;
    const proof = booksProof(
      parts.settings.dataDir,
      demo.people,
      ends.map(({ payDate }) => payDate.period),
    );
    screen.result(demoResultDocument(ends, proof), () => demoResultText(demo, ends, proof, screen.outIsTerminal));
    return proof.isEachPaidOnce ? exitCodes.done : exitCodes.notAllPaid;
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
    // Where a part has ended, whoever started it tells so better, in a moment.
    await sleep(lostWithinMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    await tellRest(context, parts, signal);
  }
}

function tellPlan({ screen }: CommandContext, parts: Parts, { roster, calendar, periods, earlier }: Demo): void {
  const { name } = demoPayroll;
  const [from, to] = [earlier[0], earlier.at(-1)];
  if (from !== undefined) {
    const before = from === to ? from : `${from} to ${to}`;
    screen.say(`Earlier demonstrations have run ${before}; this one goes on with the months after.`);
  }
  screen.say(`Payroll ${name} pays ${rowsAndTotals(roster)}, ${calendarWords(calendar)}.`);
  screen.say('Here a month is made up to last 20 seconds. The schedule pays three; the fourth is asked for twice at once.');
  const rows = periods.map(({ payDate, comesAt }) => [payDate.period, payDateWords(calendar, payDate), clockTime(comesAt)]);
  screen.say(renderTable([{ heading: 'PERIOD' }, { heading: 'PAY DATE' }, { heading: 'COMES AT' }], rows, true));
  const url = scheduleUrl(parts.places, name);
  if (url !== undefined) screen.say(`Its schedule in the Temporal UI: ${url}`);
}

async function tellRest({ screen }: CommandContext, parts: Parts, signal: AbortSignal): Promise<void> {
  try {
    if ((await restDemo(parts)).length === 0) return;
    const url = scheduleUrl(parts.places, demoPayroll.name);
    screen.say(`The schedule is paused${url === undefined ? '' : `: ${url}`}`);
    screen.say(`More of it: npx payrun schedule show ${demoPayroll.name}; npx payrun report BATCH`);
  } catch (error) {
    // A part that has ended cannot be asked for anything, and says so itself: the next start pauses it.
    if (!signal.aborted) throw error;
  }
}

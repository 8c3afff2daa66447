import { setTimeout as sleep } from 'node:timers/promises';
import type { Parts } from '../../../parts/parts';
import { batchProgress } from '../../../store/batch-progress';
import { findRun } from '../../../store/payrolls/payroll-runs';
import type { CommandContext } from '../../command-context';
import { rowsAndTotals } from '../../rows-and-totals';
import { type RunWithBatch, runWords, withBatches } from '../../schedule/runs-view';
import { workflowUrl } from '../../workflow-url';
import { type DemoPeriod, demoPayroll } from './begin-demo';
import { clockTime } from './clock-time';

const pollMs = 300;
/** A schedule that has not fired by then was stopped by somebody. */
const lateMaxMs = 60_000;

/** How a period of the demonstration ended; without `found` it was never run. */
export type PeriodEnd = Readonly<{ payDate: DemoPeriod['payDate']; found: RunWithBatch | undefined; paidRows: number }>;

/**
 * Tells of each period as it falls due and as it is paid, with its page in the Temporal UI, until all have ended. Undefined: `signal` came
 * before.
 */
export async function watchPeriods(
  context: CommandContext,
  parts: Parts,
  periods: readonly DemoPeriod[],
  signal: AbortSignal,
): Promise<readonly PeriodEnd[] | undefined> {
  const ends = new Map<string, PeriodEnd>();
  const told = new Set<string>();
  while (ends.size < periods.length) {
    if (signal.aborted) return undefined;
    for (const each of periods.filter(({ payDate }) => !ends.has(payDate.period))) {
      const end = await lookAt(context, parts, each, told);
      if (end !== undefined) ends.set(each.payDate.period, end);
    }
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  return periods.map(({ payDate }) => ends.get(payDate.period) ?? { payDate, found: undefined, paidRows: 0 });
}

async function lookAt(
  context: CommandContext,
  parts: Parts,
  { payDate, comesAt }: DemoPeriod,
  told: Set<string>,
): Promise<PeriodEnd | undefined> {
  const { db, accountId } = await parts.store();
  const { screen } = context;
  const { period } = payDate;
  const say = (words: string) => screen.say(`${clockTime(new Date())}  ${period} ${words}`);
  const run = await findRun(db, { accountId, payroll: demoPayroll.name, period });
  const [found] = run === undefined ? [] : await withBatches(db, [run]);
  if (found === undefined) {
    if (Date.now() < comesAt.getTime() + lateMaxMs) return undefined;
    say('was not run: its schedule did not fire');
    return { payDate, found, paidRows: 0 };
  }
  const { batch } = found;
  if (found.run.state === 'refused') {
    say(`is not paid: ${runWords(found)}`);
    return { payDate, found, paidRows: 0 };
  }
  if (batch === undefined) return undefined;
  if (!told.has(period)) {
    told.add(period);
    const url = workflowUrl(parts.places, batch.id);
    say(`is due: ${rowsAndTotals(batch)}, batch ${batch.id}${url === undefined ? '' : `\n          ${url}`}`);
    screen.event({ kind: 'period_due', period, batch: batch.id, rows: batch.rowCount, ...(url === undefined ? {} : { url }) });
  }
  if (batch.state === 'awaiting_approval' && !told.has(`${period} waits`)) {
    told.add(`${period} waits`);
    say(`waits for a person, as the settings want it: npx payrun approve ${batch.id}`);
  }
  if (batch.state !== 'finished' && batch.state !== 'refused') return undefined;
  const { ended } = await batchProgress(db, batch.id, parts.settings.settlementDeadlineMs);
  const paidRows = ended.filter(({ outcome }) => outcome === 'paid').reduce((rows, sum) => rows + sum.rows, 0);
  say(batch.state === 'refused' ? `is not paid: ${runWords(found)}` : `is paid: ${paidRows} of ${rowsAndTotals(batch)}`);
  screen.event({ kind: 'period_ended', period, batch: batch.id, rows: batch.rowCount, paid: paidRows });
  return { payDate, found, paidRows };
}

import { shownDate } from '../../payroll/calendar/plain-date';
import type { Batch } from '../../store/batch';
import { findBatch } from '../../store/batches';
import type { Database } from '../../store/database';
import type { PayrollRun } from '../../store/payrolls/payroll';
import { renderTable } from '../render-table';
import { shownTime } from '../shown-time';
import { refusalWords } from './refusal-words';

/** A run of a payroll with the batch that it paid from. */
export type RunWithBatch = Readonly<{ run: PayrollRun; batch: Batch | undefined }>;

export async function withBatches(db: Database, runs: readonly PayrollRun[]): Promise<readonly RunWithBatch[]> {
  const found: RunWithBatch[] = [];
  for (const run of runs) found.push({ run, batch: run.batchId === undefined ? undefined : await findBatch(db, run.batchId) });
  return found;
}

const columns = [
  { heading: 'PERIOD' },
  { heading: 'PAY DATE' },
  { heading: 'RUN' },
  { heading: 'BATCH' },
  { heading: 'ROSTER', align: 'right' },
  { heading: 'ASKED BY' },
  { heading: 'WHEN' },
] as const;

/** How a period was run, in a few words: `refused: 3 problems`, or the state of its batch. */
export function runWords({ run, batch }: RunWithBatch): string {
  if (run.state === 'refused') return `refused: ${refusalWords(run.details)}`;
  if (run.state === 'paid_from') return batch === undefined ? 'run' : `batch is ${batch.state.replaceAll('_', ' ')}`;
  if (run.state === 'missed') return 'missed';
  const { awaits, until } = run.details;
  return awaits === undefined ? 'begun' : `waits for ${awaits} until ${shownTime(new Date(String(until)))}`;
}

export const runsTable = (runs: readonly RunWithBatch[], isTerminal: boolean): string =>
  renderTable(
    columns,
    runs.map(({ run, batch }) => [
      run.period,
      run.payDate === undefined ? '' : shownDate(run.payDate),
      runWords({ run, batch }),
      run.batchId ?? '',
      run.roster === undefined ? '' : String(run.roster),
      run.askedBy,
      shownTime(run.changedAt),
    ]),
    isTerminal,
  );

export const runDocument = ({ run, batch }: RunWithBatch) => {
  const { period, payDate, dueAt, state, batchId, roster, details, askedBy, changedAt } = run;
  return {
    period,
    ...(payDate !== undefined && { payDate }),
    dueAt,
    state,
    ...(batchId !== undefined && { batch: batchId, batchState: batch?.state }),
    ...(roster !== undefined && { roster }),
    details,
    askedBy,
    changedAt,
  };
};

import { shownFileName } from '../../domain/shown-file-name';
import { shownDate } from '../../payroll/calendar/plain-date';
import { runChange } from '../../payroll/run-change';
import { runChangeWords } from '../../payroll/run-change-words';
import type { Batch } from '../../store/batch';
import { findBatch } from '../../store/batches';
import type { Database } from '../../store/database';
import type { PayrollRun } from '../../store/payrolls/payroll';
import { groupThousands } from '../group-thousands';
import { renderTable } from '../render-table';
import { shownTime } from '../shown-time';
import { missedWords } from './missed-words';
import { notedTable } from './noted-table';
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
  { heading: 'FROM' },
  { heading: 'ASKED BY' },
  { heading: 'WHEN' },
] as const;

/** How a period was run, in a few words: `refused: 3 problems`, or the state of its batch. */
export function runWords({ run, batch }: RunWithBatch): string {
  if (run.state === 'refused') return `refused: ${refusalWords(run.details)}`;
  if (run.state === 'paid_from') return batch === undefined ? 'run' : `batch is ${batch.state.replaceAll('_', ' ')}`;
  if (run.state === 'missed') return missedWords(run);
  const { awaits, until } = run.details;
  return awaits === undefined ? 'begun' : `waits for ${awaits} until ${shownTime(new Date(String(until)))}`;
}

/** What a period was paid from: a file of a folder, where it is now, or a roster by its number. */
const fileWords = ({ pickup, roster }: PayrollRun): string => {
  if (pickup !== undefined) return shownFileName(pickup.movedTo ?? pickup.name);
  return roster === undefined ? '' : `roster ${roster}`;
};

/** Of periods whose pay date may still be to come: that they were run, and are not run again then. */
export const ranNotes = (runs: readonly RunWithBatch[]): ReadonlyMap<string, string> =>
  new Map(runs.filter(({ run }) => run.state === 'paid_from').map((each) => [each.run.period, ranWords(each)]));

const ranWords = (ran: RunWithBatch): string =>
  ran.batch?.state === 'refused' ? 'its batch was refused, and it is not run again by itself' : `run already: ${runWords(ran)}`;

/** What is to be seen before all runs: what waits for a person, and of the last one that people are paid elsewhere, or may be. */
export const runWarnings = (runs: readonly RunWithBatch[]): readonly string[] =>
  runs.flatMap(({ run, batch }, at) => {
    const change = runChange(run);
    const words = change && runChangeWords(change, groupThousands);
    if (batch?.state === 'awaiting_approval') {
      return [`! ${run.period} waits for approval: payrun approve ${run.batchId}`, ...(words === undefined ? [] : [`  ${words}`])];
    }
    return words === undefined || at > 0 || change?.detailsChanged === 0 ? [] : [`! ${run.period} ${words}`];
  });

/** On a terminal the longest comes last, and what is seldom looked at in a line of its own: `from roster 2; asked for by ann, 2026-11-21 10:34`. */
export function runsTable(runs: readonly RunWithBatch[], isTerminal: boolean): string {
  const rows = runs.map(({ run, batch }) => ({
    dates: [run.period, run.payDate === undefined ? '' : shownDate(run.payDate)],
    words: runWords({ run, batch }),
    batch: run.batchId ?? '',
    file: fileWords(run),
    askedBy: run.askedBy,
    when: shownTime(run.changedAt),
  }));
  if (!isTerminal) {
    const cells = rows.map(({ dates, words, batch, file, askedBy, when }) => [...dates, words, batch, file, askedBy, when]);
    return renderTable(columns, cells, false);
  }
  const [period, payDate, words, batch] = columns;
  return notedTable(
    [period, payDate, batch, words],
    rows.map((row) => ({
      cells: [...row.dates, row.batch, row.words],
      notes: [`${row.file === '' ? '' : `from ${row.file}; `}asked for by ${row.askedBy}, ${row.when}`],
    })),
  );
}

export const runDocument = ({ run, batch }: RunWithBatch) => {
  const { period, payDate, dueAt, state, batchId, roster, pickup, details, askedBy, changedAt } = run;
  return {
    period,
    ...(payDate !== undefined && { payDate }),
    dueAt,
    state,
    ...(batchId !== undefined && { batch: batchId, batchState: batch?.state }),
    ...(roster !== undefined && { roster }),
    ...(pickup !== undefined && { file: pickup.name, ...(pickup.movedTo !== undefined && { movedTo: pickup.movedTo }) }),
    details,
    askedBy,
    changedAt,
  };
};

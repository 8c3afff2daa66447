import { join } from 'node:path';
import type { MadeRow } from './payees';
import type { Ended } from './program';
import { notPaidOnce, readReport, sumsOfBooks, sumsOfDatabase, sumsOfFile, sumsOfReport } from './reconcile';
import type { World } from './world';

export type Submitted = Readonly<{ batch: string; attached: boolean }>;

/** What `payrun submit -o jsonl` (or `--no-watch -o json`) said of the batch. */
export function submittedOf({ stdout, stderr }: Pick<Ended, 'stdout' | 'stderr'>): Submitted {
  const documents = stdout.trimStart().startsWith('{\n') ? [stdout] : stdout.split('\n').filter((line) => line !== '');
  const found = documents.map((text) => JSON.parse(text) as Submitted & { kind: string }).find(({ kind }) => kind === 'submitted');
  if (found === undefined) throw new Error(`nothing was submitted:\n${stdout}${stderr}`);
  return found;
}

export type BatchJudged = Readonly<{
  reportExit: number | null;
  /** References that the books do not have exactly once. */
  paidWrong: Readonly<Record<string, number>>;
  /** Of the books, the report and the database: what differs from the file in counts and sums by currency. */
  sumsWrong: Readonly<Record<string, unknown>>;
}>;

export const allPaidOnce: BatchJudged = { reportExit: 0, paidWrong: {}, sumsWrong: {} };

/** Judges a batch all of whose rows were to be paid. `theirs`: rows of other batches, which the books have too. */
export async function judgeBatch(
  world: World,
  batchId: string,
  rows: readonly MadeRow[],
  theirs: readonly MadeRow[] = [],
): Promise<BatchJudged> {
  const out = `report-of-${batchId}.csv`;
  const { code: reportExit } = await world.run(['report', batchId, '--out', out]);
  const others = new Set(theirs.map(({ reference }) => reference));
  const books = world.books().filter(({ referenceId }) => !others.has(referenceId));
  const report = readReport(join(world.workFolder, out));
  const sums = { books: sumsOfBooks(books), report: sumsOfReport(report), database: await sumsOfDatabase(world.db, batchId) };
  const file = sumsOfFile(rows);
  const sumsWrong = Object.fromEntries(Object.entries(sums).filter(([, sum]) => !sameSums(sum, file)));
  return { reportExit, paidWrong: notPaidOnce(books, rows), sumsWrong };
}

const sameSums = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

/** Rows of a file without references: Payrun names them by batch and line. */
export const namedByLine = (batchId: string, rows: readonly MadeRow[]): readonly MadeRow[] =>
  rows.map((row, index) => ({ ...row, reference: `${batchId}-${index + 2}` }));

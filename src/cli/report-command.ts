import { once } from 'node:events';
import { resolve } from 'node:path';
import { Writable } from 'node:stream';
import type { Command } from 'commander';
import { reportOfBatch } from '../check/report-of-batch';
import { renderSummary } from '../csv/render-summary';
import { reportColumns } from '../csv/report-columns';
import type { ReportRow } from '../csv/report-row';
import type { ReportSummary } from '../csv/report-summary';
import { summariseReport } from '../csv/summarise-report';
import { writeReport } from '../csv/write-report';
import type { Parts } from '../parts/parts';
import type { Batch } from '../store/batch';
import type { Database } from '../store/database';
import type { CommandContext, RunCommand } from './command-context';
import type { OutputStream } from './command-line-streams';
import { exitCodeOfSummary } from './exit-code-of-summary';
import type { ExitCode } from './exit-codes';
import { findWantedBatch } from './find-wanted-batch';
import { reportDocument } from './report-document';
import type { Screen } from './screen';
import { withParts } from './with-parts';
import { writeReportFile } from './write-report-file';

type Options = Readonly<{ out?: string }>;

const about = `Writes a batch's report: every row of the file once, with its outcome, as CSV.
The summary goes to standard error. Recipients are masked. Ends with the
batch's exit code; a batch with open rows gives a partial report and ends
with 4.

Example:
  $ payrun report --out report.csv`;

export function addReportCommand(program: Command, run: RunCommand): void {
  program
    .command('report')
    .summary("write a batch's report as CSV")
    .description(about)
    .argument('[batch]', "the batch's id; the latest one if absent")
    .option('--out <file>', 'write to a file, whole or not at all')
    .action((batchId: string | undefined, options: Options) =>
      run((context) => withParts(context, (parts) => report(context, parts, batchId, options))),
    );
}

async function report(context: CommandContext, parts: Parts, batchId: string | undefined, { out }: Options): Promise<ExitCode> {
  const { screen, streams } = context;
  const { db, accountId } = await parts.store();
  const batch = await findWantedBatch(db, accountId, batchId);
  const summary = await write(context, db, batch, out === undefined ? undefined : resolve(streams.workingFolder, out));
  screen.say(renderSummary(summary));
  if (out !== undefined) screen.say(`The report is in ${out}.`);
  return exitCodeOfSummary(summary);
}

async function write({ screen, streams }: CommandContext, db: Database, batch: Batch, path: string | undefined): Promise<ReportSummary> {
  if (path !== undefined) {
    const summary = await writeReportFile(db, batch, path);
    if (screen.format !== 'text') screen.result({ ...reportDocument(batch, summary), out: path }, () => '');
    return summary;
  }
  if (screen.format === 'text') return await writeReport(reportOfBatch(db, batch.id), writableTo(streams.stdout), batch);
  const rows: Readonly<Record<string, string>>[] = [];
  const summary = await summariseReport(eachRow(db, batch, screen, rows), batch);
  screen.result({ ...reportDocument(batch, summary), ...(screen.format === 'json' ? { report: rows } : {}) }, () => '');
  return summary;
}

/** `jsonl` gives each row a line as it is read; `json` is one document, so its rows are collected. */
async function* eachRow(db: Database, batch: Batch, screen: Screen, rows: Readonly<Record<string, string>>[]): AsyncGenerator<ReportRow> {
  for await (const row of reportOfBatch(db, batch.id)) {
    const cells = Object.fromEntries(reportColumns.map(({ name, text }) => [name, text(row)]));
    if (screen.format === 'json') rows.push(cells);
    else screen.event({ kind: 'row', batch: batch.id, ...cells });
    yield row;
  }
}

/** Standard output is not ended with the report: it belongs to the process. */
function writableTo(stream: OutputStream): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      if (stream.write(chunk)) done();
      else once(stream, 'drain').then(() => done(), done);
    },
  });
}

import { join } from 'node:path';
import { MetricsPage } from '../support/metrics-page';
import { ownPort } from '../support/own-port';
import { killWorkerAfter } from './kill-worker-after';
import { lossyFaults } from './lossy-faults';
import { fileOfRows, madeRows } from './payees';
import { processArguments } from './process-arguments';
import type { Ended } from './program';
import { notPaidOnce, type ReportLine, readReport, type Sums, sumsOfBooks, sumsOfDatabase, sumsOfFile, sumsOfReport } from './reconcile';
import { notFindable, searchFiles, searchRunning, secretsOf, wrongApiKey } from './search-world';
import type { SecretSearch } from './secret-search';
import { type StartWorld, sideBySide } from './side-by-side';
import { type DatabaseKind, databaseKinds, type World, worldSeed } from './world';

const rows = madeRows(500);
const refusedRows = madeRows(12, { prefix: 'ref', from: 500 });
/** Rows of the second file that the gateway refuses, with a text that repeats who is paid. */
const refusedReferences = refusedRows.slice(0, 4).map(({ reference }) => reference);

type Run = Readonly<{
  submitted: Ended;
  reported: Ended;
  report: readonly ReportLine[];
  /** Of the first file. */
  sums: Readonly<Record<'books' | 'database' | 'report', Sums>>;
  paidWrong: Readonly<Record<string, number>>;
  second: Ended;
  /** As the last worker showed them. */
  metrics: MetricsPage;
  /** The log that is searched has a line for each request. */
  isLogWhole: boolean;
  search: SecretSearch;
  filesSearched: readonly string[];
  /** Secrets that the search does not find even where they are. */
  missed: readonly string[];
}>;

async function payThroughKills(start: StartWorld, database: DatabaseKind): Promise<Run> {
  const world = await start({ database, faults: lossyFaults });
  const search = secretsOf(world);
  const file = world.writeFile('payroll.csv', fileOfRows(rows));
  const address = `127.0.0.1:${await ownPort()}`;
  const watched = { PAYRUN_LOG_LEVEL: 'debug', PAYRUN_METRICS_ADDRESS: address };
  let worker = await world.startWorker(watched);
  const submit = world.payrun(['submit', file, '--yes']);
  for (const processCalls of [80, 250]) {
    search.search('process arguments', processArguments());
    worker = await killWorkerAfter(world, worker, processCalls, watched);
  }
  const batchId = /batch (\S+)\./.exec(submit.said.stderr)?.[1] ?? '';
  // While what the killed senders may still do is waited out, there is time to look at everything.
  const second = await lookAtEverything(world, search);
  const submitted = await submit.ended;
  const metrics = await MetricsPage.scrape(address);
  search.search('metrics', metrics.text);
  const reported = await world.run(['report', batchId, '--out', 'report.csv']);
  const report = readReport(`${world.workFolder}/report.csv`);
  const ofFirst = world.books().filter(({ referenceId }) => !refusedRows.some(({ reference }) => reference === referenceId));
  const sums = { books: sumsOfBooks(ofFirst), database: await sumsOfDatabase(world.db, batchId), report: sumsOfReport(report) };
  await searchRunning(world, search);
  await world.end();
  const filesSearched = searchFiles(world, search, [file, join(world.workFolder, 'refused.csv')]);
  return {
    submitted,
    reported,
    report,
    sums,
    paidWrong: notPaidOnce(ofFirst, rows),
    second,
    metrics,
    isLogWhole: /"the gateway answered"/.test(worker.said.stderr),
    search,
    filesSearched,
    missed: notFindable(world, fileOfRows(rows)),
  };
}

/** Pays a file of which some rows are refused, and has every command tell what it knows, errors with their stacks. */
async function lookAtEverything(world: World, search: SecretSearch): Promise<Ended> {
  const refusals = [{ on: 'create', answer: 422, references: refusedReferences, echo: true, field: 'fields.card_number' } as const];
  await world.sandbox.control.setFaults([...refusals, ...lossyFaults]);
  const path = world.writeFile('refused.csv', fileOfRows(refusedRows));
  const second = world.run(['submit', path, '--yes', '-o', 'jsonl', '--debug']);
  const commands = [
    ['status', '-o', 'json'],
    ['status', '--all'],
    ['report'],
    ['report', '-o', 'jsonl'],
    ['doctor'],
    ['services', '-o', 'json'],
  ];
  const shown = ['show', 'emp-0007', '-o', 'json'];
  for (const args of [...commands, shown, ['check', path, '-o', 'json']]) await world.run([...args, '--debug']);
  for (const args of [['doctor'], ['check', path]]) await world.run([...args, '--debug'], { PAYRUN_API_KEY: wrongApiKey });
  search.search('process arguments', processArguments());
  const ended = await second;
  const [refused = '', alsoRefused = ''] = refusedReferences;
  for (const args of [[refused], [alsoRefused, '-o', 'json'], ['ref-0511']]) await world.run(['show', ...args, '--debug']);
  return ended;
}

const run = sideBySide(Object.fromEntries(databaseKinds.map((kind) => [kind, (start: StartWorld) => payThroughKills(start, kind)])));

describe.each(databaseKinds)(`500 rows through a gateway that loses answers, seed ${worldSeed}, the worker killed twice (%s)`, (kind) => {
  test('each row is paid exactly once, by the books', async () => {
    const { submitted, paidWrong } = await run(kind);
    expect(paidWrong).toEqual({});
    expect(submitted).toMatchObject({ code: 0 });
  });

  test('file, report, database and books agree in counts and sums', async () => {
    const { reported, report, sums } = await run(kind);
    expect(reported.code).toBe(0);
    expect(report.map(({ reference_id }) => reference_id)).toEqual(rows.map(({ reference }) => reference));
    const file = sumsOfFile(rows);
    expect(sums).toEqual({ report: file, database: file, books: file });
  });

  test('nothing that was kept, logged or shown tells who was paid, nor a key', async () => {
    const { search, filesSearched, second, metrics, isLogWhole } = await run(kind);
    expect(second.code).toBe(3);
    expect(isLogWhole).toBe(true);
    expect(metrics.value('payrun_worker_info')).toBe(1);
    expect(filesSearched).toEqual(expect.arrayContaining(['data/temporal.db', 'data/temporal.log', 'work/report.csv']));
    expect(search.findings).toEqual([]);
  });

  test('a search of the file and the settings finds every one of them', async () => {
    expect((await run(kind)).missed).toEqual([]);
  });
});

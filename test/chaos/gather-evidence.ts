import { basename, join } from 'node:path';
import { fileOfRows } from '../e2e/payees';
import { processArguments } from '../e2e/process-arguments';
import { readReport } from '../e2e/reconcile';
import type { ShownInvoice } from '../e2e/sandbox-control';
import { notFindable, searchFiles, searchRunning, secretsOf } from '../e2e/search-world';
import type { Evidence, ProvedFile, SearchedSecrets } from './evidence';
import type { SentFile } from './send-file';
import { requestTimeoutMs, type Trial } from './trial';

async function withReport(trial: Trial, { path, batchId, rows }: SentFile): Promise<ProvedFile> {
  const out = `report-of-${basename(path)}`;
  const { code, stderr } = await trial.world.run(['report', batchId, '--out', out], trial.settings);
  if (code === null || ![0, 3, 4].includes(code)) throw new Error(`payrun report of ${batchId} ended with ${code}: ${stderr}`);
  return { path, batchId, rows, report: readReport(join(trial.world.workFolder, out)) };
}

/** Looks for everything secret in what runs, and in the bytes of every file but those that people sent. */
async function searchSecrets({ world, files }: Trial): Promise<SearchedSecrets> {
  const search = secretsOf(world);
  search.search('process arguments', processArguments());
  await searchRunning(world, search);
  const sent = files.map(({ path }) => path);
  const searched = searchFiles(world, search, sent);
  return { findings: search.findings, missed: notFindable(world, fileOfRows(files.flatMap(({ rows }) => rows))), places: searched.length };
}

/** Everything that the claims are judged by, when all has ended. `invoicesBefore`: the gateway's, some time before. */
export async function gatherEvidence(trial: Trial, invoicesBefore: readonly ShownInvoice[]): Promise<Evidence> {
  const { control } = trial.world.sandbox;
  const files: ProvedFile[] = [];
  for (const file of trial.files) files.push(await withReport(trial, file));
  return {
    files,
    movements: trial.world.books(),
    requests: await control.requests(),
    invoices: await control.invoices(),
    invoicesBefore,
    foreignInvoices: trial.foreignInvoices,
    presses: trial.presses,
    db: trial.world.db,
    frozen: trial.frozen,
    forgotten: trial.forgotten,
    requestTimeoutMs,
    secrets: await searchSecrets(trial),
  };
}

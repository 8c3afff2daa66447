import type { Movement } from '../../src/sandbox/movement';
import type { RequestRecord } from '../../src/sandbox/request-record';
import type { Database } from '../../src/store/database';
import type { MadeRow } from '../e2e/payees';
import type { ReportLine } from '../e2e/reconcile';
import type { ShownInvoice } from '../e2e/sandbox-control';
import type { Finding } from '../e2e/secret-search';
import type { Press } from './people/press';

/** Unix times in milliseconds, both ends included. */
export type Span = Readonly<{ fromMs: number; toMs: number }>;

/** One file that a person sent, with the batch that it became and what Payrun says of it in the end. */
export type ProvedFile = Readonly<{
  path: string;
  batchId: string;
  /** The file's rows in its order, one a line from line 2 on; `reference` is the one that the gateway is to see. */
  rows: readonly MadeRow[];
  /** `payrun report --out`, one line a row. */
  report: readonly ReportLine[];
}>;

/** What a search of everything that Payrun and Temporal wrote, said and showed has found. */
export type SearchedSecrets = Readonly<{
  findings: readonly Pick<Finding, 'secret' | 'form' | 'where'>[];
  /** Secrets that the search does not find even where they stand: then it proves nothing. */
  missed: readonly string[];
  /** Places that were searched. */
  places: number;
}>;

/** All that the claims are judged by, gathered when everything has ended. The sandbox's books are the judge; the rest is what Payrun says. */
export type Evidence = Readonly<{
  files: readonly ProvedFile[];
  /** The sandbox's books, oldest first. */
  movements: readonly Movement[];
  /** Every request that reached the sandbox, in order of arrival. */
  requests: readonly RequestRecord[];
  /** Every invoice at the gateway as it stands at the end. */
  invoices: readonly ShownInvoice[];
  /** The same, a minute before the reports were written: what was final then, Payrun must know. */
  invoicesBefore: readonly ShownInvoice[];
  /** Invoices that somebody else made, by id. */
  foreignInvoices: readonly string[];
  /** What people did, oldest first. */
  presses: readonly Press[];
  /** Payrun's database, with what its gates were (`gate_history`) and the reads that it has folded (`folded_reads`). */
  db: Database;
  /** When a sender or the database stood still, or the network held requests back: what arrives then, or a little later, may be late. */
  frozen: readonly Span[];
  /** From when a copy of the database was made until it was put back: the journal has forgotten these. */
  forgotten: readonly Span[];
  /** The shortest that any worker of the run gave a request. */
  requestTimeoutMs: number;
  secrets: SearchedSecrets;
}>;

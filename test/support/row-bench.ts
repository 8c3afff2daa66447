import type { Verdict } from '../../src/domain/step';
import type { Database } from '../../src/store/database';
import type { BegunSend } from '../../src/store/journal/begin-send';
import type { RowChange } from '../../src/store/journal/complete-call';
import { createJournal, type Journal } from '../../src/store/journal/journal';
import { passCheck } from '../../src/store/pass-check';
import { beginEndRead } from '../../src/store/retry/begin-end-read';
import type { EndRead } from '../../src/store/retry/end-evidence';
import { type RetryRequest, type RetryResult, retryRows } from '../../src/store/retry/retry-rows';
import { claimedBatch } from './claimed-batch';
import { type FileChange, type RowChange as FileRow, newAccount } from './draft-of';

type EndedAs = 'failed' | 'paid' | 'reversed' | 'partially_paid';

let asked = 0;

/** A claimed batch that runs, whose rows are brought to their ends through the journal, without any gateway. Lines count from 2. */
export class RowBench {
  readonly journal: Journal;

  private constructor(
    readonly db: Database,
    readonly account: bigint,
    readonly batchId: string,
  ) {
    this.journal = createJournal(db, account);
  }

  static async start(db: Database, rows: readonly FileRow[], change: FileChange = {}, account?: bigint): Promise<RowBench> {
    const owner = account ?? (await newAccount(db));
    const bench = new RowBench(db, owner, await claimedBatch(db, owner, rows, change));
    await passCheck(db, bench.batchId, { approval: 'none', ceilings: [] });
    return bench;
  }

  /** Another batch of the same account. */
  beside(rows: readonly FileRow[], change: FileChange = {}): Promise<RowBench> {
    return RowBench.start(this.db, rows, change, this.account);
  }

  /** A create of a row that is ready; without a verdict nobody has seen its answer. */
  async create(line: number, verdict?: Verdict, httpStatus = 200, change: RowChange = {}): Promise<BegunSend> {
    const { batchId } = this;
    const begun = await this.journal.beginSend({ batchId, line, step: 'create', seenState: 'ready', seenNewestSend: undefined });
    if (begun === undefined) throw new Error(`line ${line} may not be created`);
    if (verdict !== undefined) {
      const call = { callId: begun.callId, batchId, line, verdict, httpStatus, change };
      await this.journal.completeSend({ ...call, sawStatus: undefined, retryAfterMs: undefined, durationMs: 5 });
    }
    return begun;
  }

  async reject(line: number): Promise<void> {
    await this.create(line, 'refused', 422, { state: 'closed', outcome: 'rejected', problem: 'refused' });
  }

  /** A row that was created, processed, and read at its end. */
  async end(line: number, outcome: EndedAs, gatewayStatus: string): Promise<void> {
    const invoiceId = `cpoi_${line}_${++asked}`;
    await this.create(line, 'done', 201, { state: 'settling', invoiceId });
    await this.settle(line, gatewayStatus, { state: 'closed', outcome, gatewayStatus });
  }

  async settle(line: number, sawStatus: string, change: RowChange): Promise<void> {
    const { batchId } = this;
    const read = await this.journal.beginRead({ batchId, line, step: 'settle' });
    if (read === undefined) throw new Error(`line ${line} has nothing to read`);
    const call = { callId: read.callId, batchId, line, verdict: 'done', httpStatus: 200, sawStatus, change } as const;
    await this.journal.completeRead(
      { ...call, retryAfterMs: undefined, durationMs: 5 },
      { attempt: read.attempt, invoiceId: read.invoiceId },
    );
  }

  /** Reads an ended attempt once more, and writes down what the gateway says. */
  async readAgain(line: number, sawStatus: string, attempt = 1): Promise<EndRead> {
    const { batchId } = this;
    const read = await beginEndRead(this.db, this.account, { batchId, line, attempt });
    if (read === undefined) throw new Error(`line ${line} has no attempt ${attempt} to read`);
    const call = { callId: read.callId, batchId, line, verdict: 'done', httpStatus: 200, sawStatus, change: {} } as const;
    await this.journal.completeRead({ ...call, retryAfterMs: undefined, durationMs: 5 }, { attempt, invoiceId: read.invoiceId });
    return { line, attempt, sentAt: read.sentAt };
  }

  retry(lines: readonly number[], reads: readonly EndRead[] = [], change: Partial<RetryRequest> = {}): Promise<RetryResult | undefined> {
    return retryRows(this.db, this.account, {
      batchId: this.batchId,
      lines,
      reads,
      deadlineMs: 3_600_000,
      skipDeclined: false,
      actor: 'ann',
      isProved: true,
      why: 'mended',
      requestId: `retry-${this.batchId}-${++asked}`,
      ...change,
    });
  }

  /** Why nothing is reopened of a line, or `reopened`. */
  async whyNot(line: number, reads: readonly EndRead[] = []): Promise<string> {
    const result = await this.retry([line], reads);
    if (result?.kind === 'rows_declined')
      return result.declined.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(': ')).join();
    return result?.kind === 'declined' ? result.reason : result?.kind === 'done' ? 'reopened' : (result?.kind ?? 'no batch');
  }

  async row(line: number): Promise<Readonly<Record<string, unknown>>> {
    const sql = `
      select state, outcome, attempt, reference, reference_attempt, holds_reference as held, invoice_id is not null as invoiced,
        newest_send is null as unsent
      from payouts where batch_id = $1 and line = $2`;
    const [row] = await this.db.query<Record<string, unknown>>(sql, [this.batchId, line]);
    return row ?? {};
  }

  async set(line: number, assignments: string): Promise<void> {
    await this.db.query(`update payouts set ${assignments} where batch_id = $1 and line = $2`, [this.batchId, line]);
  }

  async batchState(): Promise<string | undefined> {
    return (await this.db.query<{ state: string }>('select state from batches where id = $1', [this.batchId]))[0]?.state;
  }
}

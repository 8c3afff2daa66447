import type { Database } from '../../../src/store/database';
import type { MadeRow } from '../../e2e/payees';
import { storeRows } from '../../support/store-rows';
import type { Evidence } from '../evidence';
import { rememberGates } from '../gate-history';
import { rememberReads } from '../read-history';
import { beginMs, madeEvidence, madeFile } from './made-evidence';

/** A line of the journal, its times in seconds from the beginning; answered after half a second unless said. */
export type MadeCall = Readonly<{
  step: 'create' | 'look_up' | 'process' | 'settle';
  at: number;
  doneAt?: number | null;
  http?: number;
  verdict?: string;
  saw?: string;
  probe?: boolean;
}>;

/** A batch in a real database, with the journal that a test makes up for it. */
export class JournalBench {
  private constructor(
    readonly db: Database,
    readonly batchId: string,
    readonly accountId: bigint,
    readonly rows: readonly MadeRow[],
  ) {}

  /** An empty database but for one claimed batch. */
  static async start(db: Database, rowCount = 1): Promise<JournalBench> {
    await rememberGates(db);
    await rememberReads(db);
    await db.query('truncate batches, gate_history, folded_reads cascade');
    const { batchId, accountId, lines } = await storeRows(db, rowCount);
    const rows = lines.map((line) => ({
      reference: `${batchId}-${line}`,
      service: 'card',
      currency: 'USD',
      amountMinor: 1_000n,
      cells: { reference_id: `${batchId}-${line}` },
    }));
    return new JournalBench(db, batchId, accountId, rows);
  }

  get reference(): string {
    return `${this.batchId}-2`;
  }

  /** Writes lines of the first row. */
  async write(calls: readonly MadeCall[]): Promise<void> {
    for (const { step, at, doneAt = at + 0.5, http, verdict, saw, probe = false } of calls) {
      const time = (seconds: number | null) => (seconds === null ? null : new Date(beginMs + seconds * 1_000));
      const done = verdict === undefined ? null : time(doneAt);
      await this.db.query(
        `insert into gateway_calls (account_id, batch_id, line, step, sent_at, done_at, http_status, verdict, saw_status, probe)
         values ($1, $2, 2, $3, $4, $5, $6, $7, $8, $9)`,
        [this.accountId, this.batchId, step, time(at), done, http ?? null, verdict ?? null, saw ?? null, probe],
      );
    }
  }

  /** A gate that was closed for a time, in seconds from the beginning; of the batch, or of its account. */
  async closeGate(of: 'batch' | 'account', from: number, to: number | null): Promise<void> {
    const time = (seconds: number | null) => (seconds === null ? null : new Date(beginMs + seconds * 1_000));
    await this.db.query(
      `insert into gate_history values ((select count(*) from gate_history), $1, $2, $3, $4, $5)`,
      of === 'batch' ? [null, this.batchId, 'paused', time(from), time(to)] : [this.accountId, null, 'trouble', time(from), time(to)],
    );
  }

  evidence(changes: Partial<Evidence> = {}): Evidence {
    return madeEvidence({ db: this.db, files: [madeFile(this.batchId, this.rows)], ...changes });
  }
}

import type { Resolution } from '../../../src/domain/resolution';
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
  /** The row's first one unless said. */
  attempt?: number;
}>;

/** A line of the audit, its time in seconds from the beginning. */
export type MadeAudit = Readonly<{
  action: string;
  at: number;
  why?: string;
  actor?: string;
  batchId?: string;
  /** Of a retry. */
  lines?: string;
  /** Of a resolution of the first row. */
  as?: Resolution;
}>;

const timeOf = (seconds: number | null): Date | null => (seconds === null ? null : new Date(beginMs + seconds * 1_000));

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
    for (const { step, at, doneAt = at + 0.5, http, verdict, saw, probe = false, attempt = 1 } of calls) {
      const done = verdict === undefined ? null : timeOf(doneAt);
      await this.db.query(
        `insert into gateway_calls (account_id, batch_id, line, step, sent_at, done_at, http_status, verdict, saw_status, probe, attempt)
         values ($1, $2, 2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [this.accountId, this.batchId, step, timeOf(at), done, http ?? null, verdict ?? null, saw ?? null, probe, attempt],
      );
    }
  }

  /** A gate that was closed for a time, in seconds from the beginning; of the batch, or of its account. */
  async closeGate(of: 'batch' | 'account', from: number, to: number | null, cause = of === 'batch' ? 'paused' : 'trouble'): Promise<void> {
    await this.db.query(
      `insert into gate_history values ((select count(*) from gate_history), $1, $2, $3, $4, $5)`,
      of === 'batch' ? [null, this.batchId, cause, timeOf(from), timeOf(to)] : [this.accountId, null, cause, timeOf(from), timeOf(to)],
    );
  }

  /** What somebody is written down to have done to the batch. */
  async audit(entries: readonly MadeAudit[]): Promise<void> {
    for (const { action, at, why = null, actor = 'ann', batchId = this.batchId, lines, as } of entries) {
      await this.db.query(
        `insert into audit (at, actor, action, batch_id, why, request_id, line, details)
         values ($1, $2, $3, $4, $5, gen_random_uuid()::text, $6, $7)`,
        [timeOf(at), actor, action, batchId, why, as === undefined ? null : 2, JSON.stringify({ lines, as })],
      );
    }
  }

  /** The first row has been retried: its first attempt had ended so, and the next one goes under this number. */
  async retried(outcome: 'failed' | 'rejected', number: number): Promise<void> {
    await this.db.query(
      `insert into earlier_attempts (batch_id, line, attempt, reference, reference_attempt, outcome, holds_reference)
       select batch_id, line, attempt, reference, 1, $2, true from payouts where batch_id = $1 and line = 2`,
      [this.batchId, outcome],
    );
    await this.db.query(
      `update payouts set attempt = 2, reference = root_reference || case when $2::int > 1 then '-r' || $2::int else '' end
       where batch_id = $1 and line = 2`,
      [this.batchId, number],
    );
  }

  evidence(changes: Partial<Evidence> = {}): Evidence {
    return madeEvidence({ db: this.db, files: [madeFile(this.batchId, this.rows)], ...changes });
  }
}

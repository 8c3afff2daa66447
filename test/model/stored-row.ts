import type { Database } from '../../src/store/database';
import type { Journal } from '../../src/store/journal/journal';
import type { Ask } from './ask';
import type { Row } from './world';

/** Of an answer, what a step goes by: was a line begun, was the row written. */
type Told = boolean | Readonly<{ begun: string | null }> | Readonly<{ rowWritten: boolean }> | undefined;

/** One row of a real database, asked as the model is. The model counts its lines from 1: `ids` has the database's own. */
export class StoredRow {
  private readonly ids: bigint[] = [];

  constructor(
    private readonly db: Database,
    private readonly journal: Journal,
    private readonly batchId: string,
    private readonly line: number,
  ) {}

  static told(value: unknown): Told {
    if (typeof value !== 'object' || value === null) return value as boolean | undefined;
    if ('rowWritten' in value) return { rowWritten: value.rowWritten === true };
    return { begun: (value as Readonly<{ invoiceId: string | null }>).invoiceId };
  }

  async ask(ask: Ask): Promise<Told> {
    const of = { batchId: this.batchId, line: this.line };
    switch (ask.of) {
      case 'beginSend': {
        const intent = { ...ask.intent, ...of, seenNewestSend: this.realId(ask.intent.seenNewestSend) };
        return this.begun(await (ask.probe ? this.journal.beginProbe(intent) : this.journal.beginSend(intent)));
      }
      case 'beginRead':
        return this.begun(await this.journal.beginRead({ ...of, step: ask.step }));
      case 'complete': {
        const call = { ...ask.call, ...of, callId: this.realId(ask.call.callId) ?? 0n };
        const { fence } = ask;
        return StoredRow.told(await (fence === undefined ? this.journal.completeSend(call) : this.journal.completeRead(call, fence)));
      }
      case 'closeNeverCreated':
        return this.journal.closeNeverCreated({ ...of, newestSend: this.realId(ask.newestSend), problem: 'refused' });
      default:
        throw new Error(`${ask.of} is no question to a row`);
    }
  }

  /** As the model has it, but for times. */
  async standing(): Promise<Omit<Row, 'sentAtMs'>> {
    const sql = `select state, newest_send as "newestSend", invoice_id as "invoiceId", outcome from payouts where batch_id = $1 and line = $2`;
    type Stored = Pick<Row, 'state'> & Readonly<{ newestSend: bigint | null; invoiceId: string | null; outcome: Row['outcome'] | null }>;
    const [row] = await this.db.query<Stored>(sql, [this.batchId, this.line]);
    if (row === undefined) throw new Error(`there is no line ${this.line}`);
    const newestSend = row.newestSend === null ? undefined : BigInt(this.ids.indexOf(row.newestSend) + 1);
    return { state: row.state, newestSend, invoiceId: row.invoiceId ?? undefined, outcome: row.outcome ?? undefined };
  }

  private begun(begun: Readonly<{ callId: bigint; invoiceId: string | null }> | undefined): Told {
    if (begun !== undefined) this.ids.push(begun.callId);
    return StoredRow.told(begun);
  }

  private readonly realId = (id: bigint | undefined): bigint | undefined => (id === undefined ? undefined : this.ids[Number(id) - 1]);
}

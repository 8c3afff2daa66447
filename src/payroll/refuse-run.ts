import type { CutShort } from '../domain/cut-short';
import type { InboxRefusal } from '../domain/inbox-refusal';
import type { RowIssue } from '../domain/row-issue';
import type { Database } from '../store/database';
import { appendNotice } from '../store/notices/append-notice';
import type { Payroll } from '../store/payrolls/payroll';
import { endRun } from '../store/payrolls/payroll-runs';

/** Why a period is not paid: nothing was sent, and it may be run again. */
export type RunRefusal =
  | Readonly<{ why: 'no_roster' | 'content_changed' | 'deleted' | CutShort | InboxRefusal }>
  /** Another batch has paid rows of it, or may still do so. */
  | Readonly<{ why: 'paid_already'; rows: number; otherBatch: string }>
  | Readonly<{ why: 'problems'; problems: number; first: readonly RowIssue[] }>;

/** Codes, lines and columns of what is wrong: values stay out. */
const shown = ({ code, line, column }: RowIssue) => ({ code, line, ...(column !== undefined && { column }) });

/** Ends a run that cannot pay, with why and a notice, in one transaction. */
export async function refuseRun(
  db: Pick<Database, 'transaction'>,
  { accountId, name }: Pick<Payroll, 'accountId' | 'name'>,
  period: string,
  refusal: RunRefusal,
): Promise<void> {
  const details = refusal.why === 'problems' ? { ...refusal, first: refusal.first.map(shown) } : refusal;
  await db.transaction(async (queries) => {
    if (!(await endRun(queries, { accountId, payroll: name, period }, { state: 'refused', details }))) return;
    await appendNotice(queries, { kind: 'payroll_refused', accountId, details: { payroll: name, period, why: refusal.why } });
  });
}

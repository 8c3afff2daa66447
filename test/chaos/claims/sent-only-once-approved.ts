import type { Breach, Claim } from './claim';

/** The gate may never have been closed: so the audit's own times are asked, by the database's clock as the journal's. */
const sql = `
  select c.id, c.step, c.batch_id as "batchId", c.line, p.root_reference as reference
  from gateway_calls c join payouts p using (batch_id, line) join batches b on b.id = c.batch_id
  where c.step in ('create', 'process') and b.policy ->> 'approval' in ('one', 'two')
    and not exists (select from audit a where a.batch_id = c.batch_id and a.action = 'approve' and a.at <= c.sent_at)
  order by c.id`;

type Sent = Readonly<{ id: bigint; step: string; batchId: string; line: number; reference: string }>;

export const sentOnlyOnceApproved: Claim = {
  says: 'nothing of a batch that wants approval is sent before somebody has approved it',
  async breaches({ db }) {
    return (await db.query<Sent>(sql)).map(({ id, step, batchId, line, reference }): Breach => {
      return { reference, what: `${step} ${id} of ${batchId} line ${line} was sent, and nobody had approved the batch` };
    });
  },
};

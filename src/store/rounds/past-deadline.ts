/**
 * SQL over a row `p`: the deadline has passed since its last send, and a read after that brought no end. A row that is only created has its
 * process still before it, however long a closed gate keeps it waiting, unless nothing of it is sent any more: its batch is cancelled or has
 * ended, or a person has said how it ended. `deadlineMs` is a parameter.
 */
export const pastDeadlineSql = (deadlineMs: string): string => `(
    coalesce(p.read_at >= p.sent_at + ${deadlineMs}::float8 * interval '1 millisecond', false)
    and (p.state <> 'created' or p.resolved_as is not null
      or exists (select from gates g where g.batch_id = p.batch_id and g.cause = 'canceled')
      or exists (select from batches ended where ended.id = p.batch_id and ended.state = 'finished')))`;

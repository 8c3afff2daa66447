/**
 * SQL over a row `p`: the deadline has passed since its last send, and a read after that brought no end. A row that is only created has its
 * process still before it, however long a closed gate keeps it waiting, unless its batch is cancelled. `deadlineMs` is a parameter.
 */
export const pastDeadlineSql = (deadlineMs: string): string => `(
    coalesce(p.read_at >= p.sent_at + ${deadlineMs}::float8 * interval '1 millisecond', false)
    and (p.state <> 'created' or exists (select from gates g where g.batch_id = p.batch_id and g.cause = 'canceled')))`;

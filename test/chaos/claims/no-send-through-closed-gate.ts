import type { Breach, Claim } from './claim';

/**
 * No tolerance is needed. A send takes its time while it holds the gates' parent row shared, a gate's closing and opening are timed while
 * they hold it alone, all by one clock, the database's: whoever came second has the later time. Only a clock of whole milliseconds (the
 * embedded database's) can give both the same time, so the bounds themselves are outside. A probe passes its account's gate, never its batch's.
 */
const sql = `
  select c.id, p.root_reference as reference, c.step, c.sent_at as "sentAt", g.cause, g.closed_at as "closedAt", g.opened_at as "openedAt"
  from gateway_calls c join payouts p using (batch_id, line)
    join gate_history g on g.batch_id = c.batch_id or (g.account_id = c.account_id and not c.probe)
  where c.step in ('create', 'process') and c.sent_at > g.closed_at and c.sent_at < coalesce(g.opened_at, 'infinity')
  order by c.id`;

type SentThrough = Readonly<{
  id: bigint;
  reference: string;
  step: string;
  sentAt: Date;
  cause: string;
  closedAt: Date;
  openedAt: Date | null;
}>;

export const noSendThroughClosedGate: Claim = {
  says: 'nothing is sent while a gate is closed, but a probe of the account',
  async breaches({ db }) {
    const sent = await db.query<SentThrough>(sql);
    return sent.map(({ id, reference, step, sentAt, cause, closedAt, openedAt }): Breach => {
      const closed = `from ${closedAt.toISOString()} to ${openedAt?.toISOString() ?? 'the end'}`;
      return { reference, what: `${step} ${id} was sent at ${sentAt.toISOString()}, while "${cause}" was closed, ${closed}` };
    });
  },
};

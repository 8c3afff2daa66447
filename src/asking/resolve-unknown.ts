import type { FinalOutcome } from '../domain/outcome';
import { contradicts, type GatewaySays, type Resolution, type ResolveDecline } from '../domain/resolution';
import { wasAsked } from '../store/audit';
import type { Database } from '../store/database';
import { resolvableRow } from '../store/resolve/resolvable-row';
import { resolveRow } from '../store/resolve/resolve-row';
import { askRow, type RowAsking } from './ask-row';

export type ResolveAsking = RowAsking & Readonly<{ db: Database; accountId: bigint; deadlineMs: number }>;

export type ResolveOrder = Readonly<{
  batchId: string;
  line: number;
  as: Resolution;
  actor: string;
  why: string;
  requestId: string;
  /** Asked where the gateway contradicts: does the person stand by it? */
  standsBy: (says: GatewaySays) => Promise<boolean>;
}>;

export type Resolved =
  | Readonly<{ kind: 'resolved'; says: GatewaySays }>
  | Readonly<{ kind: 'already' }>
  /** The gateway told the end, which is written: nobody has to say anything any more. */
  | Readonly<{ kind: 'ended'; outcome: FinalOutcome }>
  /** Nothing is changed: the gateway says otherwise, and nobody stands by it. */
  | Readonly<{ kind: 'contradicted'; says: GatewaySays }>
  | Readonly<{ kind: 'declined'; reason: ResolveDecline }>;

/**
 * Lets a person settle an unknown row, after the gateway has been asked once more. `undefined`: this account has no such row.
 * What may still be paid does not hang on it.
 */
export async function resolveUnknown(asking: ResolveAsking, order: ResolveOrder): Promise<Resolved | undefined> {
  const { db, accountId, deadlineMs } = asking;
  const { standsBy, ...request } = order;
  const { batchId, line, requestId } = order;
  // Done before, by an attempt whose answer was lost: the row may have ended since, and would be declined for that.
  if (await wasAsked(db, requestId)) return { kind: 'already' };
  const row = await resolvableRow(db, accountId, { batchId, line, deadlineMs });
  if (row === undefined) return undefined;
  if (row.decline !== undefined) return { kind: 'declined', reason: row.decline };
  const says = await askRow(asking, { batchId, line });
  if (says === undefined) return { kind: 'declined', reason: 'ended' };
  if (says.kind === 'ended') return says;
  if (contradicts(order.as, says) && !(await standsBy(says))) return { kind: 'contradicted', says };
  const result = await resolveRow(db, accountId, { ...request, says, deadlineMs });
  return result?.kind === 'resolved' ? { ...result, says } : result;
}

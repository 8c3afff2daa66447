import { limits } from '../domain/limits';
import { knownStatus } from '../domain/status';
import { differencesOf } from '../gateway/match-invoice';
import type { Invoice } from '../gateway/payout-gateway';
import { mayHaveCreated } from '../protocol/decide-create';
import { type RowFacts, sendsOf } from '../protocol/row-facts';
import type { BegunRead } from '../store/journal/begin-read';
import type { RowChange } from '../store/journal/complete-call';

/** `fields`: the row's own; `undefined`: they do not open. */
type Looked = Readonly<{
  read: BegunRead;
  fields: Readonly<Record<string, string>> | undefined;
  testMode: boolean;
  facts: RowFacts | undefined;
}>;

/** `adopted`: it is this very payout; `doubtful`: nobody knows, it may be ours; `taken`: it is another one's. */
export type Found = Readonly<{ kind: 'adopted' | 'doubtful' | 'taken'; change: RowChange }>;

/** The gateway's clock and ours may differ: only what is clearly older than the first send was there before the batch. */
const isOlder = (createdAt: Date, firstSentAtMs: number): boolean => createdAt.getTime() < firstSentAtMs - limits.gatewayClockSkewMaxMs;

/** What an invoice that holds the row's reference means for the row: it is adopted if it is this very payout. */
export function changeByFound(invoice: Invoice, { read, fields, testMode, facts }: Looked): Found {
  // Nobody can say whose it is, and the read counts all the same: a row must not wait for a key that is lost.
  if (fields === undefined) return { kind: 'doubtful', change: { problem: 'details_not_opened', problemDetail: '' } };
  const differences = differencesOf(invoice, { ...read, testMode, fields });
  const gatewayStatus = knownStatus(invoice.status);
  const creates = facts === undefined ? [] : [...(facts.earlierCreates ?? []), ...sendsOf(facts, 'create')];
  if (differences.length === 0) {
    const state = gatewayStatus === 'created' ? 'created' : 'settling';
    const firstSentAtMs = creates[0]?.sentAtMs;
    const older = invoice.createdAt !== undefined && firstSentAtMs !== undefined && isOlder(invoice.createdAt, firstSentAtMs);
    // What earlier answers made doubtful is cleared: this is the payout.
    const problem = older
      ? { problem: 'paid_before_batch', problemDetail: `${invoice.id}, ${invoice.createdAt?.toISOString()}` }
      : { problem: '', problemField: '', problemDetail: '' };
    return { kind: 'adopted', change: { state, invoiceId: invoice.id, gatewayStatus, ...problem } };
  }
  // One of this row's own creates may have worked: then the invoice may be ours, changed or shown otherwise. Or its amount is not told,
  // and it may be this very payout. Nobody knows: watch.
  if (creates.some(mayHaveCreated) || invoice.amountMinor === undefined) {
    return { kind: 'doubtful', change: { problem: 'invoice_differs', problemDetail: differences.join(', ') } };
  }
  const problemDetail = `${invoice.id} differs in ${differences.join(', ')}`;
  return { kind: 'taken', change: { state: 'closed', outcome: 'rejected', problem: 'reference_taken', problemDetail } };
}

import { readPayoutRows } from '../check/read-payout-rows';
import type { PayoutRow } from '../domain/payout';
import { sumByCurrency } from '../domain/sum-by-currency';
import type { BatchChange } from '../store/payrolls/compare-batches';

/** A row of a roster as it is compared. `details` is for comparing alone: it holds the recipient. */
type Entry = Readonly<{ currency: string; amountMinor: bigint; details: string }>;

/** A person whom a new roster changes. No `before`: added; no `after`: removed. `isElsewhere`: who is paid, or how, is another. */
export type PersonChange = Readonly<{ reference: string; before?: Money; after?: Money; isElsewhere?: true }>;

type Money = Readonly<{ currency: string; amountMinor: bigint }>;

/** How a roster differs from the one before: people by their lasting keys. Sums are minor units. */
export type RosterChange = BatchChange &
  Readonly<{
    /** People who are paid in another way or to another account, with another amount or the same: what a thief would change. */
    detailsChanged: number;
    people: readonly PersonChange[];
  }>;

/** Compares two checked rosters, given as their bytes. */
export async function compareRosters(before: Buffer, after: Buffer): Promise<RosterChange> {
  const [old, now] = [await entriesOf(before), await entriesOf(after)];
  const people: PersonChange[] = [];
  let [added, removed, changed, detailsChanged] = [0, 0, 0, 0];
  for (const [reference, entry] of now) {
    const was = old.get(reference);
    const isSameMoney = was?.currency === entry.currency && was.amountMinor === entry.amountMinor;
    const isElsewhere = was !== undefined && was.details !== entry.details;
    if (isSameMoney && !isElsewhere) continue;
    if (was === undefined) added += 1;
    else if (!isSameMoney) changed += 1;
    if (isElsewhere) detailsChanged += 1;
    people.push({ reference, ...(was && { before: moneyOf(was) }), after: moneyOf(entry), ...(isElsewhere && { isElsewhere }) });
  }
  for (const [reference, entry] of old) {
    if (now.has(reference)) continue;
    removed += 1;
    people.push({ reference, before: moneyOf(entry) });
  }
  return { before: old.size, after: now.size, added, removed, changed, totals: totalsOf(old, now), detailsChanged, people };
}

const moneyOf = ({ currency, amountMinor }: Entry): Money => ({ currency, amountMinor });

async function entriesOf(bytes: Buffer): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const reads of readPayoutRows([bytes], { isRoster: true })) {
    for (const read of reads) {
      if (read.kind === 'row' && read.row.fileReference !== undefined) entries.set(read.row.fileReference, entryOf(read.row));
    }
  }
  return entries;
}

function entryOf({ service, currency, amountMinor, details }: PayoutRow): Entry {
  // Texts beside a payment name the month, and change with it; nobody is paid by them.
  const { description: _, metadata: __, customer, ...lasting } = details;
  const { metadata: ___, ...person } = customer ?? {};
  return { currency, amountMinor, details: sortedText({ service, person, ...lasting }) };
}

/** JSON with its keys in order: a column that has moved changes nobody. */
const sortedText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );

function totalsOf(old: ReadonlyMap<string, Entry>, now: ReadonlyMap<string, Entry>): RosterChange['totals'] {
  const [before, after] = [sumByCurrency(old.values()), sumByCurrency(now.values())];
  const currencies = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return currencies.map((currency) => ({ currency, beforeMinor: before[currency] ?? 0n, afterMinor: after[currency] ?? 0n }));
}

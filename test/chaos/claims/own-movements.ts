import type { Movement } from '../../../src/sandbox/movement';
import type { Evidence } from '../evidence';
import { rootOf } from './root-of';

/** The books without what moved for invoices that somebody else made, unless Payrun has taken one for a row's own. */
export function ownMovements({ files, movements, foreignInvoices }: Evidence): readonly Movement[] {
  const adopted = new Set(files.flatMap(({ report }) => report.map(({ invoice_id }) => invoice_id)));
  const theirs = new Set(foreignInvoices.filter((id) => !adopted.has(id)));
  return movements.filter(({ invoiceId }) => !theirs.has(invoiceId));
}

export type MovedMoney = Readonly<{ out: readonly Movement[]; back: readonly Movement[]; netMinor: bigint }>;

const noMoney: MovedMoney = { out: [], back: [], netMinor: 0n };

export type Money = Readonly<{ of(reference: string): MovedMoney }>;

/** What moved for each row, by its first reference: over all its attempts. */
export function moneyByReference(evidence: Evidence): Money {
  const byReference = new Map<string, MovedMoney>();
  for (const movement of ownMovements(evidence)) {
    const { out, back, netMinor } = byReference.get(rootOf(movement.referenceId)) ?? noMoney;
    const amountMinor = BigInt(movement.amountMinor);
    byReference.set(
      rootOf(movement.referenceId),
      movement.direction === 'out'
        ? { out: [...out, movement], back, netMinor: netMinor + amountMinor }
        : { out, back: [...back, movement], netMinor: netMinor - amountMinor },
    );
  }
  return { of: (reference) => byReference.get(reference) ?? noMoney };
}

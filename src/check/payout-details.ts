import type { PayoutDetails } from '../domain/payout';

type Draft = { [key: string]: string | boolean | Draft };

/** Columns of the row itself; all others are details. */
const rowColumns: ReadonlySet<string> = new Set(['reference_id', 'service', 'currency', 'amount']);

/**
 * Nests the cells of a checked row by the dots of their columns: `customer.address.city`, `context.card.exp_month`. The dots of a
 * column's name are what the header was checked for, so that the result has the shape of `PayoutDetails`.
 */
export function payoutDetails(cells: ReadonlyMap<string, string>): PayoutDetails {
  const details: Draft = { fields: {} };
  for (const [column, text] of cells) {
    if (rowColumns.has(column)) continue;
    const value = column.startsWith('options.') ? text.toLowerCase() === 'true' : text;
    place(details, column.split('.'), value);
  }
  return details as PayoutDetails;
}

function place(details: Draft, path: readonly string[], value: string | boolean): void {
  let branch = details;
  for (const key of path.slice(0, -1)) {
    // An own key only: `context.toString.x` must not find what every object has.
    const next = Object.hasOwn(branch, key) ? (branch[key] ?? {}) : {};
    // Texts in the way of a path are refused with the header.
    if (typeof next !== 'object') return;
    branch[key] = next;
    branch = next;
  }
  const last = path.at(-1);
  if (last !== undefined) branch[last] = value;
}

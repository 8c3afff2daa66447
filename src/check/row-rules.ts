import { limits } from '../domain/limits';
import { referenceProblem } from '../domain/reference';
import type { CellProblem } from './cell-rule';

/** A problem that several cells make together, told at the column where it is mended. */
export type RowProblem = CellProblem & Readonly<{ column: string }>;

type Cells = ReadonlyMap<string, string>;

/** The rules that look at more than one cell of a row, apart from the amount. */
export function rowProblems(cells: Cells, period: string | undefined): readonly RowProblem[] {
  return [
    ...referenceProblems(cells, period),
    ...customerProblems(cells),
    ...metadataProblems(cells, 'metadata.'),
    ...metadataProblems(cells, 'customer.metadata.'),
  ];
}

function referenceProblems(cells: Cells, period: string | undefined): readonly RowProblem[] {
  const reference = cells.get('reference_id');
  if (reference === undefined) return [];
  const problem = referenceProblem(reference, period);
  if (problem !== undefined) return [{ ...problem, column: 'reference_id' }];
  const characters = comparable(reference);
  for (const [column, text] of cells) {
    if (!/^(?:fields\.|customer\.(?:phone|individual_tax_id)$)/.test(column)) continue;
    const value = comparable(text);
    // Short numbers are in many keys by chance.
    if (value.replace(/[^0-9]/g, '').length < 5 || !characters.includes(value)) continue;
    const expected = `a key that does not repeat ${column}`;
    return [{ column: 'reference_id', code: 'reference_personal', expected, fix: 'Use a number of your own, such as emp-0042.' }];
  }
  return [];
}

const comparable = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();

/** payouts.txt: `customer.reference_id` is required wherever there is a customer. */
function customerProblems(cells: Cells): readonly RowProblem[] {
  if (cells.has('customer.reference_id')) return [];
  const column = [...cells.keys()].find((name) => name.startsWith('customer.'));
  if (column === undefined) return [];
  const expected = `your own key of the customer, since ${column} is filled`;
  const fix = 'Fill customer.reference_id, or empty all customer columns.';
  return [{ column: 'customer.reference_id', code: 'customer_reference_missing', expected, got: 'nothing', fix }];
}

function metadataProblems(cells: Cells, prefix: string): readonly RowProblem[] {
  const keys = [...cells.keys()].filter((column) => column.startsWith(prefix));
  const [column] = keys;
  if (column === undefined || keys.length <= limits.metadataKeysMax) return [];
  const expected = `at most ${limits.metadataKeysMax} filled ${prefix}* columns`;
  return [{ column, code: 'metadata_keys', expected, got: `${keys.length}`, fix: 'Leave the others empty.' }];
}

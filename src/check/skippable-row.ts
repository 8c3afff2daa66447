import { maskRecipient } from '../domain/mask-recipient';
import { parseAmount } from '../domain/parse-amount';
import type { PayoutRow } from '../domain/payout';
import type { RowIssue } from '../domain/row-issue';
import type { SkippedRow } from '../store/skipped-row';
import { shownValue } from './shown-value';

const fieldsPrefix = 'fields.';

function problemOf(issue: RowIssue): Pick<SkippedRow, 'problem' | 'problemField' | 'problemDetail'> {
  return { problem: issue.code, problemField: issue.column, problemDetail: `expected ${issue.expected}, got ${issue.got}` };
}

/** A service's code as far as it may be shown: where columns have slipped, an account stands in its cell. */
const shownService = (text: string): string => (shownValue('service', text) === text ? text : '');

/**
 * What a report can say of a row that its own cells keep from being paid; undefined if its currency or amount cannot be read, since no
 * report that lacks an amount adds up to the file. A cell that is wrong is not kept: an account or a name may stand there.
 */
export function skippableRecord(line: number, cells: ReadonlyMap<string, string>, issues: readonly RowIssue[]): SkippedRow | undefined {
  const [first] = issues;
  const currency = cells.get('currency') ?? '';
  const amount = parseAmount(cells.get('amount') ?? '', currency);
  if (first === undefined || !amount.ok) return undefined;
  const isRight = (column: string) => issues.every((issue) => issue.column !== column || issue.code === 'reference_repeated');
  const fields = [...cells].filter(([column]) => column.startsWith(fieldsPrefix));
  const fileReference = cells.get('reference_id');
  return {
    line,
    ...(fileReference !== undefined && isRight('reference_id') ? { fileReference } : {}),
    service: isRight('service') ? shownService(cells.get('service') ?? '') : '',
    currency,
    amountMinor: amount.amountMinor,
    recipient: maskRecipient(Object.fromEntries(fields.map(([column, text]) => [column.slice(fieldsPrefix.length), text]))),
    ...problemOf(first),
  };
}

/** What a report can say of a row that only the gateway's rules keep from being paid. */
export function skippableRow({ details, ...row }: PayoutRow, first: RowIssue): SkippedRow {
  return { ...row, service: shownService(row.service), recipient: maskRecipient(details.fields), ...problemOf(first) };
}

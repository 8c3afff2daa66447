import { formatAmount } from '../domain/format-amount';
import { limits } from '../domain/limits';
import type { AwaitedApproval } from '../store/approvals/awaited-approval';
import type { Batch } from '../store/batch';
import { policyWords } from '../store/policy-words';
import { countOf } from './count-of';
import { groupThousands } from './group-thousands';
import { jsonTotals } from './json-totals';
import { renderTable } from './render-table';
import { rowsAndTotals } from './rows-and-totals';
import type { Screen } from './screen';
import { shownTime } from './shown-time';

/** What somebody who approves a batch says yes to, for people: recipients are masked. `change`: against a payroll's period before. */
export function renderAwaited(
  { errRedraws, errPaint }: Pick<Screen, 'errRedraws' | 'errPaint'>,
  batch: Batch,
  awaited: AwaitedApproval,
  change?: string,
): string {
  const { rows, totals, largest, repeated, paidElsewhereRows, leftOut, contentHash, expiresAt } = awaited;
  const warning = errPaint.yellow('!');
  const columns = [
    { heading: 'LINE', align: 'right' },
    { heading: 'SERVICE' },
    { heading: 'CURRENCY' },
    { heading: 'AMOUNT', align: 'right' },
    { heading: 'RECIPIENT' },
  ] as const;
  const cells = largest.map(({ line, service, currency, amountMinor, recipient }) => {
    const amount = formatAmount(amountMinor, currency);
    return [String(line), service, currency, errRedraws ? groupThousands(amount) : amount, recipient];
  });
  const period = batch.period === '' ? '' : `, period ${batch.period}`;
  return [
    `${errPaint.bold(batch.id)} waits for approval until ${shownTime(expiresAt)}`,
    `${batch.fileName}${period}: submitted by ${batch.submittedBy} on ${shownTime(batch.claimedAt ?? batch.storedAt)}`,
    `To be paid: ${rowsAndTotals({ rowCount: rows, totals })}`,
    ...(change === undefined ? [] : [`${warning} Of a payroll: ${change}`]),
    `Chosen: ${policyWords(batch.policy)}`,
    ...leftOut.map((left) => `Left out: ${countOf(left.rows, 'row')} (${left.problem})`),
    ...(repeated.rows > 0
      ? [
          `${warning} ${countOf(repeated.rows, 'row')} of the same recipient and amount as an earlier row: line ${repeated.lines.join(', ')}`,
        ]
      : []),
    ...(paidElsewhereRows > 0
      ? [`${warning} ${countOf(paidElsewhereRows, 'row')} that another batch has paid, or may still pay: paid again`]
      : []),
    `Content hash: ${contentHash}`,
    '',
    rows > largest.length ? `The largest, ${limits.approvalLargestShown} of each currency at most:` : 'The rows:',
    renderTable(columns, cells, errRedraws),
  ].join('\n');
}

/** The same as JSON, for `approve` and `status`. */
export function awaitedDocument(awaited: AwaitedApproval): Readonly<Record<string, unknown>> {
  const { approval, contentHash, rows, totals, largest, repeated, paidElsewhereRows, leftOut, expiresAt } = awaited;
  return {
    approval,
    contentHash,
    rows,
    totals: jsonTotals(totals),
    largest: largest.map(({ amountMinor, currency, ...each }) => ({ ...each, currency, amount: formatAmount(amountMinor, currency) })),
    repeated,
    paidElsewhereRows,
    leftOut,
    expiresAt,
  };
}

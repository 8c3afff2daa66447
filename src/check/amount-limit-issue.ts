import { formatAmount } from '../domain/format-amount';
import type { PayoutRow } from '../domain/payout';
import type { RowIssue } from '../domain/row-issue';
import type { LiveService } from './live-rules';

/** A row's amount outside of what the service pays at once. */
export function amountLimitIssue(row: PayoutRow, service: LiveService): RowIssue | undefined {
  const shown = (minor: bigint) => `${formatAmount(minor, row.currency)} ${row.currency}`;
  const issue = (code: string, expected: string, fix: string): RowIssue => ({
    code,
    line: row.line,
    column: 'amount',
    expected,
    got: shown(row.amountMinor),
    fix,
  });
  const least = service.amountMinMinor === undefined ? undefined : BigInt(service.amountMinMinor);
  const most = service.amountMaxMinor === undefined ? undefined : BigInt(service.amountMaxMinor);
  if (least !== undefined && row.amountMinor < least) {
    return issue('amount_below_min', `at least ${shown(least)}`, 'Pay it by another service, or together with another payout.');
  }
  if (most !== undefined && row.amountMinor > most) {
    return issue('amount_above_max', `at most ${shown(most)}`, 'Pay it in several rows, or by another service.');
  }
  return undefined;
}

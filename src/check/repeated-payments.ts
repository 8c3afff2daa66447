import { paymentText } from '../domain/payment-text';
import type { PayoutRow } from '../domain/payout';
import type { FileWarning } from './file-warning';
import { FirstLines } from './first-lines';

/**
 * Finds rows of one file that pay the same recipient the same amount by the same service. Two such rows may be meant, as when somebody
 * gets the same bonus twice, so they are only warned of. Keeps 64 bits of a hash of each payment, and nothing of a recipient.
 */
export class RepeatedPayments {
  readonly #payments = new FirstLines();

  add(row: PayoutRow): readonly FileWarning[] {
    const firstLine = this.#payments.add(paymentText(row), row.line);
    if (firstLine === undefined) return [];
    const got = `the service, currency, amount and fields of line ${firstLine}`;
    const fix = 'Delete one of the two, unless this recipient is to be paid twice.';
    return [{ code: 'payment_repeated', line: row.line, expected: 'each payment once', got, fix }];
  }
}

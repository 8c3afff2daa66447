import type { PayoutRow } from '../../src/domain/payout';

/** Rows of the test service, USD 10.00 and a cent more each, that end as `endings` say; `undefined` ends paid. */
export const testRows = (endings: readonly (string | undefined)[]): readonly PayoutRow[] =>
  endings.map((ending, index) => ({
    line: index + 2,
    fileReference: `emp-${index}`,
    service: 'test_usd',
    currency: 'USD',
    amountMinor: 1_000n + BigInt(index),
    details: { fields: { account: `50${index}`, ...(ending !== undefined && { test_details_payout_status: ending }) } },
  }));

export const paidRows = (rows: number): readonly PayoutRow[] => testRows(Array.from({ length: rows }, () => undefined));

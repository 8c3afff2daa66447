import { judgeInvoice } from '../../src/protocol/judge-invoice';

const seen = (status: string, processedAmountMinor?: bigint) => judgeInvoice({ status, processedAmountMinor, amountMinor: 1_000n });

test('a payout that went through with a part of its amount is partly paid', () => {
  expect(seen('processed', 400n)).toMatchObject({ kind: 'closed', outcome: 'partially_paid', amountPaidMinor: 400n });
});

test('a payout that went through without telling its amount is paid in full', () => {
  expect(seen('processed')).toMatchObject({ kind: 'closed', outcome: 'paid', amountPaidMinor: 1_000n });
});

test('a payout that went through and paid nothing, as it says, stays open: nobody is told to pay it again', () => {
  expect(seen('processed', 0n)).toEqual({ kind: 'open', problem: 'amount_paid_not_told' });
});

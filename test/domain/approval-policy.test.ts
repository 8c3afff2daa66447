import fc from 'fast-check';
import { approvals, approvalWanted, stricterApproval } from '../../src/domain/approval-policy';

const ceilings = [{ currency: 'USD', amountMinor: 1_000_00n }];

test('a batch within every ceiling wants no approval, one minor unit more wants it', () => {
  expect(approvalWanted({ approval: 'two', ceilings }, { USD: 1_000_00n })).toBe('none');
  expect(approvalWanted({ approval: 'two', ceilings }, { USD: 1_000_01n })).toBe('two');
});

test('a currency without a ceiling wants approval, whatever its sum', () => {
  expect(approvalWanted({ approval: 'one', ceilings }, { USD: 1n, JPY: 1n })).toBe('one');
  expect(approvalWanted({ approval: 'one', ceilings: [] }, { USD: 1n })).toBe('one');
});

test('of two wishes the one that asks for more holds', () => {
  const approval = fc.constantFrom(...approvals);
  fc.assert(
    fc.property(approval, approval, (one, other) => {
      const stricter = stricterApproval(one, other);
      expect(approvals.indexOf(stricter)).toBe(Math.max(approvals.indexOf(one), approvals.indexOf(other)));
    }),
  );
});

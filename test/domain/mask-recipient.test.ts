import fc from 'fast-check';
import { maskRecipient } from '../../src/domain/mask-recipient';

test.each([
  [{ card_number: '5123817234060000' }, '****0000'],
  [{ iban: 'KW81 CBKU 0000 0000 0000 1234 5601 01' }, '****0101'],
  [{ recipient_name: 'Ann Example', account_number: '001234345678' }, '****5678'],
  [{ account: '587964', test_details_payout_status: 'canceled' }, '****64'],
  [{ account: '422' }, '****2'],
  [{ account: '42' }, '****'],
  [{ account: 'ann.example1@example.com' }, '****'],
  [{ account_name: 'Ann Example' }, '****'],
  [{}, '****'],
])('%j is shown as %s', (fields, shown) => {
  expect(maskRecipient(fields)).toBe(shown);
});

test('at most 4 characters and a third of any account are shown', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (account) => {
      const shown = maskRecipient({ account }).slice('****'.length);
      expect(shown.length).toBeLessThanOrEqual(Math.min(4, account.length / 3));
    }),
  );
});

/** A card payout as the documents' sample sends it. */
export const cardPayout = (referenceId: string) => ({
  service: 'card',
  currency: 'USD',
  amount: 10,
  reference_id: referenceId,
  test_mode: true,
  fields: { card_number: '5123817234060000' },
});

/** A payout of the test service, whose fields steer its end. */
export const testPayout = (referenceId: string, fields: Readonly<Record<string, unknown>> = {}) => ({
  service: 'test_usd',
  currency: 'USD',
  amount: 10.25,
  reference_id: referenceId,
  test_mode: true,
  fields: { account: '587964', ...fields },
});

/** The private API's document of one payout invoice, as payouts.txt shows it, with the attributes that a test cares about. */
export function invoiceDocument(attributes: Readonly<Record<string, unknown>> = {}, id = 'cpoi_VdHYVxq4RsLEebAQ') {
  return {
    type: 'payout-invoices',
    id,
    attributes: {
      serial_number: 'VdHYVxq4RsLEebAQ',
      status: 'created',
      resolution: 'ok',
      amount: 10.5,
      payout_amount: 10.5,
      currency: 'USD',
      service_currency: 'USD',
      reference_id: 'emp-1',
      test_mode: true,
      description: null,
      processed: null,
      processed_amount: null,
      metadata: [],
      created: 1_597_835_735,
      fields: { card_number: '512381******0000' },
      callback_logs: [],
      ...attributes,
    },
    relationships: { 'payout-service': { data: { type: 'payout-services', id: 'card' } }, customer: { data: null } },
  };
}

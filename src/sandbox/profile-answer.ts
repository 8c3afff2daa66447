import type { GatewayAnswer } from './gateway-answer';

/** GET /account/profile (README, section 8). */
export function profileAnswer(accountId: string, keepsBalances: boolean): GatewayAnswer {
  const attributes = {
    status: 'active',
    name: 'Sandbox',
    icon: 'https://static.example/default.svg',
    website: 'https://sandbox.example',
    payment_fee_shift_out: false,
    hp_domain: null,
    ledger_scheme: keepsBalances ? 'single' : 'none',
    api_ip_white_list: [],
    created: 1_597_835_735,
    updated: 1_597_835_735,
    report: [],
    time_zone: 'UTC',
  };
  return { status: 200, body: { data: { type: 'account', id: accountId, attributes } } };
}

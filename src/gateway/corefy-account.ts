import type { AccountGateway } from './account-gateway';
import type { GatewaySettings } from './gateway-settings';
import { createHttpClient } from './http-client';
import { toAccountBalances } from './shapes/to-account-balances';
import { toAccountProfile } from './shapes/to-account-profile';
import { bodyOrUnreadable, toAnswer } from './to-answer';

/** What the account says about itself, over the private API (GET `/account/profile`, `/account/balances`). */
export function createCorefyAccount(settings: GatewaySettings): AccountGateway & { close(): void } {
  const http = createHttpClient({ ...settings, credentials: { user: settings.accountId, password: settings.apiKey } });
  return {
    async readProfile(signal) {
      const reply = await http.send({ method: 'GET', path: '/account/profile' }, signal);
      return toAnswer(reply, { readBody: (json) => bodyOrUnreadable(toAccountProfile(json)), notFoundIsAbsent: false });
    },
    async readBalances(signal) {
      const reply = await http.send({ method: 'GET', path: '/account/balances' }, signal);
      return toAnswer(reply, { readBody: (json) => bodyOrUnreadable(toAccountBalances(json)), notFoundIsAbsent: false });
    },
    close: http.close,
  };
}

import { sandboxAccount } from '../sandbox/sandbox-account';
import type { Settings } from '../settings/settings';
import type { AccountIdentity } from '../store/accounts';

/** Whose batches these settings pay. The sandbox is one account, whatever its port. */
export function accountOf({ gateway, mode }: Pick<Settings, 'gateway' | 'mode'>): AccountIdentity {
  if (gateway.kind === 'sandbox') return { address: 'sandbox', account: sandboxAccount.id, mode: 'test' };
  return { address: gateway.baseUrl, account: gateway.accountId, mode };
}

import type { GatewaySettings } from '../gateway/gateway-settings';
import { sandboxAccount } from '../sandbox/sandbox-account';
import type { Settings } from '../settings/settings';

type Needed = Pick<Settings, 'gateway' | 'mode' | 'gatewayTimeoutMs'>;

/** How the gateway of these settings is spoken to; undefined when it is the sandbox and none runs. */
export function gatewaySettingsOf(
  { gateway, mode, gatewayTimeoutMs }: Needed,
  sandboxUrl: string | undefined,
): GatewaySettings | undefined {
  if (gateway.kind === 'named') {
    return {
      baseUrl: gateway.baseUrl,
      publicUrl: gateway.publicUrl,
      accountId: gateway.accountId,
      apiKey: gateway.apiKey.reveal(),
      publicKey: gateway.publicKey.reveal(),
      mode,
      requestTimeoutMs: gatewayTimeoutMs,
    };
  }
  if (sandboxUrl === undefined) return undefined;
  const { id: accountId, apiKey, publicKey } = sandboxAccount;
  return { baseUrl: sandboxUrl, accountId, apiKey, publicKey, mode: 'test', requestTimeoutMs: gatewayTimeoutMs };
}

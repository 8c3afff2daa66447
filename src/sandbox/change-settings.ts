import type { GatewayDesk } from './gateway-desk';
import type { SandboxSettings } from './sandbox-settings';

/** Changes some settings of a running sandbox; what is under way already keeps its times. */
export function changeSettings({ state, trouble }: GatewayDesk, settings: Partial<SandboxSettings>): void {
  state.settings = { ...state.settings, ...settings };
  trouble.setRateLimit(state.settings.rateLimit, Date.now());
}

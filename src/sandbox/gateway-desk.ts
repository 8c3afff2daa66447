import type { Access } from './access';
import type { RequestLog } from './request-log';
import type { SandboxState } from './sandbox-state';
import type { Trouble } from './trouble';

/** Everything that answering a request takes. */
export type GatewayDesk = Readonly<{
  state: SandboxState;
  access: Access;
  trouble: Trouble;
  log: RequestLog;
  /** What an echo repeats, by reference: in memory only, and only of creates that came while a fault with an echo was set. */
  echoes: Map<string, readonly string[]>;
  /** Effects that come after their answer; stopped with the sandbox. */
  lateEffects: Set<NodeJS.Timeout>;
}>;

import type { ReadStep } from '../../src/domain/step';
import type { AccountNews } from '../../src/store/gates/note-send-answer';
import type { SendIntent } from '../../src/store/journal/begin-send';
import type { CompletedCall, ReadFence } from '../../src/store/journal/complete-call';
import type { GatewayRequest } from './gateway-model';

/** Everything that an activity can ask of the world: where it can be interrupted, before and after. */
export type Ask =
  | Readonly<{ of: 'gateway'; request: GatewayRequest }>
  | Readonly<{ of: 'facts' }>
  | Readonly<{ of: 'beginSend'; intent: SendIntent; probe: boolean }>
  | Readonly<{ of: 'beginRead'; step: ReadStep }>
  | Readonly<{ of: 'complete'; call: CompletedCall; fence: ReadFence | undefined }>
  | Readonly<{ of: 'closeNeverCreated'; newestSend: bigint | undefined }>
  | Readonly<{ of: 'takeProbe' }>
  | Readonly<{ of: 'noteSendAnswer'; news: AccountNews; probe: boolean }>;

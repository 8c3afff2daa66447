import type { GatewayAnswer } from './gateway-answer';
import type { WireAnswer } from './wire-answer';

/** The gateway's answer as it is, in JSON. */
export function plainAnswer({ status, body, headers = {} }: GatewayAnswer): Extract<WireAnswer, { status: number }> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return { kind: 'send', status, text, contentType: 'application/json', headers };
}

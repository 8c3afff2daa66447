import { connectTimeoutCode } from './connection-agents';

/** Why no answer came, for people who look for the fault. A decision never asks: each of them leaves a send open. */
export type NoAnswerReason =
  | 'timed_out'
  | 'aborted'
  | 'connect_timed_out'
  | 'refused'
  | 'unknown_host'
  | 'unreachable'
  | 'reset'
  | 'tls'
  | 'too_large'
  | 'broken_answer';

const reasons: Readonly<Record<string, NoAnswerReason>> = {
  [connectTimeoutCode]: 'connect_timed_out',
  ETIMEDOUT: 'connect_timed_out',
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unknown_host',
  EAI_AGAIN: 'unknown_host',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
};

const tlsCode = /^(CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/;

/** Reads the error's code alone: its message, config, request and cause hold the key, the address and the payee. */
export function noAnswerReason(error: unknown): NoAnswerReason {
  if (typeof error !== 'object' || error === null) return 'broken_answer';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (tlsCode.test(code)) return 'tls';
  if (code === 'ERR_BAD_RESPONSE' && 'message' in error && /maxContentLength/.test(String(error.message))) return 'too_large';
  return reasons[code] ?? 'broken_answer';
}

import { assertNever } from '../domain/assert-never';
import type { AnswerKind } from '../gateway/payout-gateway';
import type { LiveTrouble } from './live-rules';

/** Why an answer teaches no rules; never asked about one that is `ok`. */
export function liveTrouble(kind: Exclude<AnswerKind, 'ok'>): LiveTrouble {
  switch (kind) {
    case 'unauthorized':
    case 'forbidden':
      return 'unauthorized';
    case 'limited':
      return 'limited';
    case 'bad_request':
    case 'conflict':
    case 'unprocessable':
      return 'refused';
    case 'absent':
    case 'not_found':
    case 'method_not_allowed':
    case 'server_error':
    case 'no_answer':
    case 'unreadable':
      return 'unreachable';
    default:
      return assertNever(kind);
  }
}

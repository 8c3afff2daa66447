import type { LiveFailure } from '../check/check-file-whole';
import { assertNever } from '../domain/assert-never';

/** Why the gateway's rules could not be learnt, and what helps. */
export function liveFailureWords({ reason, asked, httpStatus }: LiveFailure): Readonly<{ why: string; hint: string }> {
  const answer = httpStatus === undefined ? 'it did not answer' : `it answered ${httpStatus}`;
  const question = asked === 'services' ? 'asked for its services' : 'asked what its services want';
  const doctor = 'payrun doctor tries every connection';
  switch (reason) {
    case 'no_public_key':
      return { why: 'PAYRUN_PUBLIC_KEY is not set, and it asks for it', hint: 'set PAYRUN_PUBLIC_KEY to the public key of the account' };
    case 'unauthorized': {
      const keys = asked === 'services' ? 'PAYRUN_ACCOUNT_ID and PAYRUN_API_KEY' : 'PAYRUN_PUBLIC_KEY';
      return { why: `${question}, ${answer}`, hint: `check ${keys}; ${doctor}` };
    }
    case 'limited':
      return { why: `${question}, ${answer}: too many requests`, hint: 'wait a minute and try again' };
    case 'unreachable':
      return { why: `${question}, ${answer}`, hint: `check PAYRUN_GATEWAY_URL and PAYRUN_GATEWAY_PUBLIC_URL; ${doctor}` };
    case 'refused':
      return { why: `${question}, ${answer}`, hint: doctor };
    default:
      return assertNever(reason);
  }
}

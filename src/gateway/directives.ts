import { assertNever } from '../domain/assert-never';
import type { Step, Verdict } from '../domain/step';
import type { Answer, AnswerKind } from './payout-gateway';

type Directives = Readonly<Record<AnswerKind, Verdict>>;

/**
 * POST `/payout-invoices`. From payouts.txt, "HTTP status codes", read with the more careful side where sources differ:
 * a 4xx that the documents call unsuccessful created nothing; 400, 409, 429 and 5xx leave it open until the gateway is asked.
 */
const create: Directives = {
  ok: 'done',
  absent: 'misconfigured',
  bad_request: 'ambiguous',
  unauthorized: 'misconfigured',
  forbidden: 'misconfigured',
  not_found: 'misconfigured',
  method_not_allowed: 'misconfigured',
  conflict: 'ambiguous',
  unprocessable: 'refused',
  limited: 'limited',
  server_error: 'ambiguous',
  no_answer: 'ambiguous',
  unreadable: 'ambiguous',
};

/** POST `/payout-invoices/{id}/process`. The documents' "not created" does not speak of this call: only a read decides. */
const process: Directives = {
  ok: 'done',
  absent: 'misconfigured',
  bad_request: 'ambiguous',
  unauthorized: 'misconfigured',
  forbidden: 'misconfigured',
  not_found: 'misconfigured',
  method_not_allowed: 'misconfigured',
  conflict: 'ambiguous',
  unprocessable: 'refused',
  limited: 'limited',
  server_error: 'ambiguous',
  no_answer: 'ambiguous',
  unreadable: 'ambiguous',
};

/** GET by id or by reference. Whatever brings no news says nothing about the payout: only the gateway's own "not there" is absent. */
const read: Directives = {
  ok: 'done',
  absent: 'absent',
  bad_request: 'unavailable',
  unauthorized: 'misconfigured',
  forbidden: 'misconfigured',
  not_found: 'misconfigured',
  method_not_allowed: 'misconfigured',
  conflict: 'unavailable',
  unprocessable: 'unavailable',
  limited: 'limited',
  server_error: 'unavailable',
  no_answer: 'unavailable',
  unreadable: 'unavailable',
};

function directivesOf(step: Step): Directives {
  switch (step) {
    case 'create':
      return create;
    case 'process':
      return process;
    case 'look_up':
    case 'settle':
      return read;
    default:
      return assertNever(step);
  }
}

/** What an answer says about the step that asked: the gateway's table of directives. */
export function verdictOf(step: Step, answer: Pick<Answer<unknown>, 'kind' | 'messages'>): Verdict {
  // A 422 about the key means the same as a 409: an earlier invoice may hold it, so ask before calling the row refused.
  if (step === 'create' && answer.kind === 'unprocessable' && answer.messages.some(({ field }) => /(^|[.[])reference_?id\b/i.test(field))) {
    return 'ambiguous';
  }
  return directivesOf(step)[answer.kind];
}

import type { HttpReply } from './http-client';
import type { Answer, AnswerKind, FieldMessage } from './payout-gateway';
import { fieldMessages } from './shapes/field-messages';
import { isOwnNotFound } from './shapes/own-not-found';

/** What a body of a 200 or 201 turned out to be. */
export type BodyReading<Body> = Readonly<{ kind: 'ok'; body: Body }> | Readonly<{ kind: 'absent' | 'unreadable' }>;

export type AnswerRules<Body> = Readonly<{
  readBody: (json: unknown) => BodyReading<Body>;
  /** Whether the gateway's own 404 means that what was asked for is not there; only a read of an invoice may say so. */
  notFoundIsAbsent: boolean;
}>;

const kindsByStatus: Readonly<Record<number, AnswerKind>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  422: 'unprocessable',
  429: 'limited',
};

function errorKind(
  httpStatus: number,
  json: unknown,
  messages: readonly FieldMessage[] | undefined,
  notFoundIsAbsent: boolean,
): AnswerKind {
  if (httpStatus >= 500 && httpStatus <= 599) return 'server_error';
  if (httpStatus === 404 && notFoundIsAbsent && isOwnNotFound(json)) return 'absent';
  // A decision on the payout hangs on these two, so they must be the gateway's own words and not somebody's page.
  if (httpStatus === 409 && (typeof json !== 'object' || json === null)) return 'unreadable';
  if (httpStatus === 422 && messages === undefined) return 'unreadable';
  return kindsByStatus[httpStatus] ?? 'unreadable';
}

/** One reply → one answer, by the table of payouts.txt ("HTTP status codes"); every code that it does not list is `unreadable`. */
export function toAnswer<Body>(reply: HttpReply, { readBody, notFoundIsAbsent }: AnswerRules<Body>): Answer<Body> {
  const { httpStatus, json, retryAfterMs, durationMs } = reply;
  const facts = { httpStatus, retryAfterMs, durationMs, messages: [], body: undefined };
  if (httpStatus === undefined) return { ...facts, kind: 'no_answer' };
  if (httpStatus === 200 || httpStatus === 201) return { ...facts, ...readBody(json) };
  const messages = httpStatus === 422 ? fieldMessages(json) : undefined;
  return { ...facts, kind: errorKind(httpStatus, json, messages, notFoundIsAbsent), messages: messages ?? [] };
}

/** For bodies that are either understood or not. */
export function bodyOrUnreadable<Body>(body: Body | undefined): BodyReading<Body> {
  return body === undefined ? { kind: 'unreadable' } : { kind: 'ok', body };
}

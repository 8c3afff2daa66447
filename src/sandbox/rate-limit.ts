/** More requests than this are answered 429. No documented answer tells what a 429 carries, so both parts can be left out. */
export type RateLimit = Readonly<{
  perSecond: number;
  /** Requests that may come at once after a rest; `perSecond` if absent. */
  burst?: number;
  /** Adds a `Retry-After` header. */
  retryAfterSeconds?: number;
  withoutBody?: boolean;
}>;

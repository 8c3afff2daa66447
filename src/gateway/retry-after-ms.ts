import { limits } from '../domain/limits';

/**
 * Reads a `Retry-After` header: seconds, or an HTTP date as of the answer's own `Date` (our clock if it has none).
 * Never below 0, never above `limits.retryAfterMaxMs`; what is neither is no news.
 */
export function retryAfterMs(header: unknown, answeredAt: unknown, nowMs: number): number | undefined {
  if (typeof header !== 'string') return undefined;
  const text = header.trim();
  const bounded = (waitMs: number) => Math.min(Math.max(Math.ceil(waitMs), 0), limits.retryAfterMaxMs);
  if (/^\d{1,12}(\.\d+)?$/.test(text)) return bounded(Number(text) * 1_000);
  // Only dates with a letter: Date.parse would read "-5" as a year.
  const until = /^[A-Z]/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(until)) return undefined;
  const answered = typeof answeredAt === 'string' ? Date.parse(answeredAt) : Number.NaN;
  return bounded(until - (Number.isNaN(answered) ? nowMs : answered));
}

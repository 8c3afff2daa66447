import type { RateLimit } from './rate-limit';

/** A bucket of tokens, filled evenly. */
export class RateLimiter {
  readonly #limit: RateLimit;
  #tokens: number;
  #filledMs: number;

  constructor(limit: RateLimit, nowMs: number) {
    this.#limit = limit;
    this.#tokens = limit.burst ?? limit.perSecond;
    this.#filledMs = nowMs;
  }

  /** Takes a token; false if there is none. */
  take(nowMs: number): boolean {
    const { perSecond, burst = perSecond } = this.#limit;
    this.#tokens = Math.min(burst, this.#tokens + ((nowMs - this.#filledMs) * perSecond) / 1_000);
    this.#filledMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

import type { Fault, FaultStep } from './fault';
import { FaultPicker } from './fault-picker';
import type { Outage } from './outage';
import type { RateLimit } from './rate-limit';
import { RateLimiter } from './rate-limiter';

/** Everything that can stand between a request and its true answer: an outage, then the rate limit, then the faults. */
export class Trouble {
  readonly #seed: number;
  #picker: FaultPicker;
  #limit: RateLimit | null = null;
  #limiter: RateLimiter | undefined;
  #outage: Outage | undefined;
  #outageEndMs = 0;

  constructor(faults: readonly Fault[], seed: number) {
    this.#seed = seed;
    this.#picker = new FaultPicker(faults, seed);
  }

  get faults(): readonly Fault[] {
    return this.#picker.faults;
  }

  /** The counts of `times` and `timesEach` start anew. */
  setFaults(faults: readonly Fault[]): void {
    this.#picker = new FaultPicker(faults, this.#seed);
  }

  setOutage(outage: Outage, nowMs: number): void {
    this.#outage = outage;
    this.#outageEndMs = nowMs + (outage.forMs ?? Number.POSITIVE_INFINITY);
  }

  setRateLimit(limit: RateLimit | null, nowMs: number): void {
    if (limit === this.#limit) return;
    this.#limit = limit;
    this.#limiter = limit === null ? undefined : new RateLimiter(limit, nowMs);
  }

  /** Outages and limits are told as faults too, so that one place knows how an answer is spoiled. */
  meet(step: FaultStep, reference: string | undefined, nowMs: number): Fault | undefined {
    if (this.#outage !== undefined && nowMs < this.#outageEndMs) return { on: step, answer: this.#outage.answer ?? 503 };
    if (this.#limit !== null && this.#limiter?.take(nowMs) === false) {
      const { retryAfterSeconds, withoutBody = false } = this.#limit;
      return { on: step, answer: 429, withoutBody, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
    }
    return this.#picker.pick(step, reference);
  }
}

import { limits } from '../domain/limits';

/** Rows ended a second over the last half minute, as a person sees it: a batch that waited all night is not slow now. */
export class ProgressRate {
  readonly #seen: { atMs: number; ended: number }[] = [];

  /** Notes how many rows have ended by now; returns rows a second, undefined until there is something to tell from. */
  note(ended: number, atMs: number): number | undefined {
    this.#seen.push({ atMs, ended });
    while (this.#seen.length > 2 && atMs - (this.#seen[1]?.atMs ?? atMs) >= limits.progressRateWindowMs) this.#seen.shift();
    const first = this.#seen[0];
    if (first === undefined || atMs - first.atMs < limits.progressRateLeastMs || ended <= first.ended) return undefined;
    return ((ended - first.ended) * 1_000) / (atMs - first.atMs);
  }
}

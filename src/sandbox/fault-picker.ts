import { draw } from './draw';
import type { Fault, FaultStep } from './fault';

type Counts = { total: number; readonly each: Map<string, number>; readonly draws: Map<string, number> };

/** Decides which fault, if any, meets a request, and keeps the counts that `times`, `timesEach` and `share` go by. */
export class FaultPicker {
  readonly #faults: readonly (readonly [Fault, Counts])[];

  constructor(
    readonly faults: readonly Fault[],
    readonly seed: number,
  ) {
    this.#faults = faults.map((fault) => [fault, { total: 0, each: new Map(), draws: new Map() }] as const);
  }

  pick(step: FaultStep, reference: string | undefined): Fault | undefined {
    return this.#faults.find(([fault, counts], index) => this.#meets(fault, counts, index, step, reference ?? ''))?.[0];
  }

  #meets(fault: Fault, counts: Counts, index: number, step: FaultStep, reference: string): boolean {
    const steps = typeof fault.on === 'string' ? [fault.on] : fault.on;
    if (!steps.includes(step)) return false;
    if (fault.references !== undefined && !fault.references.includes(reference)) return false;
    if (fault.share !== undefined && this.#drawn(counts, index, step, reference) >= fault.share) return false;
    if (fault.times !== undefined && counts.total >= fault.times) return false;
    const came = counts.each.get(reference) ?? 0;
    if (fault.timesEach !== undefined && came >= fault.timesEach) return false;
    counts.total += 1;
    counts.each.set(reference, came + 1);
    return true;
  }

  /** Each request of a reference draws anew: the first attempt's luck is not the second's. */
  #drawn(counts: Counts, index: number, step: FaultStep, reference: string): number {
    const key = `${step} ${reference}`;
    const drawn = counts.draws.get(key) ?? 0;
    counts.draws.set(key, drawn + 1);
    return draw(this.seed, 'fault', index, key, drawn);
  }
}

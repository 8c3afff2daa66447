import type { PayoutRow } from '../domain/payout';
import type { LiveNeed } from './live-rules';

/** Gathers from a stream of rows what the live rules must be learnt for: each pair of service and currency once, with its first row's amount. */
export class LiveNeeds {
  readonly #needs = new Map<string, LiveNeed>();

  add({ service, currency, amountMinor }: Pick<PayoutRow, 'service' | 'currency' | 'amountMinor'>): void {
    const key = `${currency} ${service}`;
    if (!this.#needs.has(key)) this.#needs.set(key, { service, currency, amountMinor });
  }

  get all(): readonly LiveNeed[] {
    return [...this.#needs.values()];
  }
}

import { amountFromNumber } from '../domain/amount-from-number';
import type { PayoutService } from './payout-service';

/** Whether an amount lies within the service's limits, both included. */
export function withinLimits(service: PayoutService, amountMinor: bigint): boolean {
  const least = amountFromNumber(service.amountMin, service.currency);
  const most = amountFromNumber(service.amountMax, service.currency);
  return least !== undefined && most !== undefined && least <= amountMinor && amountMinor <= most;
}

import { limits } from './limits';
import { wholeShare } from './share';

/** When the account's gate closes because the gateway is not available. */
export type BreakerLimits = Readonly<{
  /** Bad answers in a row. */
  inARowMax: number;
  /** Or more than this share of the sends answered in the window, in hundredths of a per cent, once there were so many. */
  share: number;
  windowMs: number;
  leastSends: number;
}>;

export const breakerDefaults: BreakerLimits = {
  inARowMax: limits.unavailableInARowMax,
  share: limits.unavailableShareMax,
  windowMs: limits.unavailableWindowMs,
  leastSends: limits.unavailableLeastSends,
};

/** Sends that were answered in a window, and how many of them by 5xx or not at all. */
export type AnsweredSends = Readonly<{ answered: number; unavailable: number }>;

/** More of the window's sends were in vain than may be. Too few sends prove nothing. */
export function isOverShare({ answered, unavailable }: AnsweredSends, { share, leastSends }: BreakerLimits): boolean {
  return answered >= leastSends && unavailable * wholeShare > answered * share;
}

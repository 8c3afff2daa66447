import type { MadeUpTime, PayCalendar, PlainDate } from '../../domain/pay-calendar';
import { nominalDates } from './pay-rule';

/**
 * When the pay date of an unshifted pay day comes in made-up time: the first of the calendar at its beginning, each next one some seconds
 * later. `undefined`: the calendar goes by real time, or the day lies outside of it.
 */
export function madeUpMoment({ rule, starts, ends, madeUp }: PayCalendar, nominal: PlainDate): Date | undefined {
  if (madeUp === undefined || starts === undefined || nominal < starts || (ends !== undefined && nominal > ends)) return undefined;
  const place = nominalDates(rule, starts, nominal).length - 1;
  return new Date(Date.parse(madeUp.from) + place * madeUp.everySeconds * 1_000);
}

/** How far from a pay date's made-up moment one still stands for it: less than half of the way to the next, so that none stands for two. */
export const madeUpAwayMaxMs = ({ everySeconds }: MadeUpTime): number => everySeconds * 500 - 1;

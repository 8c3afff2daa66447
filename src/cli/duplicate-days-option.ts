import { InvalidArgumentError, Option } from 'commander';
import { limits } from '../domain/limits';

function toDays(text: string): number {
  const days = /^[0-9]{1,4}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= limits.duplicateDaysMax) return days;
  throw new InvalidArgumentError(`Expected a number of days, 1 to ${limits.duplicateDaysMax}.`);
}

/** `--duplicate-days`: how far back another batch's payment counts. */
export function duplicateDaysOption(): Option {
  return new Option('--duplicate-days <days>', 'how long ago another batch may have paid the same')
    .argParser(toDays)
    .default(limits.duplicateDays);
}

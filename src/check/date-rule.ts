import type { CellProblem } from './cell-rule';

const dayMs = 24 * 60 * 60 * 1_000;

/** A day of birth that exists and has come, written `1990-12-31`: every other order of day and month is ambiguous. */
export function dateRule(text: string): CellProblem | undefined {
  const [, year, month, day] = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text) ?? [];
  const fix = 'Write it like 1990-12-31, and format the column as text.';
  if (year === undefined) return { code: 'date_form', expected: 'a date as year-month-day', fix };
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = Number(year) >= 1900 && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
  // Somewhere it is tomorrow already.
  const hasCome = date.getTime() <= Date.now() + dayMs;
  return exists && hasCome ? undefined : { code: 'date_unknown', expected: 'a day that exists, from 1900 to today', fix };
}

import type { CellProblem } from './cell-rule';

/** A day that exists, written `1990-12-31`: every other order of day and month is ambiguous. */
export function dateRule(text: string): CellProblem | undefined {
  const [, year, month, day] = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text) ?? [];
  const fix = 'Write it like 1990-12-31, and format the column as text.';
  if (year === undefined) return { code: 'date_form', expected: 'a date as year-month-day', fix };
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = Number(year) >= 1900 && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
  return exists ? undefined : { code: 'date_unknown', expected: 'a day that exists, from 1900 on', fix };
}

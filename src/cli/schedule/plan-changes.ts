import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { formatAmount } from '../../domain/format-amount';
import type { PayCalendar } from '../../domain/pay-calendar';
import { shownFileName } from '../../domain/shown-file-name';
import { periodOf } from '../../payroll/calendar/pay-rule';
import type { PayrollPolicy, PayrollSource } from '../../store/payrolls/payroll';
import { none } from './calendar-options';
import { calendarWords, weekdayWords } from './calendar-words';
import type { PayrollPlan } from './payroll-plan';
import { waitWords } from './wait-words';

/** One thing that an update changes, in words; for the audit as for people. */
export type PlanChange = Readonly<{ what: string; before: string; after: string }>;

/** What an update changes of a payroll, its roster aside. */
export function planChanges(before: PayrollPlan, after: PayrollPlan): readonly PlanChange[] {
  const [old, now] = [factsOf(before), factsOf(after)];
  const changes = old.map(([what, was], at) => ({ what, before: was, after: now[at]?.[1] ?? none }));
  const told = changes.filter((change) => change.before !== change.after);
  const [oldDays, newDays] = [before.calendar.holidays, after.calendar.holidays];
  if (isDeepStrictEqual(oldDays, newDays)) return told;
  return [...told, { what: 'holidays', before: holidayWords(oldDays), after: holidayWords(newDays) }];
}

const holidayWords = (holidays: PayCalendar['holidays']): string =>
  holidays.length === 0 ? none : `${holidays.length} up to ${holidays.at(-1)?.date}`;

function factsOf({ calendar, source, policy }: PayrollPlan): readonly (readonly [string, string])[] {
  return [
    ['pays', calendarWords(calendar)],
    ['weekend', weekdayWords(calendar.weekend) || none],
    ['first pay day', calendar.starts ?? none],
    ['last pay day', calendar.ends ?? none],
    ['rows', sourceWords(source)],
    ['ceiling', ceilingWords(policy)],
    ['largest change', policy.maxChange === undefined ? none : `${Number((policy.maxChange * 100).toFixed(2))}%`],
    ['duplicates', policy.duplicates],
  ];
}

const sourceWords = (source: PayrollSource): string =>
  source.kind === 'roster'
    ? 'a roster'
    : `${source.pattern} in the folder ${shownFileName(basename(source.folder))}, awaited for ${waitWords(source.waitMs)}`;

const ceilingWords = ({ ceilings }: PayrollPolicy): string =>
  ceilings.map(({ currency, amountMinor }) => `${currency} ${formatAmount(amountMinor, currency)}`).join(', ') || none;

/** A warning where periods get other names: only a name that is the same keeps a period from being paid twice. */
export function renamedPeriods(before: PayCalendar, after: PayCalendar): readonly string[] {
  const day = '2026-11-25';
  const [old, now] = [periodOf(before.rule, day), periodOf(after.rule, day)];
  if (old === now) return [];
  return [`! Periods get other names (${old} → ${now}): one that was paid under its old name could be paid again under the new one.`];
}

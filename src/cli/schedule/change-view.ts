import type { PayDate } from '../../payroll/calendar/pay-dates';
import type { RosterChange } from '../../payroll/compare-rosters';
import type { UnpaidDate } from '../../payroll/unpaid-dates';
import { dateDocument } from './dates-view';
import { droppedWords } from './dropped-dates';
import type { PayrollPlan } from './payroll-plan';
import { type PlanChange, renamedPeriods } from './plan-changes';
import { planDocument, planText, type RosterFacts } from './plan-view';
import { rosterChangeDocument, rosterChangeText } from './roster-change-view';
import { unpaidWords } from './unpaid-words';

type Change = Readonly<{
  seen: PayrollPlan;
  plan: PayrollPlan;
  changes: readonly PlanChange[];
  rosterChange: RosterChange | undefined;
  facts: RosterFacts | undefined;
  dates: readonly PayDate[];
  /** Of these, what is to be said of those that were paid early. */
  ran: ReadonlyMap<string, string>;
  /** What has come and is not paid, by the calendar as it was or as it is to be; and what nobody would be paid for any more. */
  unpaid: readonly UnpaidDate[];
  dropped: readonly PayDate[];
}>;

/** What an update changes, and what the payroll is then: for people, as JSON, and for the audit, which names nobody. */
export function changeView({ seen, plan, changes, rosterChange, facts, dates, ran, unpaid, dropped }: Change) {
  const roster = rosterChange && rosterChangeDocument(rosterChange);
  return {
    text: (isTerminal: boolean): string =>
      [
        ...changes.map(({ what, before, after }) => `${what}: ${before} → ${after}`),
        ...renamedPeriods(seen.calendar, plan.calendar),
        ...unpaid.map((each) => unpaidWords(seen.name, each)),
        ...dropped.map(droppedWords),
        ...(rosterChange === undefined ? [] : [rosterChangeText(rosterChange, isTerminal)]),
        '',
        planText(plan, facts, dates, isTerminal, ran),
      ].join('\n'),
    document: {
      ...planDocument(plan, facts, dates, ran),
      changes,
      unpaid: unpaid.map(({ payDate }) => dateDocument(payDate)),
      dropped: dropped.map(dateDocument),
      ...(roster !== undefined && { rosterChange: roster }),
    },
    auditDetails: {
      ...(changes.length > 0 && { changes: changes.map(({ what, before, after }) => `${what}: ${before} → ${after}`) }),
      ...(roster !== undefined && { people: roster.counts, totals: roster.totals }),
      ...(unpaid.length > 0 && { unpaid: unpaid.map(({ payDate }) => payDate.period) }),
      ...(dropped.length > 0 && { dropped: dropped.map(({ period }) => period) }),
    },
  };
}

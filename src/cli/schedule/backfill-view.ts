import type { UnpaidDate } from '../../payroll/unpaid-dates';
import type { Payroll } from '../../store/payrolls/payroll';
import type { Roster } from '../../store/payrolls/rosters';
import { countOf } from '../count-of';
import { jsonTotals } from '../json-totals';
import { renderTable } from '../render-table';
import { rowsAndTotals } from '../rows-and-totals';
import { shownTotals } from '../shown-totals';
import { dateDocument, payDateWords } from './dates-view';
import { pastWords } from './past-words';
import { runWords } from './runs-view';

type Backfill = Readonly<{ payroll: Payroll; unpaid: readonly UnpaidDate[]; roster: Roster | undefined }>;

const totalOfAll = ({ unpaid, roster }: Backfill) =>
  roster && Object.fromEntries(Object.entries(roster.totals).map(([currency, minor]) => [currency, minor * BigInt(unpaid.length)]));

const triedWords = ({ run }: UnpaidDate): string => (run === undefined ? 'never run' : runWords({ run, batch: undefined }));

/** Which periods would be run, and what all of them pay together. */
export function backfillText(backfill: Backfill, isTerminal: boolean): string {
  const { payroll, unpaid, roster } = backfill;
  if (unpaid.length === 0) return `Every period of ${payroll.name} that was due in that time is paid, or about to be.`;
  const rows = unpaid.map((each) => [each.payDate.period, payDateWords(payroll.calendar, each.payDate), triedWords(each)]);
  const all = totalOfAll(backfill);
  return [
    renderTable([{ heading: 'PERIOD' }, { heading: 'PAY DATE' }, { heading: 'RUN' }], rows, isTerminal),
    ...pastWords(
      payroll,
      unpaid.map(({ payDate }) => payDate),
    ),
    ...(roster === undefined || all === undefined
      ? []
      : [`${countOf(unpaid.length, 'period')} of ${rowsAndTotals(roster)} (roster ${roster.version}): ${shownTotals(all)} together`]),
  ].join('\n');
}

export function backfillDocument(backfill: Backfill) {
  const { payroll, unpaid, roster } = backfill;
  const all = totalOfAll(backfill);
  return {
    payroll: payroll.name,
    periods: unpaid.map(({ payDate, run }) => ({ ...dateDocument(payDate), ...(run !== undefined && { before: run.state }) })),
    ...(roster !== undefined && { roster: roster.version }),
    ...(all !== undefined && { totals: jsonTotals(all) }),
  };
}

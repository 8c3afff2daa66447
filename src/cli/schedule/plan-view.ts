import { basename } from 'node:path';
import { formatAmount } from '../../domain/format-amount';
import { shownFileName } from '../../domain/shown-file-name';
import type { PayDate } from '../../payroll/calendar/pay-dates';
import type { PayrollPolicy, PayrollSource } from '../../store/payrolls/payroll';
import type { Roster } from '../../store/payrolls/rosters';
import { groupThousands } from '../group-thousands';
import { jsonTotals } from '../json-totals';
import { rowsAndTotals } from '../rows-and-totals';
import { calendarWords } from './calendar-words';
import { calendarNotes, dateDocument, datesTable } from './dates-view';
import type { PayrollPlan } from './payroll-plan';
import { waitWords } from './wait-words';

export type RosterFacts = Pick<Roster, 'fileName' | 'rowCount' | 'totals'> & Partial<Pick<Roster, 'version'>>;

/** What is to be paid and when, for people. */
export function planText(
  plan: PayrollPlan,
  roster: RosterFacts | undefined,
  dates: readonly PayDate[],
  isTerminal: boolean,
  notes?: ReadonlyMap<string, string>,
): string {
  const { name, calendar, source, policy } = plan;
  const lines = [
    `${name} pays ${calendarWords(calendar)}`,
    sourceWords(source, roster),
    ...policyWords(policy),
    ...calendarNotes(plan, dates),
    '',
    dates.length === 0 ? 'There is no pay date left.' : datesTable(calendar, dates, isTerminal, notes),
  ];
  return lines.join('\n');
}

function sourceWords(source: PayrollSource, roster: RosterFacts | undefined): string {
  if (source.kind === 'inbox') {
    const folder = shownFileName(basename(source.folder));
    return `From the file ${source.pattern} in the folder ${folder}, awaited for ${waitWords(source.waitMs)}`;
  }
  if (roster === undefined) return '! It has no roster: payrun schedule update stores one';
  const version = roster.version === undefined ? '' : ` (roster ${roster.version})`;
  return `From ${roster.fileName}${version}: ${rowsAndTotals(roster)} each period`;
}

function policyWords({ ceilings, maxChange, duplicates }: PayrollPolicy): readonly string[] {
  const sums = ceilings.map(({ currency, amountMinor }) => `${currency} ${groupThousands(formatAmount(amountMinor, currency))}`);
  return [
    ...(sums.length === 0 ? [] : [`Waits for approval above ${sums.join(' or ')}, and in any other currency.`]),
    ...(maxChange === undefined ? [] : [`Waits for approval if people, accounts or a sum change by more than ${shareText(maxChange)}.`]),
    ...(duplicates === 'skip' ? ['Rows that another batch has paid are skipped.'] : []),
  ];
}

/** `0.2` → `20%`; shares are hundredths of a per cent at the finest. */
const shareText = (share: number): string => `${Number((share * 100).toFixed(2))}%`;

/** `ran`: periods that were run already, on whatever day. */
export function planDocument(
  { name, calendar, source, policy }: PayrollPlan,
  roster: RosterFacts | undefined,
  dates: readonly PayDate[],
  ran?: ReadonlyMap<string, string>,
) {
  const { holidays, ...rest } = calendar;
  return {
    payroll: name,
    calendar: { ...rest, holidays: holidays.length, ...(holidays.length > 0 && { holidaysUntil: holidays.at(-1)?.date }) },
    source,
    policy: {
      ceilings: policy.ceilings.map(({ currency, amountMinor }) => `${currency} ${formatAmount(amountMinor, currency)}`),
      ...(policy.maxChange !== undefined && { maxChange: shareText(policy.maxChange) }),
      duplicates: policy.duplicates,
    },
    ...(roster !== undefined && { roster: rosterDocument(roster) }),
    dates: dates.map((date) => ({ ...dateDocument(date), ...(ran?.has(date.period) === true && { run: 'paid_from' }) })),
  };
}

const rosterDocument = ({ fileName, rowCount, totals, ...more }: RosterFacts) => ({
  ...('version' in more && { version: more.version }),
  file: fileName,
  rows: rowCount,
  totals: jsonTotals(totals),
  ...('storedBy' in more && { storedBy: more.storedBy }),
  ...('storedAt' in more && { storedAt: more.storedAt }),
});

import { formatAmount } from '../../domain/format-amount';
import { limits } from '../../domain/limits';
import type { PersonChange, RosterChange } from '../../payroll/compare-rosters';
import { groupThousands } from '../group-thousands';
import { renderTable } from '../render-table';

/** In the order in which they are told. */
const kinds = ['added', 'removed', 'details', 'amount_and_details', 'amount'] as const;

type Money = Readonly<{ currency: string; amountMinor: bigint }>;

const shown = (money: Money | undefined): string =>
  money === undefined ? '' : `${money.currency} ${groupThousands(formatAmount(money.amountMinor, money.currency))}`;

function whatOf({ before, after, isElsewhere }: PersonChange): (typeof kinds)[number] {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  if (isElsewhere !== true) return 'amount';
  return before.currency === after.currency && before.amountMinor === after.amountMinor ? 'details' : 'amount_and_details';
}

/** What a new roster changes, for people: counts, sums, and the first of those whom it changes. */
export function rosterChangeText(change: RosterChange, isTerminal: boolean): string {
  const { before, after, added, removed, changed, detailsChanged, totals, people } = change;
  const counts = [
    `${added} added`,
    `${removed} removed`,
    `${changed} with another amount`,
    `${detailsChanged} paid in another way or to another account`,
  ];
  const sums = totals.map(
    ({ currency, beforeMinor, afterMinor }) =>
      `${currency} ${groupThousands(formatAmount(beforeMinor, currency))} → ${groupThousands(formatAmount(afterMinor, currency))}`,
  );
  const named = kinds.flatMap((kind) => people.filter((person) => whatOf(person) === kind).slice(0, limits.rosterChangesShownMax));
  const rows = named.map((person) => [whatOf(person).replaceAll('_', ' '), person.reference, shown(person.before), shown(person.after)]);
  const more = people.length - rows.length;
  return [
    `people: ${before} → ${after} (${counts.join(', ')})`,
    ...sums,
    ...(rows.length === 0 ? [] : [renderTable(columns, rows, isTerminal)]),
    ...(more > 0 ? [`… ${groupThousands(String(more))} more people; --dry-run -o json lists them`] : []),
  ].join('\n');
}

const columns = [
  { heading: 'WHAT' },
  { heading: 'REFERENCE' },
  { heading: 'BEFORE', align: 'right' },
  { heading: 'AFTER', align: 'right' },
] as const;

/** The same as JSON. `people` has references and amounts; the rest is fit for the audit. */
export function rosterChangeDocument({ totals, people, ...counts }: RosterChange) {
  const { before, after, added, removed, changed, detailsChanged } = counts;
  const amount = ({ currency, amountMinor }: Money) => `${currency} ${formatAmount(amountMinor, currency)}`;
  return {
    counts: { before, after, added, removed, changed, detailsChanged },
    totals: totals.map(({ currency, beforeMinor, afterMinor }) => ({
      currency,
      before: formatAmount(beforeMinor, currency),
      after: formatAmount(afterMinor, currency),
    })),
    people: people.map((person) => ({
      what: whatOf(person),
      reference: person.reference,
      ...(person.before !== undefined && { before: amount(person.before) }),
      ...(person.after !== undefined && { after: amount(person.after) }),
    })),
  };
}

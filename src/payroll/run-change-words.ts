import type { RunChange } from './run-change';

const uncompared = 'accounts not compared: the file of the period before cannot be opened';

/** What has changed since the period before, and whether that made it wait: counts and sums alone. `shown` makes an amount what is read. */
export function runChangeWords(change: RunChange, shown = (amount: string) => amount): string {
  const { totals, detailsChanged, isMuchChanged } = change;
  const sums = totals.map(({ currency, before, after }) => `${currency} ${shown(before)} → ${shown(after)}`);
  const words = [peopleWords(change), ...sums, ...(detailsChanged === 'unknown' ? [uncompared] : [])];
  return `changed${isMuchChanged ? ' by more than its limit' : ''} since the period before: ${words.join(', ')}`;
}

function peopleWords({ before, after, added, removed, changed, detailsChanged }: RunChange): string {
  const counts = [
    [added, 'added'],
    [removed, 'removed'],
    [changed, 'with another amount'],
    [detailsChanged, 'paid in another way or to another account'],
  ] as const;
  const told = counts.flatMap(([count, what]) => (count === 0 || count === 'unknown' ? [] : [`${count} ${what}`]));
  return `people ${before} → ${after}${told.length === 0 ? '' : ` (${told.join(', ')})`}`;
}

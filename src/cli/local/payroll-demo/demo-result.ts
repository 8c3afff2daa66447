import { countOf } from '../../count-of';
import { jsonTotals } from '../../json-totals';
import { renderTable } from '../../render-table';
import { payDateWords } from '../../schedule/dates-view';
import { shownTotals } from '../../shown-totals';
import type { Demo } from './begin-demo';
import type { BooksProof } from './books-proof';
import type { PeriodEnd } from './watch-periods';

/** The four periods and what the books say of each person, for people. */
export function demoResultText({ calendar }: Demo, ends: readonly PeriodEnd[], proof: BooksProof, isTerminal: boolean): string {
  const right = { align: 'right' } as const;
  const periods = renderTable(
    [
      { heading: 'PERIOD' },
      { heading: 'PAY DATE' },
      { heading: 'ROWS', ...right },
      { heading: 'PAID', ...right },
      { heading: 'TOTAL', ...right },
      { heading: 'BATCH' },
    ],
    ends.map(({ payDate, found, paidRows }) => {
      const { batch } = found ?? {};
      const rows = [String(batch?.rowCount ?? 0), String(paidRows), batch === undefined ? '' : shownTotals(batch.totals)];
      return [payDate.period, payDateWords(calendar, payDate), ...rows, batch?.id ?? ''];
    }),
    isTerminal,
  );
  const people = renderTable(
    [{ heading: 'TIMES PAID' }, ...ends.map(({ payDate }) => ({ heading: payDate.period, ...right }))],
    proof.people.map(({ person, times }) => [person, ...times.map(String)]),
    isTerminal,
  );
  const verdict = proof.isEachPaidOnce ? 'each person once a period' : 'that is not each person once a period';
  return [periods, '', people, `The sandbox's own books hold ${countOf(proof.payments, 'payment')} of these periods: ${verdict}.`].join(
    '\n',
  );
}

export const demoResultDocument = (ends: readonly PeriodEnd[], proof: BooksProof) => ({
  kind: 'payroll_demonstration',
  periods: ends.map(({ payDate, found, paidRows }) => ({
    period: payDate.period,
    payDate: payDate.date,
    rows: found?.batch?.rowCount ?? 0,
    paid: paidRows,
    ...(found?.batch !== undefined && { batch: found.batch.id, totals: jsonTotals(found.batch.totals) }),
  })),
  timesPaid: proof.people.map(({ person, times }) => ({
    person,
    ...Object.fromEntries(times.map((count, at) => [ends[at]?.payDate.period ?? '', count])),
  })),
  payments: proof.payments,
  eachPaidOnce: proof.isEachPaidOnce,
});

import type { Breach, Claim } from './claim';
import { groupedBy } from './grouped-by';
import { type Money, moneyByReference } from './own-movements';
import { isToldMoved, type ToldRow, toldByReference } from './told-rows';

/** What makes two rows the same payment under whatever reference: who is paid how much, and how. */
const paymentOf = ({ row: { service, currency, amountMinor, cells } }: ToldRow): string =>
  JSON.stringify([service, currency, String(amountMinor), Object.entries(cells).filter(([name]) => name.startsWith('fields.'))]);

/** A payment that somebody sends again under another reference, while nobody knows of the first one, is the same payment. */
function underTwoReferences(rows: readonly ToldRow[], money: Money): readonly Breach[] {
  return groupedBy(rows, paymentOf).flatMap((same): readonly Breach[] => {
    const moved = [...new Set(same.map(({ row }) => row.reference))].filter((reference) => money.of(reference).out.length > 0);
    return moved.length > 1 ? [{ reference: moved[0], what: `the same payment went out under ${moved.join(' and ')}` }] : [];
  });
}

/** Over all batches of the run and all attempts of a row, by the sandbox's own books: neither a file sent again nor a retry pays again. */
export const moneyMovesOnce: Claim = {
  says: "no row's money goes out twice, and no payment is told twice",
  breaches(evidence) {
    const money = moneyByReference(evidence);
    const byReference = toldByReference(evidence.files);
    const twiceByReference = [...byReference].flatMap(([reference, rows]): readonly Breach[] => {
      const { out } = money.of(reference);
      const tellers = rows.filter(({ told }) => isToldMoved(told));
      const twice = `the money went out ${out.length} times: ${out.map(({ id, time }) => `${id} at ${time}`).join(', ')}`;
      const toldTwice = `rows of several batches say that it was paid: ${tellers.map(({ batchId, line }) => `${batchId} line ${line}`).join(', ')}`;
      return [...(out.length > 1 ? [{ reference, what: twice }] : []), ...(tellers.length > 1 ? [{ reference, what: toldTwice }] : [])];
    });
    return [...twiceByReference, ...underTwoReferences([...byReference.values()].flat(), money)];
  },
};

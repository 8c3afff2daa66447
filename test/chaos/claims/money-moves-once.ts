import type { Breach, Claim } from './claim';
import { moneyByReference } from './own-movements';
import { movedOutcomes, toldByReference } from './told-rows';

/** Over all batches of the run and all attempts of a row, by the sandbox's own books: neither a file sent again nor a retry pays again. */
export const moneyMovesOnce: Claim = {
  says: "no row's money goes out twice, and no payment is told twice",
  breaches(evidence) {
    const money = moneyByReference(evidence);
    return [...toldByReference(evidence.files)].flatMap(([reference, rows]): readonly Breach[] => {
      const { out } = money.of(reference);
      const tellers = rows.filter(({ told }) => movedOutcomes.includes(told.outcome));
      const twice = `the money went out ${out.length} times: ${out.map(({ id, time }) => `${id} at ${time}`).join(', ')}`;
      const toldTwice = `rows of several batches say that it was paid: ${tellers.map(({ batchId, line }) => `${batchId} line ${line}`).join(', ')}`;
      return [...(out.length > 1 ? [{ reference, what: twice }] : []), ...(tellers.length > 1 ? [{ reference, what: toldTwice }] : [])];
    });
  },
};

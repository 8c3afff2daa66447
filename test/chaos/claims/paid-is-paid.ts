import { minorOf } from '../../e2e/reconcile';
import type { Breach, Claim } from './claim';
import { type MovedMoney, moneyByReference } from './own-movements';
import { isPersonsWord, type ToldRow, toldRows } from './told-rows';

/** What the books would have to show for a row that is told so, or `undefined` if they do. */
function missing({ row, told }: ToldRow, { out, back, netMinor }: MovedMoney): string | undefined {
  const { amountMinor } = row;
  const once = out.length === 1 && BigInt(out[0]?.amountMinor ?? 0) === netMinor && back.length === 0;
  switch (told.outcome) {
    case 'paid':
      return once && netMinor === amountMinor && minorOf(told.amount_paid) === amountMinor ? undefined : 'one movement of its amount';
    case 'partially_paid':
      return once && netMinor < amountMinor && minorOf(told.amount_paid) === netMinor ? undefined : 'one movement of the part told';
    case 'reversed': {
      const kept = told.gateway_status === 'canceled' ? netMinor === 0n : netMinor > 0n && netMinor < amountMinor;
      return out.length === 1 && back.length > 0 && kept ? undefined : 'one movement out and what came back';
    }
    default:
      return undefined;
  }
}

const inWords = ({ out, back, netMinor }: MovedMoney): string => `${out.length} out, ${back.length} back, ${netMinor} in all`;

/** And nothing came back, where the row is not told reversed. */
export const paidIsPaid: Claim = {
  says: 'a row told paid, partly paid or reversed has moved exactly that, once',
  breaches(evidence) {
    const money = moneyByReference(evidence);
    const told = toldRows(evidence.files).filter((each) => !isPersonsWord(each.told));
    return told.flatMap((each): readonly Breach[] => {
      const { reference } = each.row;
      const wanted = missing(each, money.of(reference));
      if (wanted === undefined) return [];
      const what = `is told ${each.told.outcome} (${each.told.amount_paid || 'no amount'}) of ${each.row.amountMinor}`;
      return [{ reference, what: `${what}; the books lack ${wanted}: ${inWords(money.of(reference))}` }];
    });
  },
};

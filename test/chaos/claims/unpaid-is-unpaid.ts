import type { Database } from '../../../src/store/database';
import type { Breach, Claim } from './claim';
import { type MovedMoney, moneyByReference } from './own-movements';
import { isPersonsWord, isToldMoved, type ToldRow, toldByReference } from './told-rows';

const unpaidOutcomes: readonly (string | undefined)[] = ['failed', 'rejected', 'not_attempted'];

const problemSql = 'select problem, problem_detail as detail from payouts where batch_id = $1 and line = $2';

/** A skipped row names the batch and line that have its payment: so a person finds where the money went. */
async function namesWherePaid(db: Database, { batchId, line }: ToldRow, payers: readonly ToldRow[]): Promise<boolean> {
  const [stored] = await db.query<{ problem: string | null; detail: string | null }>(problemSql, [batchId, line]);
  if (!['reference_used', 'paid_in_other_batch'].includes(stored?.problem ?? '')) return false;
  return payers.some((payer) => stored?.detail === `batch ${payer.batchId}, line ${payer.line}`);
}

async function whatIsWrong(db: Database, each: ToldRow, { out }: MovedMoney, payers: readonly ToldRow[]): Promise<string | undefined> {
  const { outcome, invoice_id: invoiceId } = each.told;
  const where = `batch ${each.batchId} line ${each.line} is told ${outcome}`;
  const moved = `${where}, but its money moved: ${out.map(({ id }) => id).join(', ')}`;
  // Its key stays taken after `failed`, so that nobody else can have been paid under it.
  if (payers.length === 0 || outcome === 'failed' || out.some((movement) => movement.invoiceId === invoiceId)) return moved;
  if (outcome !== 'not_attempted' || (await namesWherePaid(db, each, payers))) return undefined;
  return `${where} and does not name where it was paid: ${payers.map(({ batchId, line }) => `batch ${batchId}, line ${line}`).join('; ')}`;
}

export const unpaidIsUnpaid: Claim = {
  says: 'no row told failed, rejected or not attempted has its money moved, but by a row of another file that it names',
  async breaches(evidence) {
    const money = moneyByReference(evidence);
    const breaches: Breach[] = [];
    for (const [reference, rows] of toldByReference(evidence.files)) {
      const moved = money.of(reference);
      if (moved.out.length === 0) continue;
      const payers = rows.filter(({ told }) => isToldMoved(told) || isPersonsWord(told) || told.outcome === 'unknown');
      for (const each of rows.filter(({ told }) => unpaidOutcomes.includes(told.outcome) && !isPersonsWord(told))) {
        const what = await whatIsWrong(evidence.db, each, moved, payers);
        if (what !== undefined) breaches.push({ reference, what });
      }
    }
    return breaches;
  },
};

import type { Evidence } from '../evidence';
import { lackingProof, provedWithoutEffect } from './absence-proof';
import type { Breach, Claim } from './claim';
import { type JournalLine, rowJournals } from './journal';
import { promised } from './promised';
import { toldRows } from './told-rows';

/** The answer names an earlier invoice under this key, or refuses what was sent: this send made none. */
const madeNothing = (line: JournalLine): boolean =>
  provedWithoutEffect(line) || line.verdict === 'refused' || [409, 422].includes(line.httpStatus ?? 0);

/** Why a row should not have been called rejected yet; `undefined` if it was right. */
function whyNotRejected(journal: readonly JournalLine[], requestTimeoutMs: number): string | undefined {
  const creates = journal.filter(({ step }) => step === 'create');
  const newest = creates.at(-1);
  if (newest === undefined) return 'nothing was sent for it';
  if (creates.every(madeNothing)) return undefined;
  const endMs = Number.POSITIVE_INFINITY;
  const lacking = lackingProof(journal, newest, endMs, requestTimeoutMs);
  if (lacking !== undefined) return lacking;
  const lastMs = Math.max(
    ...journal.filter(({ step, verdict }) => step === 'look_up' && verdict === 'absent').map(({ sentAtMs }) => sentAtMs),
  );
  const waitedMs = lastMs - newest.sentAtMs;
  return waitedMs < promised.absentBeforeRejectMs ? `the last look-up was ${Math.round(waitedMs)} ms after the last create` : undefined;
}

type Attempt = Pick<JournalLine, 'batchId' | 'line' | 'attempt'>;
type Rejected = Attempt & Readonly<{ reference: string; isEarlier: boolean }>;

const keyOf = (of: Attempt | undefined): string => `${of?.batchId} ${of?.line} ${of?.attempt}`;

/** How each row stands now, and the attempts that had been rejected before somebody retried the row. */
const rejectedSql = `
  select batch_id as "batchId", line, attempt, reference, false as "isEarlier" from payouts where attempt > 1
  union all
  select batch_id, line, attempt, reference, true from earlier_attempts where outcome = 'rejected'`;

/** A rejected row frees its key, so that the same payment may be sent anew: it must be proved that nothing was created. */
export const rejectedOnlyAfterAbsence: Claim = {
  says: 'a row is told rejected only when it is proved that none of its creates made an invoice',
  async breaches(evidence: Evidence) {
    const journals = new Map((await rowJournals(evidence.db)).map((journal) => [keyOf(journal[0]), journal]));
    const rejected = await evidence.db.query<Rejected>(rejectedSql);
    const now = new Map(rejected.filter(({ isEarlier }) => !isEarlier).map((row) => [`${row.batchId} ${row.line}`, row.attempt]));
    const earlier = rejected.filter(({ isEarlier }) => isEarlier);
    const retried = earlier.flatMap((row): readonly Breach[] => {
      const why = whyNotRejected(journals.get(keyOf(row)) ?? [], evidence.requestTimeoutMs);
      const what = `${row.batchId} line ${row.line} was sent again after it was told rejected, but ${why}`;
      return why === undefined ? [] : [{ reference: row.reference, what }];
    });
    const told = toldRows(evidence.files).flatMap(({ batchId, line, row, told }): readonly Breach[] => {
      if (told.outcome !== 'rejected') return [];
      const why = whyNotRejected(
        journals.get(keyOf({ batchId, line, attempt: now.get(`${batchId} ${line}`) ?? 1 })) ?? [],
        evidence.requestTimeoutMs,
      );
      return why === undefined ? [] : [{ reference: row.reference, what: `${batchId} line ${line} is told rejected, but ${why}` }];
    });
    return [...told, ...retried];
  },
};

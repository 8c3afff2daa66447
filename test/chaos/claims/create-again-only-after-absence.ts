import type { Evidence } from '../evidence';
import { lackingProof, provedWithoutEffect } from './absence-proof';
import type { Breach, Claim } from './claim';
import { asKnownAt, type JournalLine, rowJournals } from './journal';
import { pairsOf } from './pairs-of';

/** Why a create that was sent again should not have been; `undefined` if it was right. */
function whyNotAgain(journal: readonly JournalLine[], earlier: JournalLine, later: JournalLine, requestTimeoutMs: number) {
  const known = asKnownAt(earlier, later.sentAtMs);
  if (provedWithoutEffect(known)) return undefined;
  if (!journal.some(({ step, id }) => step === 'look_up' && id > earlier.id && id < later.id)) return 'no look-up stands between them';
  // What the gateway refused it refuses again, and what it already has is only asked about.
  if (known.verdict === 'done' || known.verdict === 'refused' || [409, 422].includes(known.httpStatus ?? 0)) {
    return `the gateway had answered ${known.httpStatus}`;
  }
  return lackingProof(journal, earlier, later.sentAtMs, requestTimeoutMs);
}

function breachesOfRow(journal: readonly JournalLine[], { requestTimeoutMs }: Evidence): readonly Breach[] {
  const creates = journal.filter(({ step }) => step === 'create');
  return pairsOf(creates).flatMap(([earlier, later]) => {
    const why = whyNotAgain(journal, earlier, later, requestTimeoutMs);
    return why === undefined ? [] : [{ reference: later.reference, what: `create ${later.id} came after create ${earlier.id}: ${why}` }];
  });
}

/** By the journal, derived anew from what Payrun promises. */
export const createAgainOnlyAfterAbsence: Claim = {
  says: 'no create is sent again before look-ups have proved that the one before it made nothing',
  async breaches(evidence) {
    return (await rowJournals(evidence.db)).flatMap((journal) => breachesOfRow(journal, evidence));
  },
};

import type { Evidence } from '../evidence';
import { provedWithoutEffect } from './absence-proof';
import type { Breach, Claim } from './claim';
import { heldUp } from './held-up';
import { asKnownAt, type JournalLine, rowJournals } from './journal';
import { promised } from './promised';

/** Two reads far enough apart, after one send and before the next, that saw `created`. */
function sawCreatedTwice(journal: readonly JournalLine[], after: JournalLine | undefined, before: JournalLine): boolean {
  const times = journal
    .filter(({ step, id }) => (step === 'settle' || step === 'look_up') && id > (after?.id ?? 0n) && id < before.id)
    .map((line) => asKnownAt(line, before.sentAtMs))
    .filter(({ sawStatus, verdict }) => verdict === 'done' && sawStatus === 'created')
    .map(({ sentAtMs }) => sentAtMs);
  return times.length > 0 && Math.max(...times) - Math.min(...times) >= promised.createdReadsApartMs;
}

/** The first process needs no read straight after the row's own create; a sender that was held up may be a little later. */
function whyNotFirst(journal: readonly JournalLine[], first: JournalLine, evidence: Evidence): string | undefined {
  const create = journal.filter(({ step, id }) => step === 'create' && id < first.id).at(-1);
  const known = create && asKnownAt(create, first.sentAtMs);
  if (known?.verdict === 'done' && known.doneAtMs !== undefined) {
    const lateMs = first.sentAtMs - known.doneAtMs - promised.processAfterCreateMs;
    if (lateMs <= promised.sendMarginMs || heldUp(evidence, known.doneAtMs, first.sentAtMs)) return undefined;
  }
  return sawCreatedTwice(journal, create, first) ? undefined : 'neither its own create nor two reads a minute apart had said created';
}

function whyNotAgain(journal: readonly JournalLine[], processes: readonly JournalLine[], next: JournalLine, evidence: Evidence) {
  const known = processes.map((line) => asKnownAt(line, next.sentAtMs));
  const taken = known.find(({ httpStatus = 0 }) => Math.floor(httpStatus / 100) === 2 || httpStatus === 422);
  if (taken !== undefined) return `process ${taken.id} had been answered ${taken.httpStatus}`;
  const newest = processes.at(-1);
  const overMs = 2 * evidence.requestTimeoutMs + promised.sendMarginMs;
  if (newest && next.sentAtMs - newest.sentAtMs < overMs) return `the sender of process ${newest.id} may still have been alive`;
  return sawCreatedTwice(journal, newest, next) ? undefined : `no two reads a minute apart after process ${newest?.id} had said created`;
}

function breachesOfRow(journal: readonly JournalLine[], evidence: Evidence): readonly Breach[] {
  const processes = journal.filter(({ step }) => step === 'process');
  const reference = processes[0]?.reference;
  const wrong = processes.flatMap((line, index): readonly Breach[] => {
    const earlier = processes.slice(0, index);
    const why = index === 0 ? whyNotFirst(journal, line, evidence) : whyNotAgain(journal, earlier, line, evidence);
    return why === undefined ? [] : [{ reference, what: `process ${line.id} was sent, but ${why}` }];
  });
  const mayHaveWorked = processes.filter((line) => !provedWithoutEffect(line) && line.httpStatus !== 429).length;
  const often = `process was sent ${mayHaveWorked} times that may have been taken, ${promised.processSends} at most`;
  return mayHaveWorked > promised.processSends ? [...wrong, { reference, what: often }] : wrong;
}

/** By the journal. The gateway does not notice a process that comes twice: nothing but this protects from paying twice. */
export const processOnlyWhileCreated: Claim = {
  says: 'process is sent only while the invoice is known to wait for it, never after it was taken, and at most twice',
  async breaches(evidence) {
    return (await rowJournals(evidence.db)).flatMap((journal) => breachesOfRow(journal, evidence));
  },
};

import { asKnownAt, type JournalLine } from './journal';
import { noEffectStatuses, promised } from './promised';

/** The send is proved to have had no effect: the gateway answered so, or nothing left the machine. */
export const provedWithoutEffect = ({ verdict, httpStatus }: JournalLine): boolean =>
  (httpStatus !== undefined && noEffectStatuses.includes(httpStatus)) || (verdict === 'unavailable' && httpStatus === undefined);

/**
 * What a proof that a create made nothing lacks at a time, in words; `undefined` if it is whole: three look-ups that said "not there",
 * over at least 15 s, the first when the create's request was surely over, and none that found something.
 */
export function lackingProof(
  journal: readonly JournalLine[],
  create: JournalLine,
  atMs: number,
  requestTimeoutMs: number,
): string | undefined {
  const lookUps = journal
    .filter(({ step, id, sentAtMs }) => step === 'look_up' && id > create.id && sentAtMs <= atMs)
    .map((line) => asKnownAt(line, atMs));
  if (lookUps.some(({ verdict }) => verdict === 'done')) return 'a look-up had found an invoice';
  const absent = lookUps.filter(({ verdict, sentAtMs }) => verdict === 'absent' && sentAtMs >= create.sentAtMs + requestTimeoutMs);
  if (absent.length < promised.absentReads) return `${absent.length} look-ups had said that it is not there`;
  const spanMs = (absent.at(-1)?.sentAtMs ?? 0) - (absent[0]?.sentAtMs ?? 0);
  return spanMs < promised.absentSpanMs ? `the look-ups that said that it is not there span ${Math.round(spanMs)} ms` : undefined;
}

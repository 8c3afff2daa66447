import type { RowState } from '../domain/outcome';
import type { Step, Verdict } from '../domain/step';

/** One line of the journal. Times are milliseconds by the database's clock. A line without a verdict may have had its effect. */
export type CallFact = Readonly<{
  id: bigint;
  step: Step;
  sentAtMs: number;
  doneAtMs: number | undefined;
  httpStatus: number | undefined;
  verdict: Verdict | undefined;
  /** Of a read with news: the gateway's status word. */
  sawStatus: string | undefined;
  /** The gateway asked to be left alone until then. */
  retryAtMs: number | undefined;
}>;

/** All that a decision about one row rests on: the row, and the calls of its present attempt, oldest first. */
export type RowFacts = Readonly<{
  state: RowState;
  newestSend: bigint | undefined;
  nowMs: number;
  calls: readonly CallFact[];
  /** Creates of earlier attempts under the same reference. Their absence was proved; an invoice that is found all the same may be theirs. */
  earlierCreates?: readonly CallFact[];
  /** Other rows' sends were answered with success, 409 or 422 after this row's first 403, 404 or 405. */
  othersPass: boolean;
  /** Its batch is cancelled: nothing of the row is ever sent again. */
  isCanceled?: boolean;
  /** A person has said how it ended, and may have paid it otherwise by now: nothing of the row is sent again, it is only read. */
  isResolved?: boolean;
}>;

/** How long a sender that may still be alive must be waited out. */
export type SendTiming = Readonly<{ requestTimeoutMs: number; startToCloseMs: number }>;

export const sendsOf = (facts: RowFacts, step: 'create' | 'process'): readonly CallFact[] =>
  facts.calls.filter((call) => call.step === step);

/** The send may have had its effect: nobody saw an answer, or the answer does not say. */
export const mayHaveWorked = (call: CallFact): boolean =>
  call.verdict === undefined || call.verdict === 'ambiguous' || call.verdict === 'limited';

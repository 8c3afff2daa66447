import { limits } from '../domain/limits';
import { verdictOf } from '../gateway/directives';
import { decideProcess } from '../protocol/decide-process';
import type { RowFacts } from '../protocol/row-facts';
import type { SendIntent } from '../store/journal/begin-send';
import { neverSent } from './create-invoice';
import { endedBy, endTurn } from './end-turn';
import type { StepDependencies } from './step-dependencies';
import type { RowRef, StepResult } from './step-result';
import { takeTurn } from './take-turn';

/** A process that may not go out now is read about first: the settle step watches, and says when it may. */
const processStep = (deps: StepDependencies, facts: RowFacts): 'send' | StepResult => {
  const { action } = decideProcess(facts, deps.timing);
  if (action === 'send') return 'send';
  return { next: action === 'closed' ? 'closed' : 'settle' };
};

/**
 * POST `/payout-invoices/{id}/process`, one request an attempt, its journal line first. Whatever the answer, the status is read next:
 * a 2xx only says that the call succeeded. `afterSend` is the journal line of the row's own create, if it has just answered `created`.
 */
export async function processInvoice(deps: StepDependencies, row: RowRef & { afterSend?: string }): Promise<StepResult> {
  const { afterSend, ...ref } = row;
  const fresh: SendIntent | undefined =
    afterSend === undefined
      ? undefined
      : {
          ...ref,
          step: 'process',
          seenState: 'created',
          seenNewestSend: BigInt(afterSend),
          newestSendAgeMaxMs: limits.processWithoutReadMaxMs,
        };
  const turn = await takeTurn(deps, ref, 'process', fresh, (facts) => processStep(deps, facts));
  if (!('begun' in turn)) return turn;
  try {
    const { invoiceId } = turn.begun;
    if (invoiceId === null) throw new Error(`line ${row.line} is to be processed but has no invoice`);
    if (turn.ageMs() > limits.sendStartMaxMs) throw await neverSent(deps, ref, 'process', turn);
    const answer = await deps.gateway.processInvoice(invoiceId);
    const verdict = verdictOf('process', answer);
    // Once accepted it is never sent again, whatever later reads say.
    await endTurn(deps, ref, 'process', turn, endedBy(answer, verdict, verdict === 'done' ? { state: 'settling' } : {}));
    return { next: 'settle' };
  } finally {
    turn.release();
  }
}

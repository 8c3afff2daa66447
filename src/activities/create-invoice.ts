import { limits } from '../domain/limits';
import { maskWords } from '../domain/mask-words';
import type { PayoutDetails } from '../domain/payout';
import { sealedValues } from '../domain/sealed-values';
import { knownStatus } from '../domain/status';
import { verdictOf } from '../gateway/directives';
import { differencesOf } from '../gateway/match-invoice';
import type { Answer, Invoice } from '../gateway/payout-gateway';
import { type CreateDecision, decideCreate } from '../protocol/decide-create';
import { mayHaveWorked, type RowFacts } from '../protocol/row-facts';
import type { RowChange } from '../store/journal/complete-call';
import { endedBy, endTurn } from './end-turn';
import { outOfTime, tryAgain } from './failures';
import type { StepDependencies } from './step-dependencies';
import type { RowRef, StepResult } from './step-result';
import { type Turn, takeTurn } from './take-turn';

type Judged = Readonly<{ verdict: ReturnType<typeof verdictOf>; change: RowChange; result: StepResult | 'again' }>;

/** What the facts allow a create to do, as the workflow is told it. */
export function createStep(decision: CreateDecision, row: RowRef): 'send' | StepResult {
  switch (decision.action) {
    case 'send':
      return 'send';
    case 'wait':
      if (outOfTime(decision.delayMs)) return { next: 'later' };
      throw tryAgain('AccountTrouble', 'create', `line ${row.line} waits before it is sent again`, decision.delayMs);
    // A rejection after an ambiguous send needs its look-up: the look-up closes the row.
    case 'reject':
      return { next: 'look_up' };
    default:
      return { next: decision.action };
  }
}

/** The gateway's answer to a create, adopted only if it is the payout that was asked for. */
function judge(deps: StepDependencies, answer: Answer<Invoice>, turn: Turn, details: PayoutDetails): Judged {
  const { begun, facts } = turn;
  const expected = { ...begun, testMode: deps.testMode, fields: details.fields };
  if (answer.kind === 'ok' && answer.body !== undefined && differencesOf(answer.body, expected).length === 0) {
    const { id, status } = answer.body;
    const state = knownStatus(status) === 'created' ? 'created' : 'settling';
    const change: RowChange = { state, invoiceId: id, gatewayStatus: knownStatus(status) };
    const next: StepResult = state === 'created' ? { next: 'process', afterSend: String(begun.callId) } : { next: 'settle' };
    return { verdict: 'done', change, result: next };
  }
  const verdict = answer.kind === 'ok' ? 'ambiguous' : verdictOf('create', answer);
  if (verdict === 'refused') return refused(answer, details, facts);
  // Nothing was created: the account's trouble, not the row's. The next attempt decides by the facts, and is held where the gate closed.
  if (verdict === 'misconfigured') return { verdict, change: {}, result: 'again' };
  return { verdict, change: {}, result: { next: 'look_up' } };
}

/** 422: nothing was created now; but if an earlier send may have worked, only look-ups can say so for the key. */
function refused(answer: Answer<Invoice>, details: PayoutDetails, facts: RowFacts | undefined): Judged {
  const [first] = answer.messages;
  const words = answer.messages.map(({ field, message }) => `${field}: ${message}`).join('; ');
  const field = first && maskWords(first.field, sealedValues(details));
  const told: RowChange = {
    problem: 'refused',
    problemDetail: maskWords(words, sealedValues(details)),
    ...(field && { problemField: field }),
  };
  if (facts?.calls.some((call) => call.step === 'create' && mayHaveWorked(call))) {
    return { verdict: 'refused', change: told, result: { next: 'look_up' } };
  }
  const result: StepResult = { next: 'closed', outcome: 'rejected', problem: 'refused', ...(field && { field }) };
  return { verdict: 'refused', change: { ...told, state: 'closed', outcome: 'rejected' }, result };
}

/** POST `/payout-invoices`, one request an attempt, its journal line first. */
export async function createInvoice(deps: StepDependencies, row: RowRef): Promise<StepResult> {
  const fresh = { ...row, step: 'create', seenState: 'ready', seenNewestSend: undefined } as const;
  const turn = await takeTurn(deps, row, 'create', fresh, (facts) => createStep(decideCreate(facts, deps.timing), row));
  if (!('begun' in turn)) return turn;
  try {
    const { begun } = turn;
    const details = await openedDetails(deps, row, turn);
    if (details === undefined) return { next: 'later', problem: notOpened };
    if (turn.ageMs() > limits.sendStartMaxMs) throw await neverSent(deps, row, 'create', turn);
    const { reference: referenceId, service, currency, amountMinor } = begun;
    const answer = await deps.gateway.createInvoice({ row: { service, currency, amountMinor, details }, referenceId });
    const judged = judge(deps, answer, turn, details);
    await endTurn(deps, row, 'create', turn, endedBy(answer, judged.verdict, { ...noProblem, ...judged.change }));
    if (judged.result !== 'again') return judged.result;
    throw tryAgain('AccountTrouble', 'create', `line ${row.line}, answer ${answer.httpStatus ?? 'none'}`, limits.probeDelayMinMs);
  } finally {
    turn.release();
  }
}

/** Whatever kept the row from being sent, or was told of an earlier send, is past with this one. */
const noProblem: RowChange = { problem: '', problemField: '', problemDetail: '' };

const notOpened = 'details_not_opened';

const nothingLeft = { verdict: 'unavailable', httpStatus: undefined, durationMs: 0, retryAfterMs: undefined, change: {} } as const;

/** `undefined`: they cannot be opened here (a data key that is not at hand). Nothing has left, and the row is handed back. */
async function openedDetails(deps: StepDependencies, row: RowRef, turn: Turn): Promise<PayoutDetails | undefined> {
  try {
    return deps.openDetails({ ...row, ...turn.begun });
  } catch (error) {
    deps.log.error(
      { batch: row.batchId, line: row.line, error: error instanceof Error ? error.name : 'unknown' },
      'details cannot be opened',
    );
    await endTurn(deps, row, 'create', turn, { ...nothingLeft, change: { problem: notOpened } });
    return undefined;
  }
}

/** An attempt that was frozen between its journal line and its request: too late to send safely, so nothing leaves. */
export async function neverSent(deps: StepDependencies, row: RowRef, step: 'create' | 'process', turn: Turn): Promise<Error> {
  await endTurn(deps, row, step, turn, nothingLeft);
  return tryAgain('TooLateToSend', step, 'the attempt was held up before its request', 1_000);
}

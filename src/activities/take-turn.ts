import { limits } from '../domain/limits';
import type { SendStep } from '../domain/step';
import type { RowFacts } from '../protocol/row-facts';
import type { BegunSend, SendIntent } from '../store/journal/begin-send';
import { tryAgain } from './failures';
import type { StepDependencies } from './step-dependencies';
import type { RowRef, StepResult } from './step-result';
import { stopwatch } from './stopwatch';

/** A send that may go out: its line is in the journal. `facts` are those of a row that was sent before; `ageMs` counts from before the line. */
export type Turn = Readonly<{ begun: BegunSend; probe: boolean; facts: RowFacts | undefined; ageMs: () => number; release: () => void }>;

type Decide = (facts: RowFacts) => 'send' | StepResult;

const movedOnTriesMax = 3;

/** Begins the send that the facts allow: past the account's gate only as its probe. */
async function beginByFacts(deps: StepDependencies, row: RowRef, step: SendStep, decide: Decide) {
  for (let tries = 0; tries < movedOnTriesMax; tries += 1) {
    const loaded = await deps.journal.loadFacts(row.batchId, row.line);
    if (loaded === undefined) return { next: 'held' } as const;
    const decision = decide(loaded.facts);
    if (decision !== 'send') return decision;
    if (loaded.isBatchHeld) return { next: 'held' } as const;
    const probe = loaded.accountGates > 0;
    if (probe && !(await deps.gates.takeProbe(deps.timing.startToCloseMs))) return { next: 'held' } as const;
    const intent: SendIntent = { ...row, step, seenState: loaded.facts.state, seenNewestSend: loaded.facts.newestSend };
    const ageMs = stopwatch();
    const begun = await (probe ? deps.journal.beginProbe(intent) : deps.journal.beginSend(intent));
    if (begun !== undefined) return { begun, probe, facts: loaded.facts, ageMs };
  }
  throw tryAgain('RowMovedOn', step, 'the row keeps changing', 1_000);
}

/**
 * Takes the row's turn to send. `fresh` is the row as it stands when all goes well: one statement then begins it; in every other case
 * the facts are loaded and `decide` says what may be done. The result of a row that may not be sent comes back as it is.
 */
export async function takeTurn(
  deps: StepDependencies,
  row: RowRef,
  step: SendStep,
  fresh: SendIntent | undefined,
  decide: Decide,
): Promise<Turn | StepResult> {
  const release = await deps.ramp.take(limits.sendStartMaxMs);
  if (release === undefined) throw tryAgain('Busy', step, 'waits for its turn', 1_000);
  let turn: Turn | StepResult | undefined;
  try {
    const ageMs = stopwatch();
    const begun = fresh && (await deps.journal.beginSend(fresh));
    const found = begun ? { begun, probe: false, facts: undefined, ageMs } : await beginByFacts(deps, row, step, decide);
    turn = 'begun' in found ? { ...found, release } : found;
    return turn;
  } finally {
    if (turn === undefined || !('begun' in turn)) release();
  }
}

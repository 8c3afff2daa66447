import type { SendStep, Verdict } from '../domain/step';
import type { Answer } from '../gateway/payout-gateway';
import { accountNewsOf } from '../store/gates/note-send-answer';
import type { RowChange } from '../store/journal/complete-call';
import { tryAgain } from './failures';
import type { StepDependencies } from './step-dependencies';
import type { RowRef } from './step-result';
import type { Turn } from './take-turn';
import { whileUnreachable } from './while-unreachable';

type Ended = Readonly<{
  verdict: Verdict;
  httpStatus: number | undefined;
  durationMs: number;
  retryAfterMs: number | undefined;
  change: RowChange;
}>;

export const endedBy = (answer: Answer<unknown>, verdict: Verdict, change: RowChange): Ended => ({
  verdict,
  change,
  httpStatus: answer.httpStatus,
  durationMs: answer.durationMs,
  retryAfterMs: answer.retryAfterMs,
});

/** Completes a send's journal line and its row, then tells the account's gate and this worker's ramp how the account fares. */
export async function endTurn(deps: StepDependencies, row: RowRef, step: SendStep, turn: Turn, ended: Ended): Promise<void> {
  const call = { callId: turn.begun.callId, batchId: row.batchId, line: row.line, sawStatus: undefined, ...ended };
  const completed = await whileUnreachable(() => deps.journal.completeSend(call));
  await noteWeather(deps, ended, turn, completed);
  if (completed?.rowWritten !== true) throw tryAgain('RowMovedOn', step, 'the row was sent again meanwhile', 1_000);
}

type Weather = Readonly<{ troubleInARow: number; unavailableInARow: number; accountGates: number }> | undefined;

async function noteWeather(deps: StepDependencies, ended: Ended, turn: Turn, weather: Weather): Promise<void> {
  // Nothing left this machine, so the gateway said nothing.
  if (ended.verdict === 'unavailable') return;
  const news = accountNewsOf(ended.verdict, ended.httpStatus);
  if (news === 'passes') deps.ramp.passed();
  if (news === 'trouble') deps.ramp.troubled();
  const fair = weather !== undefined && weather.troubleInARow + weather.unavailableInARow + weather.accountGates === 0;
  if (fair && (news === 'passes' || news === 'neutral')) {
    deps.gates.noteFairAnswer();
    return;
  }
  const held = await deps.gates.noteSendAnswer(news, turn.probe, turn.ageMs());
  if (held) deps.ramp.troubled();
}

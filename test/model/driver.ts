import type { StepResult } from '../../src/activities/step-result';
import type { Attempt, Ended, Work } from './attempt';
import type { Rules } from './rules';
import type { Driver, World } from './world';

const betweenRoundsMs = 60_000;

/** Temporal may be late, never early: waits end on a coarse grid, so that runs that differ by moments meet again. */
export const onGrid = (atMs: number, gridMs: number) => Math.ceil(atMs / gridMs) * gridMs;

/** The step that a new round begins with, as the database knows it. */
const firstWork = (world: World): Work => {
  const { state } = world.row;
  const step = state === 'ready' || state === 'creating' ? 'create' : state === 'created' ? 'process' : 'settle';
  return { step, attempt: 1 };
};

export const newRound = (world: World, delayMs: number, gridMs: number): Driver => ({
  at: 'waiting',
  work: firstWork(world),
  wakeAtMs: onGrid(world.nowMs + delayMs, gridMs),
});

/** What the workflow does with a step's result: `pay-row`, and the next round of a row that was handed back. */
function afterResult(world: World, result: StepResult, rules: Rules): Driver {
  switch (result.next) {
    case 'closed':
      return { at: 'done' };
    case 'held':
    case 'later':
      return newRound(world, betweenRoundsMs, rules.gridMs);
    default: {
      const work = { step: result.next, attempt: 1, ...(result.afterSend !== undefined && { afterSend: result.afterSend }) };
      return { at: 'waiting', work, wakeAtMs: world.nowMs };
    }
  }
}

/** Where the workflow stands after an attempt: at the next step, or the same one again. */
export function afterAttempt(world: World, attempt: Attempt, ended: Ended, rules: Rules): Driver {
  if ('result' in ended) return afterResult(world, ended.result, rules);
  const work = { ...attempt.work, attempt: attempt.work.attempt + 1 };
  return { at: 'waiting', work, wakeAtMs: onGrid(world.nowMs + ended.delayMs, rules.gridMs) };
}

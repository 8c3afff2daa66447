import { shownTime } from '../shown-time';
import { standingTrouble, troubleSentence } from './standing-trouble';
import type { TemporalStanding } from './temporal-standing';

/** What Temporal makes of a payroll, and what to do where that is not what it should be. */
export function standingWords(name: string, standing: TemporalStanding): string {
  const trouble = standingTrouble(name, standing);
  const wrong = trouble === undefined ? [] : [`! ${troubleSentence(trouble)}`];
  return [...stateWords(name, standing), ...wrong].join('\n');
}

function stateWords(name: string, { state, schedule }: TemporalStanding): readonly string[] {
  if (state === 'active') {
    const next = schedule?.nextTimes[0];
    return [`${name} is active in Temporal${next === undefined ? '' : `, which asks next on ${shownTime(next)} whether to pay`}`];
  }
  if (state !== 'paused') return [];
  const note = schedule?.note === undefined ? '' : ` (${schedule.note})`;
  return [`${name} is paused${note}: no period is run by itself until payrun schedule resume ${name}`];
}

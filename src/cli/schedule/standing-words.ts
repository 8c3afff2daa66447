import { assertNever } from '../../domain/assert-never';
import { shownTime } from '../shown-time';
import type { TemporalStanding } from './temporal-standing';

/** What Temporal makes of a payroll, and what to do where that is not what it should be. */
export function standingWords(name: string, { state, schedule }: TemporalStanding): string {
  const again = `payrun schedule update ${name}`;
  const isOther = schedule?.isAsWanted === false ? `\n! Temporal's schedule is not as it should be; ${again} mends it.` : '';
  switch (state) {
    case 'active': {
      const next = schedule?.nextTimes[0];
      return `${name} is active in Temporal${next === undefined ? '' : `, which asks next on ${shownTime(next)} whether to pay`}${isOther}`;
    }
    case 'paused': {
      const note = schedule?.note === undefined ? '' : ` (${schedule.note})`;
      return `${name} is paused${note}: no period is run by itself until payrun schedule resume ${name}${isOther}`;
    }
    case 'missing':
      return `! Temporal has no schedule of it, so nothing is run; ${again} makes it again.`;
    case 'unreachable':
      return '! Temporal is out of reach, so nobody can say whether it is active or paused.';
    default:
      return assertNever(state);
  }
}

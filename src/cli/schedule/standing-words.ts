import { DateTime } from 'luxon';
import type { Payroll } from '../../store/payrolls/payroll';
import { troubleSentence } from '../trouble';
import { standingTrouble } from './standing-trouble';
import type { TemporalStanding } from './temporal-standing';

/** What Temporal makes of a payroll, and what to do where that is not what it should be. */
export function standingWords(payroll: Pick<Payroll, 'name' | 'calendar'>, standing: TemporalStanding): string {
  const trouble = standingTrouble(payroll.name, standing);
  const wrong = trouble === undefined ? [] : [`! ${troubleSentence(trouble)}`];
  return [...stateWords(payroll, standing), ...wrong].join('\n');
}

function stateWords({ name, calendar }: Pick<Payroll, 'name' | 'calendar'>, { state, schedule }: TemporalStanding): readonly string[] {
  if (state === 'active') {
    const next = schedule?.nextTimes[0];
    return [
      `${name} is active in Temporal${next === undefined ? '' : `, which asks next on ${momentWords(next, calendar)} whether to pay`}`,
    ];
  }
  if (state !== 'paused') return [];
  const note = schedule?.note === undefined ? '' : ` (${schedule.note})`;
  return [`${name} is paused${note}: no period is run by itself until payrun schedule resume ${name}`];
}

/** By the payroll's clock, as its pay dates are: this machine may stand in another zone. */
const momentWords = (moment: Date, { timezone }: Payroll['calendar']): string =>
  `${DateTime.fromJSDate(moment, { zone: timezone }).setLocale('en-GB').toFormat("ccc d LLL yyyy 'at' HH:mm")} ${timezone}`;

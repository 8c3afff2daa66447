import type { PayrollPlan } from '../activities/payrun-activities';
import type { PayrollRunResult } from './run-payroll';

const refusals: Readonly<Record<string, string>> = {
  no_roster: 'it has no roster: store one with `payrun schedule update`',
  problems: 'its roster has problems: `payrun schedule show` names them; mend it with `payrun schedule update`',
  paid_already: 'another batch has paid some of it: `payrun schedule run --duplicates skip` pays the rest',
  gateway_silent: 'the gateway was out of reach for hours',
  deleted: 'there is no such payroll any more',
};

/** Markdown for the Temporal UI: what this run pays, and what to do where it does not. */
export function showPayroll(payroll: string, { periods, missed, isGone }: PayrollPlan, done: PayrollRunResult['periods']): string {
  const parts: string[] = [];
  if (isGone) parts.push(`There is no payroll **${payroll}** any more. Delete its schedule.`);
  else if (periods.length === 0)
    parts.push(`**${payroll}**: no pay day. To run a period by hand: \`payrun schedule run ${payroll} --period …\``);
  for (const { period, payDate } of periods) {
    const end = done.find((each) => each.period === period);
    const day = payDate === undefined ? '' : ` (pay day ${payDate})`;
    const what = end === undefined ? 'is checked and stored' : wordsOf(end, payroll);
    parts.push(`**${payroll} ${period}**${day} ${what}`);
  }
  for (const period of missed)
    parts.push(`⚠ ${period} was never run. If it is still to be paid: \`payrun schedule run ${payroll} --period ${period}\``);
  return parts.join('\n\n');
}

function wordsOf({ result, why, batchId, period }: PayrollRunResult['periods'][number], payroll: string): string {
  if (result === 'refused') {
    return `⚠ is refused, nothing was sent: ${refusals[why ?? ''] ?? why}. Then: \`payrun schedule run ${payroll} --period ${period}\``;
  }
  const batch = batchId === undefined ? '' : ` batch/${batchId}`;
  return result === 'batch' ? `is paid by${batch}` : `was run before${batch === '' ? '' : `:${batch}`}`;
}

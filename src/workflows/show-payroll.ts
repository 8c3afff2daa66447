import type { PayrollPlan } from '../activities/payrun-activities';
import { runRefusalWords } from '../domain/run-refusal-words';
import type { PayrollRunResult } from './payroll-run-result';

const known = Object.entries(runRefusalWords).map(([why, { what, fix }]) => [why, `${what}. ${fix.replace(/\.$/, '')}`]);

const refusals: Readonly<Record<string, string>> = {
  ...Object.fromEntries(known),
  no_roster: 'it has no roster: store one with `payrun schedule update`',
  problems: 'its roster has problems: `payrun schedule show` names them; mend it with `payrun schedule update`',
  paid_already: 'another batch has paid some of it: `payrun schedule run --duplicates skip` pays the rest',
  content_changed: 'its file is no longer the one whose total was confirmed: look at it again',
  deleted: 'there is no such payroll any more',
  no_period: 'its calendar has no such period, nor one that this could be a run beside, such as `2026-11-bonus` beside `2026-11`',
  too_early: 'another pay date comes before its own',
};

/** Markdown for the Temporal UI: what this run pays, and what to do where it does not. */
export function showPayroll(payroll: string, { periods, missed, isGone, refused }: PayrollPlan, done: PayrollRunResult['periods']): string {
  const parts: string[] = [];
  if (isGone)
    parts.push(
      `The database has no payroll **${payroll}**, so nobody is paid. It is ended by \`payrun schedule delete ${payroll}\`, and made again by \`create\``,
    );
  else if (refused !== undefined)
    parts.push(`⚠ **${payroll}**: nothing was sent, ${refusals[refused.why]}. Its pay dates: \`payrun schedule show ${payroll}\``);
  else if (periods.length === 0)
    parts.push(`**${payroll}**: no pay day. To run a period by hand: \`payrun schedule run ${payroll} --period …\``);
  for (const { period, payDate, file } of periods) {
    const end = done.find((each) => each.period === period);
    const day = payDate === undefined ? '' : ` (pay day ${payDate})`;
    const what = end === undefined ? beginning(file) : wordsOf(end, payroll);
    parts.push(`**${payroll} ${period}**${day} ${what}`);
  }
  for (const period of missed)
    parts.push(`⚠ ${period} was missed. If it is still to be paid: \`payrun schedule run ${payroll} --period ${period}\``);
  return parts.join('\n\n');
}

/** Names of files are shown as they are: nothing in them is to be taken for markup. */
function beginning(file: PayrollPlan['periods'][number]['file']): string {
  if (file === undefined) return 'is checked and stored';
  const until = file.until === undefined ? 'which must be there now' : `until ${file.until.slice(0, 16).replace('T', ' ')} UTC`;
  return `takes its file \`${file.name.replaceAll('`', "'")}\`, ${until}; then it is checked and stored`;
}

function wordsOf({ result, why, batchId, period, change, waits }: PayrollRunResult['periods'][number], payroll: string): string {
  if (result === 'refused') {
    return `⚠ is refused, nothing was sent: ${refusals[why ?? ''] ?? why}. Then: \`payrun schedule run ${payroll} --period ${period}\``;
  }
  const batch = batchId === undefined ? '' : ` batch/${batchId}`;
  const parts = [result === 'batch' ? `is paid by${batch}` : `was run before${batch === '' ? '' : `:${batch}`}`];
  if (waits === true) parts.push(`⚠ It waits for a person: \`payrun approve ${batchId}\``);
  if (change !== undefined) parts.push(`${waits === true ? '⚠ ' : ''}It has ${change}`);
  return parts.join('\n\n');
}

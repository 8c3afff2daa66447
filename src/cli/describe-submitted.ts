import { shownTime } from './shown-time';
import type { Submitted } from './submit-file';

/** One or two sentences about what became of a submitted file. */
export function describeSubmitted({ batch, isAttached }: Submitted): string {
  if (!isAttached) return `Submitted as batch ${batch.id}.`;
  const when = shownTime(batch.claimedAt ?? batch.storedAt);
  const period = batch.period === '' ? '' : ` for period ${batch.period}`;
  const known = `This file was submitted${period} by ${batch.submittedBy} on ${when}, as batch ${batch.id}; nothing is paid twice.`;
  const again = batch.period === '' ? '--period 2026-12' : 'another --period';
  return batch.state === 'finished'
    ? `${known}\nIt has ended: this is its report. To pay the same file for another period, add ${again}.`
    : known;
}

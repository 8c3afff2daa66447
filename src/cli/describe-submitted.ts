import { countOf } from './count-of';
import { shownTime } from './shown-time';
import type { Submitted } from './submit-file';

/** One or two sentences about what became of a submitted file. `again`: the command that pays it for another period. */
export function describeSubmitted({ batch, isAttached, openRows }: Submitted, again: string): string {
  if (!isAttached) return `Submitted as batch ${batch.id}.`;
  const when = shownTime(batch.claimedAt ?? batch.storedAt);
  const period = batch.period === '' ? '' : ` for period ${batch.period}`;
  const known = `This file was submitted${period} by ${batch.submittedBy} on ${when}, as batch ${batch.id}; nothing is paid twice.`;
  if (batch.state !== 'finished') return known;
  // Whoever reads how to pay the file for another period may take it for a way to pay those again.
  if (openRows > 0)
    return `${known}\nIt has ended, but for ${countOf(openRows, 'row')} that may still be paid: do not pay ${openRows === 1 ? 'it' : 'them'} again.`;
  // Without a period of its own, what it paid counts as paid in every period of the days to come: only a person may know better.
  const command = batch.period === '' ? `${again} --duplicates allow` : again;
  return `${known}\nIt has ended, and this is its report. To pay it for another period: ${command}`;
}

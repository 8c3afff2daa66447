import type { BatchCounts } from './batch-counts';
import { durationText } from './duration-text';
import { groupThousands } from './group-thousands';

/** `1 240/5 000 paid · 3 not paid · 1 unknown · 12.4/s · ~5 min`; what is zero or not known is left out. */
export function progressText({ rows, paid, partlyPaid, notPaid, unknown, open }: BatchCounts, rowsPerSecond: number | undefined): string {
  const shown = (count: number) => groupThousands(String(count));
  const parts = [`${shown(paid)}/${shown(rows)} paid`];
  if (partlyPaid > 0) parts.push(`${shown(partlyPaid)} partly`);
  if (notPaid > 0) parts.push(`${shown(notPaid)} not paid`);
  if (unknown > 0) parts.push(`${shown(unknown)} unknown`);
  if (rowsPerSecond !== undefined && open > 0) parts.push(`${rowsPerSecond.toFixed(1)}/s`, `~${durationText(open / rowsPerSecond)}`);
  return parts.join(' · ');
}

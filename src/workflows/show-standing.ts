import type { BatchStanding } from '../activities/payrun-activities';
import type { BatchState } from '../domain/outcome';
import { showAwaited } from './show-awaited';

const causes: Readonly<Record<string, string>> = {
  approval: 'The batch waits for approval: nothing is sent before somebody has approved it.',
  paused: 'The batch is paused: nothing new is sent, what was sent is followed to its end.',
  canceled: 'The batch is cancelled: what was never sent ends as not_attempted, the rest is followed to its end.',
  failures:
    'More rows failed than the submitter allows: nothing new is sent. Look at the problems below; the update `resume` goes on and counts anew, `cancel` ends the batch.',
  trouble:
    'The gateway refuses this account (401, 403, 404 or 405). Check the address, the account and the key with `payrun doctor`; one row at a time is tried until it works.',
  unavailable: 'The gateway does not answer. One row at a time is tried until it does; there is nothing to do.',
};

const shownTime = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** Since when a cause stands, and when the next row is tried past it. */
function timesOf({ holds = [] }: BatchStanding, cause: string): string {
  const hold = holds.find((each) => each.cause === cause);
  if (hold === undefined) return '';
  const next = hold.nextProbeAt === undefined ? '' : `; the next row is tried at ${hold.nextProbeAt.slice(11, 19)} UTC`;
  return ` (since ${shownTime(hold.since)}${next})`;
}

const linesOf = (lines: readonly number[], rows: number): string =>
  `line ${lines.join(', ')}${rows > lines.length ? ` … ${rows - lines.length} more` : ''}`;

// The UI draws tables without any space between columns: 140 rows of 25797.46 would read as 14025797.46.
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' |\u2003')} |`;

function sumsTable(sums: BatchStanding['sums']): string {
  const rows = sums.map(({ outcome, currency, rows: count, amount }) => row([outcome, currency, count, amount]));
  return [row(['outcome', 'currency', 'rows', 'amount']), '|---|---|--:|--:|', ...rows].join('\n');
}

/** Markdown for the Temporal UI: how the batch stands, what it waits for and what to do. */
export function showStanding(state: BatchState, round: number, standing: BatchStanding, waitsFor: string | undefined): string {
  const ended = standing.rows - standing.open;
  const facts = [`**${state}**`, `${ended} of ${standing.rows} rows have ended`];
  if (standing.neverSent > 0) facts.push(`never sent: ${standing.neverSent}`);
  // A batch that is over, or was refused, is in no round.
  if (round > 0) facts.push(`round ${round}`);
  const parts = [facts.join(' · ')];
  if (waitsFor !== undefined) parts.push(`Waits for: ${waitsFor}`);
  for (const cause of standing.held) parts.push(`⚠ ${causes[cause] ?? cause}${timesOf(standing, cause)}`);
  for (const { currency, balance, left } of standing.lowBalances ?? []) {
    parts.push(
      `⚠ The account has ${currency} ${balance}, and ${currency} ${left} are left to be sent: fill it up, or rows may fail. Nothing waits for it.`,
    );
  }
  if (standing.awaited !== undefined) parts.push(showAwaited(standing.awaited));
  if (standing.unknown > 0) {
    parts.push(`⚠ **unknown**: ${standing.unknown}. Open past the deadline; asked about again, and nobody may call them failed.`);
  }
  if (standing.sums.length > 0) parts.push(sumsTable(standing.sums));
  const problems = standing.problems.map(({ problem, rows, lines }) => `- ${problem} (${rows}): ${linesOf(lines, rows)}`);
  if (problems.length > 0) parts.push(`Problems\n\n${problems.join('\n')}`);
  if (standing.policy !== undefined) parts.push(`Chosen: ${standing.policy}`);
  return parts.join('\n\n');
}

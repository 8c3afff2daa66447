import type { BatchStanding } from '../activities/payrun-activities';
import type { BatchState } from '../domain/outcome';

const causes: Readonly<Record<string, string>> = {
  approval: 'The batch waits for approval. Approve it with `payrun approve`.',
  paused: 'The batch is paused. Go on with `payrun resume`.',
  canceled: 'The batch is cancelled: what was never sent ends as not_attempted, the rest is followed to its end.',
  failures: 'Too many rows failed. Look at the problems below, then `payrun resume`.',
  trouble:
    'The gateway refuses this account (401, 403, 404 or 405). Check the address, the account and the key with `payrun doctor`; one row at a time is tried until it works.',
  unavailable: 'The gateway does not answer. One row at a time is tried until it does; there is nothing to do.',
};

const linesOf = (lines: readonly number[], rows: number): string =>
  `line ${lines.join(', ')}${rows > lines.length ? ` … ${rows - lines.length} more` : ''}`;

/** Markdown for the Temporal UI: how the batch stands, what it waits for and what to do. */
export function showStanding(state: BatchState, round: number, standing: BatchStanding, waitsFor: string | undefined): string {
  const ended = standing.rows - standing.open;
  const parts = [`**${state}** · ${ended} of ${standing.rows} rows have ended · round ${round}`];
  if (waitsFor !== undefined) parts.push(`Waits for: ${waitsFor}`);
  for (const cause of standing.held) parts.push(`⚠ ${causes[cause] ?? cause}`);
  if (standing.unknown > 0) {
    parts.push(
      `⚠ ${standing.unknown} rows are **unknown**: open past their deadline. They are asked about again; nobody may call them failed.`,
    );
  }
  const table = ['| outcome | currency | rows | amount |', '|---|---|--:|--:|'];
  for (const { outcome, currency, rows, amount } of standing.sums) table.push(`| ${outcome} | ${currency} | ${rows} | ${amount} |`);
  parts.push(table.join('\n'));
  const problems = standing.problems.map(({ problem, rows, lines }) => `- ${problem} (${rows}): ${linesOf(lines, rows)}`);
  if (problems.length > 0) parts.push(`Problems\n\n${problems.join('\n')}`);
  return parts.join('\n\n');
}

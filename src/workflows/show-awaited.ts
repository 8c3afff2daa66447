import type { AwaitedStanding } from '../activities/payrun-activities';

const countOf = (rows: number): string => (rows === 1 ? '1 row' : `${rows} rows`);

/** Markdown for the Temporal UI: what somebody who approves the batch says yes to, and how it is said. */
export function showAwaited(awaited: AwaitedStanding): string {
  const { batch, change, approval, hash, rows, totals, largest, repeated, paidElsewhereRows, leftOut, expiresAt } = awaited;
  const facts = [
    `- To be paid: ${countOf(rows)}, ${totals.join(' + ')}`,
    ...(change === undefined ? [] : [`- ⚠ Of a payroll: ${change}`]),
    `- The largest: ${largest.join('; ')}`,
    ...(repeated.rows > 0
      ? [`- ⚠ ${countOf(repeated.rows)} pay the same recipient the same amount as an earlier row: line ${repeated.lines.join(', ')}`]
      : []),
    ...(paidElsewhereRows > 0 ? [`- ⚠ ${countOf(paidElsewhereRows)} that another batch has paid, or may still pay, are paid again`] : []),
    ...leftOut.map(({ problem, rows: left }) => `- Left out: ${countOf(left)} (${problem})`),
    `- Content hash: \`${hash}\``,
    `- Until: ${expiresAt}`,
  ];
  const command = ['payrun approve', ...(batch === undefined ? [] : [batch])].join(' ');
  const how =
    approval === 'two'
      ? `Somebody who is not the submitter approves it with \`${command}\`: a name typed here proves nobody.`
      : `Approve it with \`${command}\`, or the update \`approve\` with \`{"hash": "${hash.slice(0, 12)}"}\`; refuse it with \`{"refuse": true}\`.`;
  return ['To be approved', facts.join('\n'), how].join('\n\n');
}

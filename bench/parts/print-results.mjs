const fixed = (digits) => (value) => value.toFixed(digits);

const figures = [
  ['rows/s', (result) => result.rowsPerSecond, fixed(1)],
  ['% of naive', (result) => result.shareOfNaive * 100, fixed(0)],
  ['calls a row', (result) => result.callsPerRow, fixed(2)],
  ['extra polls', (result) => result.extraPollsPerRow, fixed(2)],
  ['events a row', (result) => result.eventsPerRow, fixed(1)],
  ['worker CPU ms', (result) => result.cpuMsPerRow.worker, fixed(1)],
  ['Temporal', (result) => result.cpuMsPerRow.temporal, fixed(1)],
  ['database', (result) => result.cpuMsPerRow.database, fixed(1)],
  ['gateway', (result) => result.cpuMsPerRow.gateway, fixed(1)],
  ['worker peak MB', (result) => result.workerPeakMb, fixed(0)],
  ['at the end', (result) => result.workerEndMb, fixed(0)],
];

/** A table that reads in a terminal and as Markdown. */
export function printTable(results) {
  const header = ['', ...figures.map(([name]) => name)];
  const body = results.map(({ name, ...result }) => [
    name,
    ...figures.map(([, pick, show]) => {
      const value = result.rowsPerSecond === undefined ? Number.NaN : attempt(() => pick(result));
      return Number.isFinite(value) ? show(value) : '–';
    }),
  ]);
  const widths = header.map((_, column) => Math.max(3, ...[header, ...body].map((line) => line[column].length)));
  const print = (cells) =>
    console.log(`| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`);
  print(header);
  print(widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  for (const line of body) print(line);
}

/** The naive script has no worker, no events and no journal. */
function attempt(pick) {
  try {
    return pick();
  } catch {
    return Number.NaN;
  }
}

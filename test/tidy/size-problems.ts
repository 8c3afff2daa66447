import type { SourceFile } from './source-file';

export const fileLinesMax = 300;
export const functionLinesMax = 70;
const medianLinesMax = 60;
const ninthDecileLinesMax = 200;

/** What is too long to be read at once. */
export function sizeProblems({ path, lines, functions }: SourceFile): readonly string[] {
  const count = lineCount(lines);
  const long = count > fileLinesMax ? [`${path}:1: ${count} lines, at most ${fileLinesMax}. Split it: one idea a file.`] : [];
  return [
    ...long,
    ...functions
      .filter(({ lines: length }) => length > functionLinesMax)
      .map(({ line, lines: length }) => `${path}:${line}: a function of ${length} lines, at most ${functionLinesMax}. Name its parts.`),
  ];
}

/** What is too long on the whole: many files just within the limit are no small files. */
export function budgetProblems(files: readonly SourceFile[]): readonly string[] {
  const counts = files.map(({ lines }) => lineCount(lines)).sort((a, b) => a - b);
  const at = (share: number) => counts[Math.floor(counts.length * share)] ?? 0;
  const [median, ninthDecile] = [at(0.5), at(0.9)];
  return [
    ...(median > medianLinesMax ? [`src/: the median file has ${median} lines, at most ${medianLinesMax}. Split the largest.`] : []),
    ...(ninthDecile > ninthDecileLinesMax
      ? [`src/: a tenth of the files have more than ${ninthDecile - 1} lines, at most ${ninthDecileLinesMax}. Split them.`]
      : []),
  ];
}

/** A newline at the end of the file begins no line. */
const lineCount = (lines: readonly string[]) => (lines.at(-1) === '' ? lines.length - 1 : lines.length);

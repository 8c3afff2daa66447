import { limits } from './limits';

/** Lines as people write them: `3,7-9`. */
export function lineRanges(lines: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const line of lines) {
    const range = ranges.at(-1);
    if (range !== undefined && line === range[1] + 1) range[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** The lines that `3,7-9` names, each once, in their order; undefined if it is not written so, or names more than may be retried at once. */
export function parseLineRanges(text: string): readonly number[] | undefined {
  const lines = new Set<number>();
  for (const part of text.split(',')) {
    const [, first = '', last = first] = /^ *([0-9]{1,9})(?:-([0-9]{1,9}))? *$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === '' || from > to || to - from >= limits.retryRowsMax) return undefined;
    for (let line = from; line <= to; line += 1) lines.add(line);
    if (lines.size > limits.retryRowsMax) return undefined;
  }
  return [...lines].sort((one, other) => one - other);
}

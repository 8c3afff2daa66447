import { readFile, stat } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { limits } from '../domain/limits';
import type { ControlTotals } from './control-totals';
import { parseControlTotal } from './parse-control-total';

export type Trailer =
  | Readonly<{ kind: 'none' }>
  | Readonly<{ kind: 'read'; name: string; control: ControlTotals }>
  /** It is there, and cannot be used. `line` is absent where the whole file is meant. */
  | Readonly<{ kind: 'unusable'; name: string; line?: number; expected: string }>;

/** `a/salaries.csv` → `a/salaries.totals`. */
export function trailerName(csvPath: string): string {
  const { dir, name } = parse(csvPath);
  return join(dir, `${name}.totals`);
}

/**
 * The trailer file of a CSV: `salaries.totals` beside `salaries.csv`, with a line `rows 60` and a line `USD 12,345.67` for each currency,
 * in any order. Blank lines are passed over. One that is there is never passed over in silence: it may be the only sign of a lost row.
 */
export async function readTrailer(csvPath: string): Promise<Trailer> {
  const path = trailerName(csvPath);
  const name = basename(path);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : error));
  if (found === undefined) return { kind: 'none' };
  if (found instanceof Error || !found.isFile()) return { kind: 'unusable', name, expected: 'a file that can be read' };
  if (found.size > limits.trailerBytesMax) return { kind: 'unusable', name, expected: `at most ${limits.trailerBytesMax} bytes` };
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return { kind: 'unusable', name, expected: 'a file that can be read' };
  return parseTrailer(name, text);
}

function parseTrailer(name: string, text: string): Trailer {
  let rows: number | undefined;
  const totals: Record<string, bigint> = {};
  const unusable = (line: number, expected: string): Trailer => ({ kind: 'unusable', name, line, expected });
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const [line, words] = [index + 1, raw.trim()];
    if (words === '') continue;
    const [, count] = /^rows\s+([0-9]{1,9})$/.exec(words) ?? [];
    if (count !== undefined) {
      if (rows !== undefined) return unusable(line, 'rows once');
      rows = Number(count);
      continue;
    }
    const total = parseControlTotal(words);
    if (!total.ok) return unusable(line, `rows 60, or ${total.expected}`);
    if (Object.hasOwn(totals, total.currency)) return unusable(line, 'each currency once');
    totals[total.currency] = total.amountMinor;
  }
  const hasTotals = Object.keys(totals).length > 0;
  if (rows === undefined && !hasTotals) return { kind: 'unusable', name, expected: 'a line such as rows 60 or USD 12,345.67' };
  return { kind: 'read', name, control: { rows, totals: hasTotals ? totals : undefined } };
}

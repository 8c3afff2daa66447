import { controlIssues } from '../../check/control-totals';
import type { FileCheck } from '../../check/file-check';
import { readTrailer } from '../../check/read-trailer';
import type { RowIssue } from '../../domain/row-issue';

/** What the totals beside a file (`wages.totals` beside `wages.csv`) say against it; nothing where there are none. */
export async function controlProblems(path: string, file: FileCheck): Promise<readonly RowIssue[]> {
  const trailer = await readTrailer(path);
  if (trailer.kind === 'none') return [];
  if (trailer.kind === 'read') return controlIssues(trailer.control, file);
  const { line = 1, expected } = trailer;
  const fix = 'Correct the totals beside the file, or take them away if they are not its own.';
  return [{ code: 'control_unusable', line, expected, got: 'something else', fix }];
}

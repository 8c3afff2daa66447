import type { RowAnnotator } from '../csv/row-annotator';
import type { CheckWatcher } from './check-watcher';

/** Has a check write the file's rows again as it goes; `writeOut` takes what can be written by then. */
export function annotatingWatcher(annotator: RowAnnotator, writeOut: (bytes: Buffer) => Promise<void>): CheckWatcher {
  return {
    text: (utf8) => annotator.text(utf8),
    header: (header) => annotator.header(header),
    row: (place, issues) => annotator.row(place, issues),
    file: (issue) => annotator.file(issue),
    pause: () => writeOut(annotator.take()),
  };
}

import type { RowIssue } from '../domain/row-issue';
import { ByteGuard } from './byte-guard';
import { type FileForm, usualForm } from './file-form';
import { fileIssue } from './file-issue';
import type { FileRecord } from './file-record';
import type { FileSource } from './file-source';
import { readBytes } from './read-bytes';
import { type ParsedRecords, RecordParser } from './record-parser';
import { separatorProblem } from './separator-problem';

export type ReadOptions = Readonly<{
  form?: FileForm | undefined;
  /** Sees every byte as it stands in the file. */
  onBytes?: ((bytes: Buffer) => void) | undefined;
  /** Sees the text that is parsed, as UTF-8, before any record of it: all of the file up to the line of a problem. */
  onText?: ((text: Buffer) => void) | undefined;
}>;

/**
 * Reads a CSV file as a stream: the records of each piece of it, header and blank lines among them. A problem ends it: what follows
 * could be read wrongly. Memory is bounded by a piece and a record.
 */
export async function* readRecords(source: FileSource, { form = usualForm, onBytes, onText }: ReadOptions): AsyncGenerator<ParsedRecords> {
  const guard = new ByteGuard(form.encoding);
  const parser = new RecordParser(form.delimiter);
  let head: Buffer | undefined = Buffer.alloc(0);
  const parse = async (text: Buffer): Promise<ParsedRecords> => {
    onText?.(text);
    const parsed = await parser.write(text);
    if (head === undefined) return parsed;
    // A header in quotes breaks on another delimiter before it can be read as one.
    head = parsed.records.length > 0 ? undefined : Buffer.concat([head, text]);
    if (parsed.problem === undefined || head === undefined) return parsed;
    return { ...parsed, problem: separatorProblem(firstLine(head), form.delimiter) ?? parsed.problem };
  };
  try {
    for await (const piece of readBytes(source)) {
      onBytes?.(piece);
      const guarded = guard.take(piece);
      const parsed = await parse(guarded.bytes);
      // A broken quote stands before the bytes that the guard has refused.
      if (guarded.problem === undefined || parsed.problem !== undefined) {
        yield parsed;
        if (parsed.problem !== undefined) return;
        continue;
      }
      // The last record before them may still wait for its end; a quote that is open there is not the problem.
      const { records } = await parser.end();
      yield { records: above(guarded.problem, [...parsed.records, ...records]), problem: guarded.problem };
      return;
    }
    const guarded = guard.end();
    const rest = await parse(guarded.bytes);
    const last = rest.problem === undefined ? await parser.end() : rest;
    const records = last === rest ? rest.records : [...rest.records, ...last.records];
    yield { records: above(guarded.problem, records), problem: last.problem ?? guarded.problem };
  } catch (error) {
    yield { records: [], problem: unreadable(error) };
  } finally {
    parser.close();
  }
}

/** What an earlier piece brought of the line with the problem is no record, though it may look like one. */
function above(problem: RowIssue | undefined, records: readonly FileRecord[]): readonly FileRecord[] {
  return problem === undefined ? records : records.filter(({ lastLine }) => lastLine < problem.line);
}

function firstLine(text: Buffer): string {
  const [line = ''] = text
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/[\r\n]/, 1);
  return line;
}

const reasons: Readonly<Record<string, string>> = { ENOENT: 'no such file', EISDIR: 'a folder', EACCES: 'no permission to read it' };

function unreadable(error: unknown): RowIssue {
  // Not from the system: a fault of ours, which nobody may take for a fault of the file.
  if (typeof error !== 'object' || error === null || !('syscall' in error && 'code' in error)) throw error;
  const code = String(error.code);
  return fileIssue('file_unreadable', 1, 'a file that can be read', reasons[code] ?? code, 'Check its name, place and permissions.');
}

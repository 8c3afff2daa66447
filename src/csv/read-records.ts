import type { RowIssue } from '../domain/row-issue';
import { ByteGuard } from './byte-guard';
import { fileIssue } from './file-issue';
import type { FileSource } from './file-source';
import { readBytes } from './read-bytes';
import { type ParsedRecords, RecordParser } from './record-parser';

/**
 * Reads a CSV file as a stream: the records of each piece of it, header and blank lines among them. A problem ends it: what follows
 * could be read wrongly. `onBytes` sees every byte as it stands in the file. Memory is bounded by a piece and a record.
 */
export async function* readRecords(source: FileSource, onBytes: (bytes: Buffer) => void): AsyncGenerator<ParsedRecords> {
  const guard = new ByteGuard();
  const parser = new RecordParser();
  try {
    for await (const piece of readBytes(source)) {
      onBytes(piece);
      const guarded = guard.take(piece);
      const parsed = await parser.write(guarded.bytes);
      // A broken quote stands before the bytes that the guard has refused.
      if (guarded.problem === undefined || parsed.problem !== undefined) {
        yield parsed;
        if (parsed.problem !== undefined) return;
        continue;
      }
      // The last record before them may still wait for its end; a quote that is open there is not the problem.
      const { records } = await parser.end();
      yield { records: [...parsed.records, ...records], problem: guarded.problem };
      return;
    }
    const last = await parser.end();
    yield { records: last.records, problem: last.problem ?? guard.end() };
  } catch (error) {
    yield { records: [], problem: unreadable(error) };
  } finally {
    parser.close();
  }
}

const reasons: Readonly<Record<string, string>> = { ENOENT: 'no such file', EISDIR: 'a folder', EACCES: 'no permission to read it' };

function unreadable(error: unknown): RowIssue {
  // Not from the system: a fault of ours, which nobody may take for a fault of the file.
  if (typeof error !== 'object' || error === null || !('syscall' in error && 'code' in error)) throw error;
  const code = String(error.code);
  return fileIssue('file_unreadable', 1, 'a file that can be read', reasons[code] ?? code, 'Check its name, place and permissions.');
}

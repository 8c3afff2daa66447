import { type CsvError, Parser } from 'csv-parse';
import { limits } from '../domain/limits';
import type { RowIssue } from '../domain/row-issue';
import { delimiterCharacter } from './delimiter-character';
import type { FileDelimiter } from './file-form';
import { fileIssue } from './file-issue';
import type { FileRecord } from './file-record';

export type ParsedRecords = Readonly<{ records: readonly FileRecord[]; problem: RowIssue | undefined }>;

const utf8CharacterBytesMax = 4;
const recordBytesMax = limits.lineCharactersMax * utf8CharacterBytesMax;

/**
 * Feeds csv-parse piece by piece and collects its records by hook instead of through its stream: a stream that fails drops what
 * it had read but not handed over, and the rows before a stray quote should still be checked.
 */
export class RecordParser {
  #records: FileRecord[] = [];
  #nextLine = 1;
  #failure: CsvError | undefined;
  readonly #parser: Parser;

  constructor(delimiter: FileDelimiter) {
    this.#parser = new Parser({
      bom: true,
      delimiter: delimiterCharacter(delimiter),
      // All three in any mix: a list pasted together from two systems has them.
      record_delimiter: ['\r\n', '\n', '\r'],
      // A record of the wrong length is an issue of its row, found later, not the end of the file.
      relax_column_count: true,
      max_record_size: recordBytesMax,
      on_record: (cells: string[]) => this.#keep(cells),
    });
    // Without a listener a failed stream ends the process; the failure is told through the callbacks below too.
    this.#parser.on('error', () => undefined);
  }

  async write(bytes: Buffer): Promise<ParsedRecords> {
    await new Promise<void>((resolve) => this.#parser.write(bytes, (error) => this.#settle(error, resolve)));
    return this.#taken();
  }

  async end(): Promise<ParsedRecords> {
    this.#parser.resume();
    await new Promise<void>((resolve) => this.#parser.end((error?: Error | null) => this.#settle(error, resolve)));
    return this.#taken();
  }

  close(): void {
    this.#parser.destroy();
  }

  #settle(error: Error | null | undefined, resolve: () => void): void {
    if (error) this.#failure = error as CsvError;
    resolve();
  }

  #taken(): ParsedRecords {
    const records = this.#records;
    this.#records = [];
    return { records, problem: this.#failure === undefined ? undefined : quoteProblem(this.#failure.code, this.#nextLine) };
  }

  /** csv-parse counts a quoted CR LF twice, so the lines are counted here, by the breaks that the cells really hold. */
  #keep(cells: readonly string[]): null {
    const line = this.#nextLine;
    const lastLine = cells.reduce((count, cell) => count + lineBreaks(cell), line);
    this.#nextLine = lastLine + 1;
    this.#records.push({ line, lastLine, cells });
    return null;
  }
}

function lineBreaks(cell: string): number {
  if (!cell.includes('\n') && !cell.includes('\r')) return 0;
  return cell.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** The library's own message repeats the cell, so only its code is used. `line` is where the broken record starts. */
function quoteProblem(code: string, line: number): RowIssue {
  const rest = 'The lines from here on were not checked.';
  if (code === 'CSV_MAX_RECORD_SIZE' || code === 'CSV_QUOTE_NOT_CLOSED') {
    const fix = `Close the quote that opens in this line, or remove it. ${rest}`;
    // Where it closes in the end, so long a cell is no cell either.
    const got =
      code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote that never closes' : `a quote that does not close within ${recordBytesMax} bytes`;
    return fileIssue('quote_not_closed', line, 'every quoted cell to end with a quote', got, fix);
  }
  const fix = `Put the whole cell in quotes and write each quote inside it twice, or remove the quote. ${rest}`;
  return fileIssue('quote_stray', line, 'quotes only around a whole cell', 'a quote in the middle of a cell', fix);
}

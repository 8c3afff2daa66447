import { isUtf8 } from 'node:buffer';
import { limits } from '../domain/limits';
import type { RowIssue } from '../domain/row-issue';
import { fileIssue } from './file-issue';
import { incompleteTailBytes } from './incomplete-tail-bytes';
import { signatureProblem } from './signature-problem';

const lineFeed = 10;
const carriageReturn = 13;

export type GuardedBytes = Readonly<{
  /** What may be parsed: whole UTF-8 characters, up to the line with the problem if there is one. */
  bytes: Buffer;
  problem: RowIssue | undefined;
}>;

/**
 * Looks at a file's bytes before they are parsed, so that a binary file, another encoding or a line without end is named by its
 * physical line instead of filling the memory or coming out as odd characters in somebody's name.
 */
export class ByteGuard {
  #pending: Buffer = Buffer.alloc(0);
  #bytesRead = 0;
  #line = 1;
  #lineCharacters = 0;
  #afterCarriageReturn = false;

  /** Takes the next piece of the file. After a problem nothing more may be asked. */
  take(piece: Buffer): GuardedBytes {
    const signature = this.#bytesRead === 0 ? signatureProblem(piece) : undefined;
    if (signature !== undefined) return { bytes: Buffer.alloc(0), problem: signature };
    this.#bytesRead += piece.length;
    if (this.#bytesRead > limits.fileBytesMax) {
      return { bytes: Buffer.alloc(0), problem: tooLarge(this.#line) };
    }
    const joined = this.#pending.length === 0 ? piece : Buffer.concat([this.#pending, piece]);
    const whole = joined.subarray(0, joined.length - incompleteTailBytes(joined));
    this.#pending = joined.subarray(whole.length);
    return this.#look(whole, isUtf8(whole));
  }

  /** Ends the file. */
  end(): RowIssue | undefined {
    return this.#pending.length === 0 ? undefined : notUtf8(this.#line);
  }

  #look(bytes: Buffer, allUtf8: boolean): GuardedBytes {
    let lineStart = 0;
    const stop = (problem: RowIssue): GuardedBytes => ({ bytes: bytes.subarray(0, lineStart), problem });
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === lineFeed || byte === carriageReturn) {
        // Only on failure: line by line, to name the first line that is not UTF-8.
        if (!allUtf8 && !isUtf8(bytes.subarray(lineStart, at))) return stop(notUtf8(this.#line));
        if (byte === carriageReturn || !this.#afterCarriageReturn) this.#line += 1;
        this.#afterCarriageReturn = byte === carriageReturn;
        this.#lineCharacters = 0;
        lineStart = at + 1;
        continue;
      }
      this.#afterCarriageReturn = false;
      if (byte === 0) return stop(binary(this.#line));
      // Every byte but a continuation starts a character.
      if ((byte & 0xc0) !== 0x80) this.#lineCharacters += 1;
      if (this.#lineCharacters > limits.lineCharactersMax) return stop(lineTooLong(this.#line));
    }
    return allUtf8 ? { bytes, problem: undefined } : stop(notUtf8(this.#line));
  }
}

function tooLarge(line: number): RowIssue {
  return fileIssue('file_too_large', line, `at most ${limits.fileBytesMax} bytes`, 'more', 'Split the file.');
}

function notUtf8(line: number): RowIssue {
  const fix = 'Save the file as "CSV UTF-8". The lines from here on were not checked.';
  return fileIssue('file_encoding', line, 'text in UTF-8', 'bytes of another encoding', fix);
}

function binary(line: number): RowIssue {
  return fileIssue('file_binary', line, 'text', 'a zero byte', 'Save the file as "CSV UTF-8". The lines from here on were not checked.');
}

function lineTooLong(line: number): RowIssue {
  const fix = 'Check that this is a CSV file with line breaks. The lines from here on were not checked.';
  return fileIssue('line_too_long', line, `at most ${limits.lineCharactersMax} characters in a line`, 'more', fix);
}

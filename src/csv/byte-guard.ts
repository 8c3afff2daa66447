import { isUtf8 } from 'node:buffer';
import { limits } from '../domain/limits';
import type { RowIssue } from '../domain/row-issue';
import { encodingIssue } from './encoding-issue';
import { FileDecoder } from './file-decoder';
import type { FileEncoding } from './file-form';
import { fileIssue } from './file-issue';
import { incompleteTailBytes } from './incomplete-tail-bytes';
import { signatureProblem } from './signature-problem';
import { windows1252 } from './windows-1252';

const lineFeed = 10;
const carriageReturn = 13;

export type GuardedBytes = Readonly<{
  /** What may be parsed: whole characters in UTF-8, whatever the file's encoding, up to the line with the problem if there is one. */
  bytes: Buffer;
  problem: RowIssue | undefined;
}>;

/**
 * Decodes a file's bytes and looks at them before they are parsed, so that a binary file, another encoding or a line without end is named by its
 * physical line instead of filling the memory or coming out as odd characters in somebody's name.
 */
export class ByteGuard {
  readonly #encoding: FileEncoding;
  readonly #decoder: FileDecoder;
  #pending: Buffer = Buffer.alloc(0);
  #bytesRead = 0;
  #hasUtf8Letters = false;
  #line = 1;
  #lineCharacters = 0;
  #afterCarriageReturn = false;

  constructor(encoding: FileEncoding) {
    this.#encoding = encoding;
    this.#decoder = new FileDecoder(encoding);
  }

  /** Takes the next piece of the file. After a problem nothing more may be asked. */
  take(piece: Buffer): GuardedBytes {
    const signature = this.#bytesRead === 0 ? signatureProblem(piece, this.#encoding) : undefined;
    if (signature !== undefined) return { bytes: Buffer.alloc(0), problem: signature };
    this.#bytesRead += piece.length;
    if (this.#bytesRead > limits.fileBytesMax) {
      return { bytes: Buffer.alloc(0), problem: tooLarge(this.#line) };
    }
    return this.#takeDecoded(this.#decoder.take(piece));
  }

  /** Ends the file: the last characters may have waited for it. */
  end(): GuardedBytes {
    const last = this.#takeDecoded(this.#decoder.end());
    if (last.problem !== undefined || this.#pending.length === 0) return last;
    return { bytes: last.bytes, problem: this.#notDecoded(this.#pending) };
  }

  #takeDecoded(decoded: Buffer): GuardedBytes {
    const joined = this.#pending.length === 0 ? decoded : Buffer.concat([this.#pending, decoded]);
    const whole = joined.subarray(0, joined.length - incompleteTailBytes(joined));
    this.#pending = joined.subarray(whole.length);
    return this.#look(whole, isUtf8(whole));
  }

  #look(bytes: Buffer, allUtf8: boolean): GuardedBytes {
    let lineStart = 0;
    const stop = (problem: RowIssue): GuardedBytes => ({ bytes: bytes.subarray(0, lineStart), problem });
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === lineFeed || byte === carriageReturn) {
        // Only on failure: line by line, to name the first line that is not UTF-8.
        if (!allUtf8 && !this.#isUtf8Line(bytes.subarray(lineStart, at))) return stop(this.#notDecoded(bytes.subarray(lineStart, at)));
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
      else if (allUtf8) this.#hasUtf8Letters = true;
      if (this.#lineCharacters > limits.lineCharactersMax) return stop(lineTooLong(this.#line));
    }
    return allUtf8 ? { bytes, problem: undefined } : stop(this.#notDecoded(bytes.subarray(lineStart)));
  }

  #isUtf8Line(line: Buffer): boolean {
    const isGood = isUtf8(line);
    if (isGood && line.some((byte) => byte >= 0x80)) this.#hasUtf8Letters = true;
    return isGood;
  }

  #notDecoded(line: Buffer): RowIssue {
    // Where other lines are good UTF-8, the file is no other encoding but a mixture that only a person can part.
    const seems = this.#encoding === 'utf-8' && !this.#hasUtf8Letters && windows1252.seems(line) ? 'windows-1252' : this.#decoder.seems;
    return encodingIssue(this.#line, this.#encoding, seems);
  }
}

function tooLarge(line: number): RowIssue {
  return fileIssue('file_too_large', line, `at most ${limits.fileBytesMax} bytes`, 'more', 'Split the file.');
}

function binary(line: number): RowIssue {
  return fileIssue('file_binary', line, 'text', 'a zero byte', 'Save the file as "CSV UTF-8". The lines from here on were not checked.');
}

function lineTooLong(line: number): RowIssue {
  const fix = 'Check that this is a CSV file with line breaks. The lines from here on were not checked.';
  return fileIssue('line_too_long', line, `at most ${limits.lineCharactersMax} characters in a line`, 'more', fix);
}

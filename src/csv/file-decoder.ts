import { isUtf8 } from 'node:buffer';
import { limits } from '../domain/limits';
import type { FileEncoding } from './file-form';
import { windows1252 } from './windows-1252';

/** No byte of UTF-8: it stands where the file could not be decoded, so that whoever looks at the bytes names the line. */
const broken = Buffer.from([0xff]);

/**
 * Makes UTF-8 of a file in another encoding, piece by piece, so that everything behind it knows one encoding. Strict: what it makes can be
 * turned back into the same bytes. What cannot be decoded becomes one byte that is no UTF-8; nothing after it may be used.
 */
export class FileDecoder {
  readonly #encoding: FileEncoding;
  #pending: Buffer = Buffer.alloc(0);
  #seems: FileEncoding | undefined;

  constructor(encoding: FileEncoding) {
    this.#encoding = encoding;
  }

  /** What the file seems to be, if it turned out not to be what it is read by. */
  get seems(): FileEncoding | undefined {
    return this.#seems;
  }

  take(piece: Buffer): Buffer {
    if (this.#encoding === 'utf-8') return piece;
    const joined = this.#pending.length === 0 ? piece : Buffer.concat([this.#pending, piece]);
    const whole = joined.subarray(0, this.#encoding === 'windows-1252' ? wholeLinesBytes(joined) : wholeUtf16Bytes(joined, this.#encoding));
    this.#pending = joined.subarray(whole.length);
    return this.#decode(whole);
  }

  end(): Buffer {
    const rest = this.#pending;
    this.#pending = Buffer.alloc(0);
    return this.#decode(rest);
  }

  #decode(bytes: Buffer): Buffer {
    if (this.#encoding === 'utf-8' || bytes.length === 0) return bytes;
    if (this.#encoding === 'windows-1252') return this.#decode1252(bytes);
    return decodeUtf16(bytes, this.#encoding);
  }

  #decode1252(bytes: Buffer): Buffer {
    const utf8At = firstUtf8Line(bytes);
    if (utf8At !== undefined) {
      this.#seems = 'utf-8';
      return Buffer.concat([Buffer.from(windows1252.decode(bytes.subarray(0, utf8At)).text), broken]);
    }
    const { text, isWhole } = windows1252.decode(bytes);
    return isWhole ? Buffer.from(text) : Buffer.concat([Buffer.from(text), broken]);
  }
}

/** A line is looked at as a whole; one without end is left to whoever counts its characters. */
function wholeLinesBytes(bytes: Buffer): number {
  const end = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13)) + 1;
  return bytes.length - end > limits.lineCharactersMax ? bytes.length : end;
}

/** Letters that are well-formed UTF-8 are that and nothing else: read by a byte each, `ö` would become `Ã¶` in somebody's name. */
function firstUtf8Line(bytes: Buffer): number | undefined {
  if (!bytes.some((byte) => byte >= 0x80)) return undefined;
  let start = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) continue;
    const line = bytes.subarray(start, at);
    if (line.some((byte) => byte >= 0x80) && isUtf8(line)) return start;
    start = at + 1;
  }
  return undefined;
}

function wholeUtf16Bytes(bytes: Buffer, encoding: FileEncoding): number {
  const even = bytes.length - (bytes.length % 2);
  // The second half of a character may come with the next piece.
  const high = even === 0 ? 0 : (bytes[encoding === 'utf-16le' ? even - 1 : even - 2] as number);
  return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
}

function decodeUtf16(bytes: Buffer, encoding: FileEncoding): Buffer {
  const isWhole = bytes.length % 2 === 0;
  const units = isWhole ? bytes : bytes.subarray(0, -1);
  const text = (encoding === 'utf-16be' ? Buffer.from(units).swap16() : units).toString('utf16le');
  const half = text.search(/\p{Surrogate}/u);
  if (half !== -1) return Buffer.concat([Buffer.from(text.slice(0, half)), broken]);
  return isWhole ? Buffer.from(text) : Buffer.concat([Buffer.from(text), broken]);
}

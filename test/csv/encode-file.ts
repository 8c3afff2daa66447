import type { FileEncoding } from '../../src/csv/file-form';
import { windows1252 } from '../../src/csv/windows-1252';

/** A file's bytes in an encoding. */
export function encodeFile(text: string, encoding: FileEncoding): Buffer {
  if (encoding === 'windows-1252') return windows1252.encode(text);
  if (encoding === 'utf-8') return Buffer.from(text);
  const littleEndian = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? littleEndian : littleEndian.swap16();
}

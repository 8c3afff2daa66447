import { createReadStream } from 'node:fs';
import type { FileSource } from './file-source';

/** Long enough to tell a spreadsheet or UTF-16 from text. */
const signatureBytes = 4;
/** Enough that reading costs nothing, and so little that its rows are gone before they are many. */
const chunkBytes = 64 * 1024;

/** A file's bytes in pieces; the first piece holds at least the bytes that tell what kind of file it is, if there are so many. */
export async function* readBytes(source: FileSource): AsyncGenerator<Buffer> {
  let first: Buffer | undefined = Buffer.alloc(0);
  const pieces = typeof source === 'string' ? createReadStream(source, { highWaterMark: chunkBytes }) : source;
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (first === undefined) {
      yield bytes;
    } else {
      first = Buffer.concat([first, bytes]);
      if (first.length < signatureBytes) continue;
      yield first;
      first = undefined;
    }
  }
  if (first !== undefined && first.length > 0) yield first;
}

import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { FileSource } from './file-source';

/** Long enough to tell a spreadsheet or UTF-16 from text. */
const signatureBytes = 4;
/** Enough that reading costs nothing, and so little that its rows are gone before they are many. */
const chunkBytes = 64 * 1024;

/** A file's bytes in pieces; the first piece holds at least the bytes that tell what kind of file it is, if there are so many. */
export async function* readBytes(source: FileSource): AsyncGenerator<Buffer> {
  let first: Buffer | undefined = Buffer.alloc(0);
  const pieces = typeof source === 'string' ? createReadStream(source, { highWaterMark: chunkBytes }) : inPieces(source);
  for await (const bytes of pieces as AsyncIterable<Buffer>) {
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

/** Whoever reads what is at hand all at once lets others go on between its pieces, a worker's signs of life among them. */
async function* inPieces(source: Exclude<FileSource, string>): AsyncGenerator<Buffer> {
  for await (const { buffer, byteOffset, byteLength } of source) {
    for (let from = 0; from < byteLength; from += chunkBytes) {
      if (from > 0) await setImmediate();
      yield Buffer.from(buffer, byteOffset + from, Math.min(chunkBytes, byteLength - from));
    }
  }
}

import { setImmediate } from 'node:timers/promises';

const pieceBytes = 65_536;

/** A file that is at hand whole, piece by piece: whoever reads a large one lets others go on meanwhile, a worker's signs of life among them. */
export async function* bytesInPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    yield bytes.subarray(from, from + pieceBytes);
    await setImmediate();
  }
}

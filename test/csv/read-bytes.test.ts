import { readBytes } from '../../src/csv/read-bytes';

const all = async (source: readonly Uint8Array[]): Promise<readonly Buffer[]> => {
  const pieces: Buffer[] = [];
  for await (const piece of readBytes(source)) pieces.push(piece);
  return pieces;
};

test('what is at hand all at once comes in pieces that make the whole, and others go on between them', async () => {
  const bytes = Buffer.from('0123456789'.repeat(50_000));
  const pieces: Buffer[] = [];
  const seen: number[] = [];
  const going = setInterval(() => seen.push(pieces.length), 0);
  for await (const piece of readBytes([bytes.subarray(0, 3), bytes.subarray(3)])) {
    const until = Date.now() + 5;
    while (Date.now() < until);
    pieces.push(piece);
  }
  clearInterval(going);
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  expect(pieces.length).toBeGreaterThan(2);
  expect(seen.some((count) => count < pieces.length)).toBe(true);
});

test('the first piece has enough bytes to tell what kind of file it is, however they come', async () => {
  expect((await all([...'UTF-8'].map((letter) => Buffer.from(letter)))).map(String)).toEqual(['UTF-', '8']);
});

test('a file without bytes has no piece', async () => {
  expect(await all([Buffer.alloc(0)])).toEqual([]);
});

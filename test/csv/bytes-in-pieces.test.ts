import { bytesInPieces } from '../../src/csv/bytes-in-pieces';

test('the pieces make the whole, and others go on between them', async () => {
  const bytes = Buffer.from('0123456789'.repeat(20_000));
  const pieces: Buffer[] = [];
  const seen: number[] = [];
  const going = setInterval(() => seen.push(pieces.length), 0);
  for await (const piece of bytesInPieces(bytes)) {
    const until = Date.now() + 5;
    while (Date.now() < until);
    pieces.push(piece);
  }
  clearInterval(going);
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  expect(pieces.length).toBeGreaterThan(2);
  expect(seen.some((count) => count < pieces.length)).toBe(true);
});

test('a file without bytes has no piece', async () => {
  for await (const _ of bytesInPieces(Buffer.alloc(0))) throw new Error('a piece of nothing');
});

import fc from 'fast-check';
import { type ClientMessage, DatabaseMessages } from '../../src/embedded/database-messages';

const typed = (type: string, body: Buffer) => {
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
};
const untyped = (code: number, body = Buffer.alloc(0)) => {
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(code, 4);
  return Buffer.concat([head, body]);
};
const startup = untyped(3 << 16, Buffer.from('user\0postgres\0\0'));
const sync = typed('S', Buffer.alloc(0));

const read = (pieces: readonly Buffer[]): ClientMessage[] => {
  const messages = new DatabaseMessages();
  return pieces.flatMap((piece) => [...messages.push(piece)]);
};

const exchange = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((sql) => typed('Q', Buffer.from(sql))),
  fc
    .array(fc.tuple(fc.constantFrom('P', 'B', 'D', 'E', 'C', 'H'), fc.uint8Array({ maxLength: 40 })), { maxLength: 5 })
    .map((parts) => Buffer.concat([...parts.map(([type, body]) => typed(type, Buffer.from(body))), sync])),
);

test('however the bytes are cut, each exchange comes out whole, once and in order', () => {
  fc.assert(
    fc.property(fc.array(exchange, { maxLength: 6 }), fc.array(fc.nat(400), { maxLength: 8 }), (exchanges, cuts) => {
      const bytes = Buffer.concat([
        untyped(80877103),
        startup,
        typed('p', Buffer.from('secret\0')),
        ...exchanges,
        typed('X', Buffer.alloc(0)),
      ]);
      const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b);
      const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      const got = read(pieces);
      expect(got.map(({ kind }) => kind)).toEqual(['ssl_request', 'startup', 'password', ...exchanges.map(() => 'exchange'), 'terminate']);
      expect(got[2]).toEqual({ kind: 'password', password: 'secret' });
      expect(got.flatMap((message) => (message.kind === 'exchange' ? [message.bytes.toString('hex')] : []))).toEqual(
        exchanges.map((bytesOfOne) => bytesOfOne.toString('hex')),
      );
    }),
  );
});

test('an exchange is held back until its Sync is there', () => {
  const parse = typed('P', Buffer.from('\0select 1\0\0\0'));
  expect(read([startup, parse, typed('E', Buffer.alloc(5))]).map(({ kind }) => kind)).toEqual(['startup']);
  expect(read([startup, parse, sync]).map(({ kind }) => kind)).toEqual(['startup', 'exchange']);
});

test.each([
  ['a web browser', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
  ['another version of the protocol', untyped(2 << 16)],
  ['a start-up packet without end', untyped(3 << 16, Buffer.alloc(20_000))],
  ['a message shorter than its own length', Buffer.concat([startup, Buffer.from([0x51, 0, 0, 0, 1])])],
])('%s is no client', (_, bytes) => {
  expect(() => read([bytes])).toThrow();
});

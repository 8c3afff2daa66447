import { limits } from '../domain/limits';

/** `exchange` ends with a Sync or a simple Query, after which the server answers that it is ready. */
export type ClientMessage =
  | Readonly<{ kind: 'ssl_request' }>
  | Readonly<{ kind: 'cancel_request' }>
  | Readonly<{ kind: 'startup' }>
  | Readonly<{ kind: 'password'; password: string }>
  | Readonly<{ kind: 'exchange'; bytes: Buffer }>
  | Readonly<{ kind: 'terminate' }>;

const sslCode = 80877103;
const gssCode = 80877104;
const cancelCode = 80877102;
const startupBytesMax = 10_000;

/**
 * Cuts one client's bytes into whole messages of PostgreSQL's protocol, version 3. The messages of an extended query (Parse, Bind,
 * Describe, Execute, Sync) come out as one exchange, since on a backend that is shared another client's Parse between them would
 * give this client's values to the other's statement.
 */
export class DatabaseMessages {
  private waiting: Buffer = Buffer.alloc(0);
  /** Where the next message of the exchange under way begins. */
  private scannedBytes = 0;
  private phase: 'startup' | 'typed' = 'startup';

  /** @throws Error when the bytes are no such protocol, or too many */
  *push(bytes: Buffer): Generator<ClientMessage> {
    this.waiting = this.waiting.length === 0 ? bytes : Buffer.concat([this.waiting, bytes]);
    if (this.waiting.length > limits.embeddedExchangeBytesMax) throw new Error('too many bytes in one exchange');
    for (let message = this.next(); message !== undefined; message = this.next()) yield message;
  }

  private next(): ClientMessage | undefined {
    return this.phase === 'typed' ? this.nextTyped() : this.nextUntyped();
  }

  /** Before and at start-up a message has no type: its length and a code. */
  private nextUntyped(): ClientMessage | undefined {
    if (this.waiting.length < 8) return undefined;
    const length = this.waiting.readInt32BE(0);
    const code = this.waiting.readInt32BE(4);
    if (length < 8 || length > startupBytesMax) throw new Error('not a start-up packet');
    if (this.waiting.length < length) return undefined;
    this.take(length);
    if (code === sslCode || code === gssCode) return { kind: 'ssl_request' };
    if (code === cancelCode) return { kind: 'cancel_request' };
    if (code >> 16 !== 3) throw new Error('not version 3 of the protocol');
    this.phase = 'typed';
    return { kind: 'startup' };
  }

  private nextTyped(): ClientMessage | undefined {
    while (this.waiting.length >= this.scannedBytes + 5) {
      const type = String.fromCharCode(this.waiting[this.scannedBytes] ?? 0);
      const length = 1 + this.waiting.readInt32BE(this.scannedBytes + 1);
      if (length < 5) throw new Error('a message shorter than its own length');
      if (this.waiting.length < this.scannedBytes + length) return undefined;
      this.scannedBytes += length;
      // Terminate and the password stand alone; everything else is gathered up to the Sync or Query that ends it.
      if (type === 'X') return { kind: 'terminate' };
      if (type === 'p') return { kind: 'password', password: this.take(this.scannedBytes).toString('utf8', 5, length - 1) };
      if (type === 'S' || type === 'Q' || type === 'F') return { kind: 'exchange', bytes: this.take(this.scannedBytes) };
    }
    return undefined;
  }

  private take(bytes: number): Buffer {
    const taken = this.waiting.subarray(0, bytes);
    this.waiting = this.waiting.subarray(bytes);
    this.scannedBytes = 0;
    return taken;
  }
}

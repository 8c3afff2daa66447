/** What this needs of PGlite: one backend, which runs the bytes of a client's messages. */
export interface ProtocolEngine {
  execProtocolRawStream(message: Uint8Array, options: { onRawData: (bytes: Uint8Array) => void }): Promise<void>;
  isInTransaction(): boolean;
}

/** One client's hold on the backend. */
export type BackendSession = Readonly<{
  /** Runs one exchange and returns the whole answer, once what it wrote is stored. `inTransaction`: the backend stays with this session. */
  run(bytes: Buffer): Promise<Readonly<{ answer: Buffer; inTransaction: boolean }>>;
  /** Rolls back what is open and lets the next session in. */
  end(): Promise<void>;
}>;

const rollback = simpleQuery('rollback');

/**
 * Shares one backend among many clients: each exchange runs alone, and from the first exchange of a transaction to its last no other
 * client's runs. Who comes first is served first.
 */
export class DatabaseBackend {
  private owner: symbol | undefined;
  private readonly queue: { session: symbol; start: () => void }[] = [];

  constructor(private readonly engine: ProtocolEngine) {}

  openSession(): BackendSession {
    const session = Symbol('session');
    // A session's own calls run one after the other, its end after the last of them.
    let last: Promise<unknown> = Promise.resolve();
    const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    };
    return { run: (bytes) => inTurn(() => this.run(session, bytes)), end: () => inTurn(() => this.end(session)) };
  }

  private async run(session: symbol, bytes: Buffer) {
    await this.acquire(session);
    try {
      const answer = await this.execute(bytes);
      return { answer, inTransaction: this.engine.isInTransaction() };
    } finally {
      if (!this.engine.isInTransaction()) this.release();
    }
  }

  private async end(session: symbol): Promise<void> {
    if (this.owner !== session) return;
    if (this.engine.isInTransaction()) await this.execute(rollback);
    this.release();
  }

  private async execute(bytes: Buffer): Promise<Buffer> {
    const parts: Buffer[] = [];
    // The bytes stand in memory that the backend writes over with the next ones.
    await this.engine.execProtocolRawStream(bytes, { onRawData: (part) => parts.push(Buffer.from(part)) });
    return Buffer.concat(parts);
  }

  private acquire(session: symbol): Promise<void> | void {
    if (this.owner === session) return;
    if (this.owner === undefined) {
      this.owner = session;
      return;
    }
    return new Promise((start) => {
      this.queue.push({ session, start });
    });
  }

  private release(): void {
    const next = this.queue.shift();
    this.owner = next?.session;
    next?.start();
  }
}

function simpleQuery(sql: string): Buffer {
  const text = Buffer.from(`${sql}\0`);
  const head = Buffer.alloc(5, 'Q');
  head.writeInt32BE(4 + text.length, 1);
  return Buffer.concat([head, text]);
}

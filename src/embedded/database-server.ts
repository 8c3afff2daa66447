import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { assertNever } from '../domain/assert-never';
import { limits } from '../domain/limits';
import { type BackendSession, DatabaseBackend, type ProtocolEngine } from './database-backend';
import { type ClientMessage, DatabaseMessages } from './database-messages';

export type DatabaseServer = Readonly<{ port: number; close(): Promise<void> }>;

export type DatabaseServerOptions = Readonly<{
  /** 0 takes a free one. */
  port: number;
  password: string;
  /** The backend failed in a way that leaves its state unknown: end the process, and start anew from what is stored. */
  onBroken: (error: unknown) => void;
  /** How long a client may hold a transaction and say nothing, `limits.transactionIdleMs` by default. */
  transactionIdleMs?: number;
}>;

/**
 * Serves one PGlite to many clients on a loopback port, each behind the password: everybody on this machine can reach the port.
 * What `SET`, a named statement or a temporary table changes is changed for all clients.
 */
export async function startDatabaseServer(engine: ProtocolEngine, options: DatabaseServerOptions): Promise<DatabaseServer> {
  const backend = new DatabaseBackend(engine);
  const sockets = new Set<Socket>();
  const ends = new Set<Promise<void>>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const session = backend.openSession();
    serve(socket, session, options);
    socket.once('close', () => {
      sockets.delete(socket);
      const end = session.end().catch(options.onBroken);
      ends.add(end);
      void end.then(() => ends.delete(end));
    });
  });
  server.listen({ port: options.port, host: '127.0.0.1', exclusive: true });
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => close(server, sockets, ends) };
}

async function close(server: Server, sockets: ReadonlySet<Socket>, ends: ReadonlySet<Promise<void>>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  for (const socket of sockets) socket.destroy();
  await closed;
  await Promise.all(ends);
}

function serve(socket: Socket, session: BackendSession, options: DatabaseServerOptions): void {
  const messages = new DatabaseMessages();
  const client = new ServedClient(socket, session, options);
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes) => {
    try {
      for (const message of messages.push(bytes)) client.receive(message);
    } catch {
      socket.destroy(); // not a client of PostgreSQL
    }
  });
}

/** One client: its password first, then its exchanges in order. */
class ServedClient {
  private phase: 'startup' | 'password' | 'admitted' = 'startup';
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly session: BackendSession,
    private readonly options: DatabaseServerOptions,
  ) {}

  /** @throws Error when it is not the message's turn */
  receive(message: ClientMessage): void {
    switch (message.kind) {
      case 'ssl_request':
        this.socket.write('N'); // the port is reachable from this machine only
        return;
      case 'startup':
        this.phase = 'password';
        this.socket.write(askPassword);
        return;
      case 'password':
        this.expect('password');
        this.admit(message.password);
        return;
      case 'exchange':
        this.expect('admitted');
        this.run(message.bytes);
        return;
      // A cancel names a backend by a number that all clients share, so it would stop somebody else's statement.
      case 'cancel_request':
      case 'terminate':
        this.socket.end();
        return;
      default:
        assertNever(message);
    }
  }

  private expect(phase: 'password' | 'admitted'): void {
    if (this.phase !== phase) throw new Error('a message before its turn');
  }

  private admit(password: string): void {
    const [given, expected] = [Buffer.from(password), Buffer.from(this.options.password)];
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      this.socket.end(wrongPassword);
      return;
    }
    this.phase = 'admitted';
    this.run(startup);
  }

  private run(bytes: Buffer): void {
    clearTimeout(this.idle);
    this.session.run(bytes).then(({ answer, inTransaction }) => {
      if (this.socket.destroyed) return;
      this.socket.write(answer);
      // While a transaction stands open nobody else is served: a client that was stopped in the middle of one must not stop them all.
      const idleMs = this.options.transactionIdleMs ?? limits.transactionIdleMs;
      if (inTransaction) this.idle = setTimeout(() => this.socket.destroy(), idleMs);
    }, this.options.onBroken);
  }
}

const askPassword = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]);
const wrongPassword = errorResponse('28P01', 'the password is not that of the embedded database');

// Every client starts up alike, whatever it asked for: its settings would be everybody's, and a database that is not there would end them all.
const startup = startupPacket({ user: 'postgres', database: 'postgres' });

function startupPacket(parameters: Readonly<Record<string, string>>): Buffer {
  const text = Object.entries(parameters).map(([name, value]) => `${name}\0${value}\0`);
  const body = Buffer.from(`${text.join('')}\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(3 << 16, 4);
  return Buffer.concat([head, body]);
}

function errorResponse(sqlState: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${message}\0\0`);
  const head = Buffer.alloc(5, 'E');
  head.writeInt32BE(4 + fields.length, 1);
  return Buffer.concat([head, fields]);
}

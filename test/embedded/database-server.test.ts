import { Client } from 'pg';
import type { ProtocolEngine } from '../../src/embedded/database-backend';
import { type DatabaseServer, startDatabaseServer } from '../../src/embedded/database-server';

/** A backend that knows `begin` and `rollback` only, and remembers what ran in which order. */
class ScriptedEngine implements ProtocolEngine {
  readonly ran: string[] = [];
  private inBlock = false;

  isInTransaction(): boolean {
    return this.inBlock;
  }

  async execProtocolRawStream(message: Uint8Array, { onRawData }: { onRawData: (bytes: Uint8Array) => void }): Promise<void> {
    await new Promise(setImmediate);
    const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
    if (message[0] === 0) {
      onRawData(Buffer.concat([Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]), ready]));
      return;
    }
    const sql = Buffer.from(message.subarray(5, -1)).toString();
    this.ran.push(sql);
    this.inBlock = sql === 'begin' || (this.inBlock && sql !== 'rollback');
    onRawData(Buffer.concat([Buffer.from('C\0\0\0\x08OK \0'), ready]));
  }
}

let server: DatabaseServer;
let engine: ScriptedEngine;
const broken = jest.fn();
const clients: Client[] = [];

const client = async () => {
  const opened = new Client({ host: '127.0.0.1', port: server.port, user: 'postgres', password: 'secret', database: 'postgres' });
  opened.on('error', () => undefined);
  await opened.connect();
  clients.push(opened);
  return opened;
};

/** One whose clients may be idle for long: on a machine under load they are, between two statements. */
const start = async (transactionIdleMs = 60_000) => {
  engine = new ScriptedEngine();
  server = await startDatabaseServer(engine, { port: 0, password: 'secret', onBroken: broken, transactionIdleMs });
};
afterEach(async () => {
  await server.close();
  await Promise.all(clients.splice(0).map((opened) => opened.end().catch(() => undefined)));
  expect(broken).not.toHaveBeenCalled();
});

test('while one client is inside a transaction nobody else’s statement runs', async () => {
  await start();
  const [one, two] = [await client(), await client()];
  await one.query('begin');
  const waiting = two.query('two');
  await one.query('one');
  await one.query('rollback');
  await waiting;
  expect(engine.ran).toEqual(['begin', 'one', 'rollback', 'two']);
});

test('a client that stops in the middle of a transaction is put out after a while, and rolled back', async () => {
  await start(100);
  const [stopped, other] = [await client(), await client()];
  await stopped.query('begin');
  await other.query('other');
  expect(engine.ran).toEqual(['begin', 'rollback', 'other']);
  await expect(stopped.query('late')).rejects.toThrow();
});

test('clients that wait are served in the order in which they came', async () => {
  await start();
  const [first, ...others] = await Promise.all([client(), client(), client(), client()]);
  await first.query('begin');
  const waiting: Promise<unknown>[] = [];
  for (const [index, other] of others.entries()) {
    waiting.push(other.query(`waits ${index}`));
    await first.query('still here'); // the other's words have come by now
  }
  await first.query('rollback');
  await Promise.all(waiting);
  expect(engine.ran.filter((sql) => sql.startsWith('waits'))).toEqual(['waits 0', 'waits 1', 'waits 2']);
});

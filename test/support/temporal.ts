import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';

export type TestTemporal = Readonly<{
  address: string;
  namespace: string;
  connection: Connection;
  client: Client;
  /** For workers of this test file. */
  nativeConnection: NativeConnection;
  /** Makes a task queue, batch id or workflow id that no other test has: all share one server. */
  unique(stem: string): string;
  close(): Promise<void>;
}>;

/** Connects to the server of this jest run; close it in `afterAll`, after the workers have ended. */
export async function connectTestTemporal(): Promise<TestTemporal> {
  const address = process.env.PAYRUN_TEST_TEMPORAL_ADDRESS;
  if (address === undefined) throw new Error('this folder is not among those of jest.config.js that get a Temporal server');
  const connection = await Connection.connect({ address });
  const nativeConnection = await NativeConnection.connect({ address });
  return {
    address,
    namespace: 'default',
    connection,
    client: new Client({ connection, namespace: 'default' }),
    nativeConnection,
    unique: (stem) => `${stem}-${randomUUID().slice(0, 8)}`,
    async close() {
      await connection.close();
      await nativeConnection.close();
    },
  };
}

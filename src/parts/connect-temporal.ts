import { Client, Connection } from '@temporalio/client';
import { limits } from '../domain/limits';
import { OutOfReach } from '../domain/out-of-reach';
import { errorCode } from '../store/error-code';
import { clientConnectionOptions, type TemporalServer } from '../temporal/connection-options';

export type TemporalClient = Readonly<{ client: Client; connection: Connection }>;

/**
 * Connects to Temporal and asks for the namespace, so that a wrong one is told here and not by the first batch.
 * @throws OutOfReach
 */
export async function connectTemporal(server: TemporalServer): Promise<TemporalClient> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ ...clientConnectionOptions(server), connectTimeout: limits.temporalConnectMs });
    const { namespace } = server;
    const asked = connection;
    await asked.withDeadline(Date.now() + limits.temporalConnectMs, () => asked.workflowService.describeNamespace({ namespace }));
    return { client: new Client({ connection, namespace }), connection };
  } catch (cause) {
    await connection?.close();
    const fix = 'check TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE; payrun doctor tries every connection';
    throw new OutOfReach(`Temporal at ${server.address} is out of reach`, reasonOf(cause, server.namespace), fix, { cause });
  }
}

/** gRPC's numbers that say something to a person. */
const grpcReasons: Readonly<Record<number, string>> = {
  4: 'it does not answer',
  7: 'it does not permit this',
  14: 'nothing answers there',
  16: 'it does not know this key',
};

function reasonOf(error: unknown, namespace: string): string {
  const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 5) return `it has no namespace ${namespace}`;
  if (typeof code === 'number') return grpcReasons[code] ?? `gRPC status ${code}`;
  return errorCode(cause) ?? 'nothing answers there';
}

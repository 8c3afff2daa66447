import type { ConnectionOptions } from '@temporalio/client';
import type { ClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';

/** A server: one that runs here is an address alone, one that settings name brings its keys and certificates. */
export type TemporalServer = Readonly<{ address: string; namespace: string; connect?: Readonly<{ reveal(): ClientConnectConfig }> }>;

/** How a client connects: `Connection.connect(...)`. */
export function clientConnectionOptions(server: TemporalServer): ConnectionOptions {
  return isOnThisMachine(server.address)
    ? { ...nativeOptions(server), channelArgs: { 'grpc.enable_http_proxy': 0 } }
    : nativeOptions(server);
}

/** gRPC sends even these through a proxy that the environment names, and no proxy reaches them. */
const isOnThisMachine = (address: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\]):\d+$/.test(address);

/** How a worker connects: `NativeConnection.connect(...)`. */
export function workerConnectionOptions(server: TemporalServer): NativeConnectionOptions {
  // Compressing each of a page's many small messages costs a third of the worker's time, and saves little on a near network.
  return { ...nativeOptions(server), grpcCompression: { codec: 'none' } };
}

function nativeOptions({ address, connect }: TemporalServer): NativeConnectionOptions {
  return { ...connect?.reveal().connectionOptions, address };
}

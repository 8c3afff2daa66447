import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { limits } from '../domain/limits';

/** The code of the error that ends a connection which took too long to be made. */
export const connectTimeoutCode = 'PAYRUN_CONNECT_TIMEOUT';

export type ConnectionAgents = Readonly<{ httpAgent: http.Agent; httpsAgent: https.Agent; close(): void }>;

function endLateConnection<Socket extends Duplex | null | undefined>(socket: Socket, connected: string, timeoutMs: number): Socket {
  if (!socket) return socket;
  const timer = setTimeout(() => socket.destroy(Object.assign(new Error('connect timeout'), { code: connectTimeoutCode })), timeoutMs);
  const stop = () => clearTimeout(timer);
  socket.once(connected, stop).once('close', stop);
  return socket;
}

/**
 * Keep-alive connections, at most `socketsMax` to the gateway, each made within `connectTimeoutMs` (TLS included).
 * Neither Node's agent nor ours sends a request a second time when the server has closed an idle connection under it.
 */
export function connectionAgents(connectTimeoutMs: number, socketsMax: number): ConnectionAgents {
  const options = { keepAlive: true, maxSockets: socketsMax, maxFreeSockets: socketsMax, timeout: limits.socketIdleMs };

  class PlainAgent extends http.Agent {
    override createConnection(...given: Parameters<http.Agent['createConnection']>) {
      return endLateConnection(super.createConnection(...given), 'connect', connectTimeoutMs);
    }
  }
  class SecureAgent extends https.Agent {
    override createConnection(...given: Parameters<https.Agent['createConnection']>) {
      return endLateConnection(super.createConnection(...given), 'secureConnect', connectTimeoutMs);
    }
  }
  // Said outright, so that no variable of the environment can switch the check of certificates off.
  const agents = { httpAgent: new PlainAgent(options), httpsAgent: new SecureAgent({ ...options, rejectUnauthorized: true }) };
  return {
    ...agents,
    close() {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

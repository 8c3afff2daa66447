import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can fall silent: what is open then stays open, nothing comes through it any more, and new connections work. */
export type MutableRoad = Readonly<{ url: string; fallSilent(): void; close(): Promise<void> }>;

/** Leads to the server that `url` names. */
export async function startMutableRoad(url: string): Promise<MutableRoad> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ host: target.hostname, port: Number(target.port), allowHalfOpen: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const road = new URL(url);
  road.port = String((server.address() as AddressInfo).port);
  return {
    url: road.href,
    fallSilent() {
      for (const socket of sockets) socket.removeAllListeners('data').removeAllListeners('end').resume();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

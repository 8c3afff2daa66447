import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type SeenRequest = Readonly<{ method: string; url: string; headers: http.IncomingHttpHeaders; body: string }>;

/** What to answer: a status and a body (text as it is, anything else as JSON), or full control of the response. */
export type HandMadeAnswer =
  | Readonly<{ status: number; body?: unknown; headers?: Readonly<Record<string, string>> }>
  | ((response: http.ServerResponse, socket: Socket) => void);

export type HandMadeGateway = Readonly<{ url: string; seen: SeenRequest[]; stop(): Promise<void> }>;

/** A server on this machine that says whatever a test wants, and keeps every request that reached it. */
export async function startHandMadeGateway(answer: (request: SeenRequest, index: number) => HandMadeAnswer): Promise<HandMadeGateway> {
  const seen: SeenRequest[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const record = { method, url, headers, body: Buffer.concat(chunks).toString() };
      seen.push(record);
      const wanted = answer(record, seen.length - 1);
      if (typeof wanted === 'function') {
        wanted(response, request.socket);
        return;
      }
      const text = typeof wanted.body === 'string' ? wanted.body : JSON.stringify(wanted.body);
      response.writeHead(wanted.status, { 'content-type': 'application/json', ...wanted.headers }).end(text);
    });
    // A test that resets the connection makes errors here by intent.
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, seen, stop };
}

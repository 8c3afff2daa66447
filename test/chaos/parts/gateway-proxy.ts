import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export const proxiedSteps = ['create', 'look_up', 'process', 'settle'] as const;
export type ProxiedStep = (typeof proxiedSteps)[number];

/**
 * What the gateway sees of a request: it arrives and has done nothing yet; it has had its effect, and nobody knows; its answer is on the
 * way to the sender.
 */
export const moments = ['arriving', 'applied', 'answered'] as const;
export type Moment = (typeof moments)[number];

/** What becomes of a request after its trap has sprung: it goes on, or it is lost where it is. */
type Fate = 'goes on' | 'is lost';

export type Trap = Readonly<{
  step: ProxiedStep;
  moment: Moment;
  /** Does its work at once, before another byte moves; `clientPort` is the sender's end of the connection. */
  spring: (clientPort: number) => Fate;
}>;

/** How the network is: `cut` ends and refuses connections; `held` keeps requests back and forwards them even when nobody waits any more. */
export type Network =
  | Readonly<{ kind: 'well' }>
  | Readonly<{ kind: 'cut' }>
  | Readonly<{ kind: 'held'; share: () => boolean; holdMs: number }>;

function stepOf({ method = '', url = '' }: IncomingMessage): ProxiedStep | undefined {
  const { pathname, searchParams } = new URL(url, 'http://gateway');
  if (!/\/payout-invoices(\/|$)/.test(pathname)) return undefined;
  if (method === 'POST') return pathname.endsWith('/process') ? 'process' : 'create';
  return searchParams.has('filter[reference_id]') ? 'look_up' : 'settle';
}

type Answer = Readonly<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>;

/** The network between everything and the gateway: it sees each request's moments, and can be cut or slow. */
export class GatewayProxy {
  network: Network = { kind: 'well' };
  #url = '';
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 500 });
  readonly #traps: Trap[] = [];
  readonly #sockets = new Set<Socket>();
  /** Requests that go on by themselves although their sender has gone. */
  readonly #underWay = new Set<Promise<void>>();

  private constructor(private readonly gatewayUrl: string) {
    this.#server = createServer((incoming, answer) => {
      const work = this.#pass(incoming, answer).catch(() => {
        incoming.socket.destroy();
      });
      this.#underWay.add(work);
      void work.finally(() => this.#underWay.delete(work));
    });
    this.#server.on('connection', (socket) => {
      if (this.network.kind === 'cut') socket.destroy();
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(gatewayUrl: string): Promise<GatewayProxy> {
    const proxy = new GatewayProxy(gatewayUrl);
    await new Promise<void>((resolve) => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    proxy.#url = `http://127.0.0.1:${(proxy.#server.address() as AddressInfo).port}`;
    return proxy;
  }

  get url(): string {
    return this.#url;
  }

  /** Sets a trap for the next request that comes to this moment. Returns what takes it back. */
  set(trap: Trap): () => void {
    this.#traps.push(trap);
    return () => {
      const at = this.#traps.indexOf(trap);
      if (at >= 0) this.#traps.splice(at, 1);
    };
  }

  /** Ends every connection, in the middle of whatever it carries. */
  cut(): void {
    this.network = { kind: 'cut' };
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await Promise.allSettled(this.#underWay);
    this.#agent.destroy();
  }

  #springs(step: ProxiedStep | undefined, moment: Moment, clientPort: number): boolean {
    const trap = this.#traps.find((each) => each.step === step && each.moment === moment);
    if (trap === undefined) return false;
    this.#traps.splice(this.#traps.indexOf(trap), 1);
    return trap.spring(clientPort) === 'is lost';
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const clientPort = incoming.socket.remotePort ?? 0;
    const step = stepOf(incoming);
    const body = await bytesOf(incoming);
    if (this.#springs(step, 'arriving', clientPort)) return void incoming.socket.destroy();
    if (this.network.kind === 'held' && this.network.share()) await sleep(this.network.holdMs);
    const answer = await this.#forward(incoming, body);
    if (answer === undefined || this.#springs(step, 'applied', clientPort)) return void incoming.socket.destroy();
    if (incoming.socket.destroyed) return;
    outgoing.writeHead(answer.status, answer.headers);
    await new Promise<void>((resolve) => {
      outgoing.once('close', resolve);
      outgoing.end(answer.body, resolve);
    });
    this.#springs(step, 'answered', clientPort);
  }

  /** `undefined`: the gateway gave no whole answer. */
  #forward(incoming: IncomingMessage, body: Buffer): Promise<Answer | undefined> {
    const { method, headers, url = '' } = incoming;
    return new Promise((resolve) => {
      const onward = request(`${this.gatewayUrl}${url}`, { ...(method && { method }), headers, agent: this.#agent }, (answer) => {
        bytesOf(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 500, headers: withoutLength(answer.headers), body: bytes }),
          () => resolve(undefined),
        );
      });
      onward.on('error', () => resolve(undefined));
      onward.end(body);
    });
  }
}

/** The body's true length is written anew. */
const withoutLength = ({
  'content-length': _,
  'transfer-encoding': __,
  connection: ___,
  'keep-alive': ____,
  ...rest
}: IncomingMessage['headers']) => rest;

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

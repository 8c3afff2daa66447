import { createServer, type IncomingHttpHeaders } from 'node:http';
import { ownPort } from '../support/own-port';
import { whyNotVerified } from './standard-webhook';

export type Received = Readonly<{
  id: string;
  answer: number;
  headers: IncomingHttpHeaders;
  path: string;
  text: string;
  body: ReceivedBody;
}>;

type ReceivedBody = Readonly<{ type: string; timestamp: string; data: Readonly<Record<string, unknown>> }>;

/** An HTTP server that takes notices, verifies each, and answers with the next of `answers`, the last one for ever. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  /** Requests under way at once, at most. */
  atOnceMax = 0;
  answers: number[] = [204];
  answerAfterMs = 0;
  headers: Readonly<Record<string, string>> = {};
  #atOnce = 0;
  #port = 0;
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    this.#atOnce += 1;
    this.atOnceMax = Math.max(this.atOnceMax, this.#atOnce);
    response.on('close', () => {
      this.#atOnce -= 1;
    });
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const wrong = whyNotVerified(this.secret, request.headers, text);
      const answer = wrong === undefined ? (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) : 401;
      const id = String(request.headers['webhook-id']);
      this.received.push({ id, answer: answer ?? 0, headers: request.headers, path: request.url ?? '', text, body: JSON.parse(text) });
      setTimeout(() => response.writeHead(answer ?? 500, this.headers).end('thanks'), this.answerAfterMs);
    });
  });

  constructor(readonly secret: string) {}

  /** Listens, at the port that it had before if there was one. */
  async listen(): Promise<void> {
    if (this.#port === 0) this.#port = await ownPort();
    await new Promise<void>((resolve) => {
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    // A test that fails before its end must not keep its process.
    this.#server.unref();
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/hooks/token-in-the-path`;
  }

  /** What came of this type, without what came again: a receipt may be lost, and a receiver drops what it has by its id. */
  of(type: string): readonly Received[] {
    const ofType = this.received.filter(({ body }) => body.type === type);
    return ofType.filter(({ id }, at) => ofType.findIndex((other) => other.id === id) === at);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}

import type { FastifyReply } from 'fastify';
import type { WireAnswer } from './wire-answer';

/** Puts an answer on the connection, or drops the connection the way the answer says. */
export function sendAnswer(reply: FastifyReply, wire: WireAnswer): void {
  switch (wire.kind) {
    case 'send':
      reply.code(wire.status).headers(wire.headers);
      if (wire.text === undefined) reply.send();
      else reply.header('content-type', wire.contentType).send(wire.text);
      return;
    case 'cut':
      cut(reply, wire.status, wire.text ?? '', wire.contentType);
      return;
    case 'reset':
      reply.hijack();
      reply.raw.socket?.resetAndDestroy();
      return;
    case 'hang':
      reply.hijack();
      hang(reply, wire.delayMs);
      return;
  }
}

/** Promises the whole text, sends half of it, and closes. */
function cut(reply: FastifyReply, status: number, text: string, contentType: string): void {
  reply.hijack();
  const bytes = Buffer.from(text);
  reply.raw.writeHead(status, { 'content-type': contentType, 'content-length': bytes.length });
  reply.raw.write(bytes.subarray(0, bytes.length / 2), () => reply.raw.socket?.end());
}

function hang(reply: FastifyReply, delayMs: number): void {
  const { socket } = reply.raw;
  const timer = setTimeout(() => socket?.destroy(), delayMs).unref();
  socket?.once('close', () => clearTimeout(timer));
}

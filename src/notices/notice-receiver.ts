import type { Readable } from 'node:stream';
import axios from 'axios';
import { limits } from '../domain/limits';
import { connectionAgents } from '../gateway/connection-agents';
import { noAnswerReason } from '../gateway/no-answer-reason';
import { payrunVersion } from '../gateway/payrun-version';
import { retryAfterMs } from '../gateway/retry-after-ms';
import { signWebhook } from './sign-webhook';
import type { WebhookKeys } from './webhook-keys';

/** `answer`: the status code, or why none came. Nothing of the address or of what the receiver said is in it. */
export type Receipt = Readonly<{ kind: 'delivered' | 'gone' | 'failed'; answer: string; retryAfterMs: number | undefined }>;

export interface NoticeReceiver {
  /** One request, never more, and none any more after a 410. Never throws. */
  tell(id: string, body: string): Promise<Receipt>;
  close(): void;
}

const kindOf = (status: number): Receipt['kind'] => (status >= 200 && status < 300 ? 'delivered' : status === 410 ? 'gone' : 'failed');

/**
 * Sends signed notices to one address, after the Standard Webhooks specification: any 2xx is a receipt, 410 Gone says never again, all else
 * is to be tried again. The address may hold a token, and an error of the client holds the address: only its code leaves.
 */
export function createNoticeReceiver(url: string, keys: WebhookKeys): NoticeReceiver {
  const agents = connectionAgents(limits.connectTimeoutMs, limits.noticeRequestsMax);
  const client = axios.create({
    adapter: 'http',
    httpAgent: agents.httpAgent,
    httpsAgent: agents.httpsAgent,
    // A redirect is a failure: it would carry the notice to an address that nobody chose.
    maxRedirects: 0,
    proxy: false,
    // The status is the whole receipt: what follows it is never read.
    responseType: 'stream',
    transformRequest: [(body) => body],
    validateStatus: () => true,
  });
  const goneReceipt: Receipt = { kind: 'gone', answer: '410', retryAfterMs: undefined };
  let isGone = false;
  return {
    async tell(id, body) {
      // The specification: stop sending to who says Gone. Starting the worker again asks anew.
      if (isGone) return goneReceipt;
      const deadline = AbortSignal.timeout(limits.noticeTimeoutMs);
      const headers = { 'Content-Type': 'application/json', 'User-Agent': `payrun/${payrunVersion}` };
      try {
        const signed = signWebhook(keys, id, Date.now(), body);
        const reply = await client.post<Readable>(url, body, { headers: { ...headers, ...signed }, signal: deadline });
        reply.data.on('error', () => undefined).destroy();
        const waitMs = retryAfterMs(reply.headers['retry-after'], reply.headers.date, Date.now());
        isGone ||= reply.status === 410;
        return { kind: kindOf(reply.status), answer: String(reply.status), retryAfterMs: waitMs };
      } catch (error) {
        return { kind: 'failed', answer: deadline.aborted ? 'timed_out' : noAnswerReason(error), retryAfterMs: undefined };
      }
    },
    close: agents.close,
  };
}

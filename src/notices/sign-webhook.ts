import { createHmac } from 'node:crypto';
import type { WebhookKeys } from './webhook-keys';

/** What the three headers of the Standard Webhooks specification carry. */
export type SignedWebhook = Readonly<{ 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string }>;

/** Signs `id.timestamp.body` with each key. `sentAtMs` is this try's time, so that a receiver can refuse what is replayed later. */
export function signWebhook(keys: WebhookKeys, id: string, sentAtMs: number, body: string): SignedWebhook {
  const timestamp = String(Math.floor(sentAtMs / 1_000));
  const sign = (key: Buffer) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64')}`;
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': keys.map(sign).join(' ') };
}

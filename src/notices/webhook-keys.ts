import { limits } from '../domain/limits';

/** Keys that sign notices, the current one first. */
export type WebhookKeys = readonly [Buffer, ...Buffer[]];

const form = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

function readKey(text: string): Buffer | undefined {
  const key = Buffer.from(form.exec(text.trim())?.[1] ?? '', 'base64');
  return key.length >= limits.webhookKeyBytesMin && key.length <= limits.webhookKeyBytesMax ? key : undefined;
}

/**
 * Reads `whsec_<base64 of 24 to 64 bytes>` as the Standard Webhooks specification serialises a secret; an older one may follow after a comma,
 * and both sign while receivers change over. `undefined`: not in this form.
 */
export function parseWebhookKeys(text: string): WebhookKeys | undefined {
  const [first, ...others] = text.split(',').map(readKey);
  if (first === undefined || others.length >= limits.webhookKeysMax) return undefined;
  const older = others.filter((key) => key !== undefined);
  return older.length === others.length ? [first, ...older] : undefined;
}

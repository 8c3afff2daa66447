import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Verifies a webhook as its receiver would, from the specification alone: nothing of the sender's code is used.
 * @returns what is wrong, or nothing
 */
export function whyNotVerified(
  secret: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  nowSeconds = Date.now() / 1_000,
): string | undefined {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(headers[name] ?? ''));
  if (!id || id.includes('.')) return 'no usable webhook-id';
  if (!/^\d+$/.test(timestamp ?? '')) return 'no webhook-timestamp';
  if (Math.abs(nowSeconds - Number(timestamp)) > 300) return 'too old or from the future';
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const matches = (signatures ?? '').split(' ').some((signature) => {
    const [version, text] = signature.split(',');
    const given = Buffer.from(text ?? '', 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
  return matches ? undefined : 'no signature matches';
}

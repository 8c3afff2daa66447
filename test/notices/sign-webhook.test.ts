import { randomBytes } from 'node:crypto';
import { signWebhook } from '../../src/notices/sign-webhook';
import { parseWebhookKeys, type WebhookKeys } from '../../src/notices/webhook-keys';
import { whyNotVerified } from './standard-webhook';

const secretOf = (bytes: number) => `whsec_${randomBytes(bytes).toString('base64')}`;
const keysOf = (text: string): WebhookKeys => {
  const keys = parseWebhookKeys(text);
  if (keys === undefined) throw new Error('not in the form of a secret');
  return keys;
};

// The specification's own example, as its libraries test it.
test('signs as the specification does', () => {
  const keys = keysOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  expect(signWebhook(keys, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, '{"test": 2432232314}')).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('signs with the new and the old secret while receivers change over', () => {
  const [current, older] = [secretOf(32), secretOf(24)];
  const signed = signWebhook(keysOf(`${current},${older}`), 'msg_1', Date.now(), '{}');
  expect(whyNotVerified(current, signed, '{}')).toBeUndefined();
  expect(whyNotVerified(older, signed, '{}')).toBeUndefined();
  expect(whyNotVerified(secretOf(32), signed, '{}')).toBe('no signature matches');
  expect(whyNotVerified(current, signed, '{ }')).toBe('no signature matches');
});

test.each([
  [23, false],
  [24, true],
  [64, true],
  [65, false],
])('a secret of %i bytes is a secret: %s', (bytes, isOne) => {
  expect(parseWebhookKeys(secretOf(bytes)) !== undefined).toBe(isOne);
});

test.each([
  'whsec_',
  'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'whsec_not base64 at all, is it',
  `${secretOf(32)},`,
  Array.from({ length: 4 }, () => secretOf(32)).join(','),
])('%s is no secret', (text) => {
  expect(parseWebhookKeys(text)).toBeUndefined();
});

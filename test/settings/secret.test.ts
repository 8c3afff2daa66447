import { format, inspect } from 'node:util';
import { Secret } from '../../src/settings/secret';

const secret = new Secret('sk_test_4111');

test.each([
  ['a template', () => `${secret}`],
  ['JSON', () => JSON.stringify({ secret })],
  ['inspect', () => inspect({ secret }, { showHidden: true, depth: 9 })],
  ['format', () => format('%s %j %o %O', secret, secret, secret, secret)],
  ['an error', () => new Error(String(secret)).message],
  ['its properties', () => JSON.stringify(Object.getOwnPropertyNames(secret))],
])('a secret shows nothing of itself in %s', (_, show) => {
  expect(show()).not.toContain('4111');
});

test('a secret gives its value to whoever asks by name', () => {
  expect(secret.reveal()).toBe('sk_test_4111');
});

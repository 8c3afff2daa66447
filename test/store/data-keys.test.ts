import { DataKeyUnusable } from '../../src/store/data-key-unusable';
import { parseDataKeys } from '../../src/store/data-keys';

const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 8));

test('a key is the same key as hex, base64 and base64url, with space around it', () => {
  const words = [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    ` ${bytes.toString('base64')}\n`,
  ];
  expect(new Set(words.map((word) => parseDataKeys(word).sealing.id)).size).toBe(1);
});

test('a key’s id tells nothing of the key', () => {
  expect(bytes.toString('hex')).not.toContain(parseDataKeys(bytes.toString('hex')).sealing.id);
});

test.each([
  ['nothing', '', 1],
  ['31 bytes', bytes.subarray(1).toString('hex'), 1],
  ['33 bytes', Buffer.concat([bytes, bytes.subarray(0, 1)]).toString('base64'), 1],
  ['a passphrase', 'correct-horse-battery-staple', 1],
  ['a good key and half a one', `${bytes.toString('base64')} ${bytes.subarray(16).toString('base64')}`, 2],
])('%s is refused by its place, not by its text', (_, text, place) => {
  const parse = () => parseDataKeys(text);
  expect(parse).toThrow(DataKeyUnusable);
  expect(parse).toThrow(`key ${place} is something else`);
});

import { SecretSearch } from './secret-search';

const words = { card: '5123817234061234', name: 'Zebulon Quixworth' };
const noise = Buffer.from(Array.from({ length: 997 }, (_, at) => (at * 89) % 256));

const findingsIn = (text: string | Buffer) => {
  const search = new SecretSearch(words);
  search.search('here', Buffer.concat([noise, Buffer.from(text), noise]));
  return search.findings.map(({ secret }) => secret);
};

const encodings: readonly (readonly [string, (text: string) => string | Buffer])[] = [
  ['as it is', (text) => text],
  ['in capitals', (text) => text.toUpperCase()],
  ['spaced', (text) => text.replace(/(.{4})/g, '$1 ')],
  ['dotted and broken over lines', (text) => [...text].join('.\n')],
  ['in UTF-16', (text) => Buffer.from(text, 'utf16le')],
  ['in hex', (text) => Buffer.from(text).toString('hex')],
  ['in base64', (text) => `"${Buffer.from(`{"reason":"${text}"}`).toString('base64')}"`],
  ['in base64, one byte later', (text) => `"${Buffer.from(`{"reason" :"${text}"}`).toString('base64')}"`],
  [
    'in base64, two bytes later, spaced',
    (text) => `"${Buffer.from(`{"reason"  :"${text.replace(/(.{4})/g, '$1 ')}"}`).toString('base64')}"`,
  ],
  ['in base64 of base64', (text) => `"${Buffer.from(`{"a":"${Buffer.from(`x${text}`).toString('base64')}"}`).toString('base64')}"`],
  ['in base64url between dots', (text) => `.${Buffer.from(`?>${text}`).toString('base64url')}.`],
];

test.each(encodings)('finds each secret %s', (_name, encode) => {
  expect(findingsIn(encode(words.card))).toContain('card');
  expect(findingsIn(encode(words.name))).toContain('name');
});

test('finds nothing in noise, a masked number or another name', () => {
  expect(findingsIn('****1234 512381******1234 Zebulon Q. and the Quixworths')).toEqual([]);
});

test('will not search for what chance could write', () => {
  expect(() => new SecretSearch({ pin: '1234' })).toThrow('pin is too short');
});

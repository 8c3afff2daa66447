import fc from 'fast-check';
import { limits } from '../../src/domain/limits';
import { maskWords } from '../../src/domain/mask-words';

const sealed = ['Guybrush Threepwood', '00417', '5123817234060000', 'Bo', 'Lee', 'KW81CBKU0000000000001234560101', '王芳'];

test.each([
  ['This value should be greater than 0.', 'This value should be greater than 0.'],
  ['Recipient GUYBRUSH THREEPWOOD is unknown', 'Recipient *** is unknown'],
  ['no such Mr. Threepwood', 'no such Mr. ***'],
  ['T h r e e p w o o d', '***'],
  ['guybrush-thr', '***'],
  ['name: Lee!', 'name: ***!'],
  ['card 5123-8172-3406-0000 refused', 'card *** refused'],
  ['card 5 1 2 3 8 1 7 2', 'card ***'],
  ['begins with 5123', 'begins with ***'],
  ['iban kw81 cbku', 'iban ***'],
  ['收款人王芳不存在', '收款人***不存在'],
  ['another number: 98765', 'another number: ***'],
  ['another number: 9876', 'another number: 9876'],
  ['1.2.3.4.5 and 9-8-7-6-5', '*** and ***'],
])('"%s" becomes "%s"', (text, masked) => {
  expect(maskWords(text, sealed)).toBe(masked);
});

test('accents, full-width letters and line breaks do not hide a name', () => {
  expect(maskWords('MULLER-LUDENSCHEIDT, Ｍüller', ['Müller-Lüdenscheidt'])).toBe('***, ***');
  expect(maskWords('STRASSE 9', ['Straße'])).toBe('*** 9');
  expect(maskWords('one\u0000two\nthree', [])).toBe('one two three');
});

test('the result is short', () => {
  expect(maskWords('word '.repeat(5_000), []).length).toBe(limits.maskedWordsCharactersMax);
});

const disguises: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => [...text].join(' '),
  (text) => [...text].join('-'),
  (text) => text.normalize('NFD'),
];

/** Bare letters and digits, found independently of the code under test. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');

test('no sealed value of 4 characters or more survives, however it is repeated', () => {
  const value = fc.oneof(fc.string({ minLength: 4, maxLength: 30 }), fc.string({ unit: 'grapheme', minLength: 4, maxLength: 30 }));
  fc.assert(
    fc.property(value, fc.constantFrom(...disguises), fc.string({ maxLength: 20 }), (secret, disguise, around) => {
      const masked = maskWords(`${around} ${disguise(secret)} ${around}`, [secret]);
      fc.pre(secret.replace(/[\s*]/g, '').length >= 4);
      expect(masked).not.toContain(secret);
      if (bare(secret).length >= 4) expect(bare(masked)).not.toContain(bare(secret));
    }),
    { numRuns: 500 },
  );
});

test('no run of 5 digits survives', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9 a-]{0,60}$/), (text) => {
      expect(maskWords(text, [])).not.toMatch(/[0-9](?:[ -]?[0-9]){4}/);
    }),
  );
});

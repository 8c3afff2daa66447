import fc from 'fast-check';
import { exampleValue } from '../../src/check/example-value';
import { sampleOfPattern } from '../../src/check/sample-of-pattern';
import type { FieldRule } from '../../src/gateway/service-fields';

const field = (key: string, pattern?: string, example?: string): FieldRule => ({
  key,
  label: key,
  required: true,
  pattern,
  patternProblem: undefined,
  example,
});

test.each([
  [field('card_number', '^\\d{12,19}$'), '4000000000100000'],
  [field('card_number', '^\\d{12,19}$', '4111111111111111'), '4111111111111111'],
  [field('account', '^\\d{1,15}$'), '1000000000'],
  [field('iban', '^[A-Z]{2}\\d{2}[A-Z\\d]{11,30}$'), 'XX00EXAMPLE000000000000'],
  [field('recipient_name', "^[\\p{L}\\s'.,\\-]{2,70}$"), 'Ada Example'],
  [field('anything'), 'Example'],
  [field('email', '^.+@.+$'), 'ada@example.com'],
])('%j has an example that fits: %s', (rule, value) => expect(exampleValue(rule)).toBe(value));

test.each([
  ['^UA\\d{27}$', `UA${'1'.repeat(27)}`],
  ['^380\\d{9}$', '380111111111'],
  ['^\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}$', '111.111.111-11'],
  ['^(?:0[1-9]|1[0-2])/[0-9]{2}$', '01/11'],
  ['(?i)^[a-f]+-(?P<part>x|y)?z*$', 'a-'],
  ['^[^0-9A-Z]{3}$', 'aaa'],
  ['^\\pL{2}$', 'AA'],
])('a text is made of the pattern %s: %s', (pattern, text) => {
  expect(sampleOfPattern(pattern)).toBe(text);
  expect(exampleValue(field('x', pattern))).toBeDefined();
});

test.each(['^(a', '^[[:alpha:]]{2}$', '^a{300}$', '(?=a)b', '^a$b'])('nothing is made of %s, and nothing breaks', (pattern) =>
  expect(sampleOfPattern(pattern)).toBeUndefined(),
);

test('whatever a pattern is, there is a value that fits it or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab1\\d[]^$(){}|?*+.,-:<P'), maxLength: 30 }), (pattern) => {
      const value = exampleValue(field('x', pattern));
      expect(value === undefined || value.length > 0).toBe(true);
    }),
    { numRuns: 300 },
  );
});

import fc from 'fast-check';
import { limits } from '../../src/domain/limits';
import { fieldMatcher } from '../../src/gateway/field-matcher';
import { fieldPattern } from '../../src/gateway/field-pattern';

/** The printed patterns below are as JSON decodes them. */
test.each([
  ['^\\\\d{1,15}$', '^\\d{1,15}$', '587964', 'ddd'],
  ['^[A-Z\\\\-\\\\sa-z]{2,64}$', '^[A-Z\\-\\sa-z]{2,64}$', 'in-process now', 'process_failed'],
  ['/^\\d{1,15}$/', '^\\d{1,15}$', '1', 'x'],
  ['^\\d{1,15}$', '^\\d{1,15}$', '1', 'x'],
  ["/^[\\p{L}\\s'.,\\-]{2,70}$/u", "^[\\p{L}\\s'.,\\-]{2,70}$", "Zoë O'Neill-Łukasz", '1'],
  ['/^[a-z]+$/i', '(?i)^[a-z]+$', 'ABC', '1'],
  ['/^a.b$/siu', '(?si)^a.b$', 'A\nB', 'ab'],
  ['^/a/b$', '^/a/b$', '/a/b', 'a'],
  ['\\d{4}', '\\d{4}', 'AB1234CD', '123'],
])('%s is read as %s', (printed, pattern, good, bad) => {
  expect(fieldPattern(printed, undefined)).toEqual({ pattern, problem: undefined });
  const matches = fieldMatcher(pattern);
  expect(matches?.(good)).toBe(true);
  expect(matches?.(bad)).toBe(false);
});

test.each([['^(?=.*\\d).+$'], ['^(a)\\1$'], ['^[a-z$'], ['/^a b$/x'], ['^a{1,2000}$'], ['^a++$']])(
  '%s is not what can be checked safely, so it is let be by name',
  (printed) => {
    expect(fieldPattern(printed, undefined)).toEqual({ pattern: undefined, problem: 'does_not_compile' });
  },
);

test('a pattern of more steps than each value can be held against is let be', () => {
  const steps = (count: number) => fieldPattern('(?:a?){1000}'.repeat(count), undefined).problem;
  expect([steps(1), steps(10)]).toEqual([undefined, 'does_not_compile']);
});

test('a pattern that refuses its own example is let be', () => {
  expect(fieldPattern('^\\d{4}$', '12345')).toEqual({ pattern: undefined, problem: 'rejects_its_example' });
  expect(fieldPattern('^\\d{4}$', '1234')).toEqual({ pattern: '^\\d{4}$', problem: undefined });
});

test.each([[undefined], ['//']])('%s is no pattern', (printed) => {
  expect(fieldPattern(printed, 'x')).toEqual({ pattern: undefined, problem: undefined });
});

test('a pattern may be as long as the limit and no longer', () => {
  expect(fieldPattern('a'.repeat(limits.patternCharactersMax), undefined).problem).toBeUndefined();
  expect(fieldPattern('a'.repeat(limits.patternCharactersMax + 1), undefined).problem).toBe('too_long');
});

test('a value is matched up to the length of a cell', () => {
  const matches = fieldMatcher('^a*$');
  expect(matches?.('a'.repeat(limits.cellCharactersMax))).toBe(true);
  expect(matches?.('a'.repeat(limits.cellCharactersMax + 1))).toBe(false);
});

test('a pattern that makes other engines hang answers', () => {
  expect(fieldMatcher('^(a+)+$')?.(`${'a'.repeat(5_000)}!`)).toBe(false);
});

test('whatever is printed as a pattern, reading it does not throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'^$()[]{}\\/|?*+.-,09azd:i<=!') }), fc.string(), (printed, value) => {
      const { pattern } = fieldPattern(printed, undefined);
      if (pattern !== undefined) expect(typeof fieldMatcher(pattern)?.(value)).toBe('boolean');
    }),
  );
});

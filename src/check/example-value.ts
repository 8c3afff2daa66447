import { fieldMatcher } from '../gateway/field-matcher';
import type { FieldRule } from '../gateway/service-fields';
import { columnRule } from './column-rule';
import { sampleOfPattern } from './sample-of-pattern';

/** Nobody's: a country code that is no country's, a card range that is for tests, names that say what they are. */
const byKind: readonly (readonly [kind: RegExp, values: readonly string[]])[] = [
  [/iban/i, ['XX00EXAMPLE000000000000', 'XX0000000000000000000000']],
  [/card|pan\b/i, ['4000000000100000']],
  [/phone|msisdn|mobile/i, ['+10000000000', '10000000000']],
  [/mail/i, ['ada@example.com']],
  [/first.?name|last.?name|surname/i, ['Ada', 'ADA']],
  [/name|holder|beneficiary/i, ['Ada Example', 'ADA EXAMPLE', 'Ada']],
  [/date|birth/i, ['1990-12-31', '31.12.1990', '31/12/1990', '19901231']],
  [/country/i, ['XX', 'XXX']],
  [/currency/i, ['USD']],
  [/bic|swift/i, ['EXAMXX00', 'EXAMXX00XXX', 'EXAMXXXX']],
  [/ip/i, ['192.0.2.1']],
  [/url|site/i, ['https://example.com']],
  [/address|street|city/i, ['1 Example Street', 'Example']],
];

const digitsMax = 40;
const anyKind: readonly string[] = [
  ...[10, 8, 12, 16].map((length) => '1'.padEnd(length, '0')),
  ...Array.from({ length: digitsMax }, (_, index) => '1'.padEnd(index + 1, '0')),
  'Example',
  'EXAMPLE',
  'example',
  'Ex',
  'X',
  'ada@example.com',
  '1990-12-31',
  '00000000-0000-4000-8000-000000000000',
  `0x${'0'.repeat(40)}`,
  `T${'1'.repeat(33)}`,
];

/**
 * A value that keeps a field's rules and is nobody's: the gateway's own example, else something of the kind that the field's key names,
 * else anything that fits, made of its pattern if nothing at hand does. Undefined if that is beyond us.
 */
export function exampleValue({ key, pattern, example }: FieldRule): string | undefined {
  const matches = pattern === undefined ? undefined : fieldMatcher(pattern);
  const rule = columnRule(`fields.${key}`);
  const ofKind = byKind.filter(([kind]) => kind.test(key)).flatMap(([, values]) => values);
  const candidates = [...(example === undefined ? [] : [example]), ...ofKind, ...(matches === undefined ? ['Example'] : anyKind)];
  const sample = pattern === undefined ? undefined : sampleOfPattern(pattern);
  return [...candidates, ...(sample === undefined ? [] : [sample])].find(
    (value) => value !== '' && rule(value) === undefined && (matches?.(value) ?? true),
  );
}

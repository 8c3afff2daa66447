import fc from 'fast-check';
import { parseDataKeys } from '../../src/store/data-keys';
import { openDetails, sealDetails } from '../../src/store/seal';
import { SealBroken } from '../../src/store/seal-broken';

const oldKey = 'aa'.repeat(32);
const newKey = Buffer.alloc(32, 7).toString('base64');
const keys = parseDataKeys(oldKey);
const place = { batchId: 'payroll-2026-12-0badcafe', line: 12, accountId: 1n };
const details = { fields: { account: '4000123412341234' }, description: 'Lön', context: { a: { b: [1, true, null] } } };

const reasonOf = (open: () => unknown) => {
  try {
    open();
  } catch (error) {
    if (error instanceof SealBroken) return error.reason;
  }
  return 'opened';
};

test('what is sealed opens as it was, whatever its text', () => {
  const fields = fc.dictionary(fc.string(), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(fields, fc.nat(), (anyFields, line) => {
      const sealed = sealDetails({ fields: anyFields }, { ...place, line }, keys);
      expect(JSON.stringify(openDetails(sealed, { ...place, line }, keys))).toBe(JSON.stringify({ fields: anyFields }));
    }),
  );
  expect(openDetails(sealDetails(details, place, keys), place, keys)).toEqual(details);
});

test('nothing of it can be read in the sealed bytes, and two seals differ', () => {
  const [one, two] = [sealDetails(details, place, keys), sealDetails(details, place, keys)];
  expect(one.sealed.includes('4000123412341234')).toBe(false);
  expect(one.sealed.equals(two.sealed)).toBe(false);
});

test('every changed byte, and every cut, is noticed', () => {
  const { sealed, keyId } = sealDetails(details, place, keys);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(reasonOf(() => openDetails({ sealed: changed, keyId }, place, keys))).toBe('tampered');
    expect(reasonOf(() => openDetails({ sealed: sealed.subarray(0, at), keyId }, place, keys))).toBe('tampered');
  }
});

test.each([
  ['another line', { ...place, line: 13 }],
  ['another batch', { ...place, batchId: 'other' }],
  ['another account', { ...place, accountId: 2n }],
  ['parts that only look alike when joined', { ...place, batchId: `${place.batchId}1`, line: 2 }],
])('details moved to %s do not open', (_, other) => {
  expect(reasonOf(() => openDetails(sealDetails(details, place, keys), other, keys))).toBe('tampered');
});

test('after a rotation new details are sealed with the new key, and old ones still open', () => {
  const before = sealDetails(details, place, keys);
  const rotated = parseDataKeys(`${newKey}, ${oldKey}\n`);
  const after = sealDetails(details, place, rotated);
  expect(after.keyId).not.toBe(before.keyId);
  expect(openDetails(before, place, rotated)).toEqual(details);
  expect(openDetails(after, place, parseDataKeys(newKey))).toEqual(details);
  expect(reasonOf(() => openDetails(before, place, parseDataKeys(newKey)))).toBe('unknown_key');
});

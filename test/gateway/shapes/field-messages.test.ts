import fc from 'fast-check';
import { limits } from '../../../src/domain/limits';
import { fieldMessages } from '../../../src/gateway/shapes/field-messages';

test.each([
  [
    'text by field',
    { errors: { amount: 'This value should be greater than 0.' } },
    [{ field: 'amount', message: 'This value should be greater than 0.' }],
  ],
  [
    'lists by field',
    { errors: { amount: ['a', 'b'] } },
    [
      { field: 'amount', message: 'a' },
      { field: 'amount', message: 'b' },
    ],
  ],
  ['nested fields', { errors: { fields: { card_number: ['wrong'] } } }, [{ field: 'fields.card_number', message: 'wrong' }]],
  ['the whole path', { errors: { data: { attributes: { amount: 'x' } } } }, [{ field: 'amount', message: 'x' }]],
  [
    'a list with pointers',
    { errors: [{ code: '422', title: 't', detail: 'wrong', source: { pointer: '/data/attributes/reference_id' } }] },
    [{ field: 'reference_id', message: 'wrong' }],
  ],
  ['a list by property', { errors: [{ field: 'amount', message: 'low' }] }, [{ field: 'amount', message: 'low' }]],
  ['a list of objects by field', { errors: [{ amount: 'low' }] }, [{ field: 'amount', message: 'low' }]],
  [
    'a list without fields',
    { errors: [{ status: 'Unprocessable Entity', code: '422' }] },
    [{ field: '', message: 'Unprocessable Entity' }],
  ],
  ['one text', { errors: 'no' }, [{ field: '', message: 'no' }]],
  ['a message alone', { message: 'no' }, [{ field: '', message: 'no' }]],
  ['nothing in it', { errors: [] }, []],
  ['an empty object', { errors: {} }, []],
])('errors as %s', (_, json, messages) => {
  expect(fieldMessages(json)).toEqual(messages);
});

test.each([[undefined], [null], ['text'], [42], [[]], [{}], [{ data: {} }]])('%j is no error document', (json) => {
  expect(fieldMessages(json)).toBeUndefined();
});

test('at most so many messages are kept, and so much of each', () => {
  const errors = Object.fromEntries(Array.from({ length: limits.fieldMessagesMax + 1 }, (_, index) => [`f${index}`, 'x'.repeat(10_000)]));
  const messages = fieldMessages({ errors }) ?? [];
  expect(messages).toHaveLength(limits.fieldMessagesMax);
  expect(messages.every(({ message }) => message.length === limits.fieldMessageCharactersMax)).toBe(true);
});

test('whatever JSON a gateway sends, reading it neither throws nor runs deep', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 12 }), (errors) => {
      const messages = fieldMessages({ errors }) ?? [];
      expect(messages.every(({ field, message }) => typeof field === 'string' && typeof message === 'string')).toBe(true);
    }),
  );
});

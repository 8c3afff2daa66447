import { describeValue } from '../../src/domain/describe-value';

test.each([
  ['', 'nothing'],
  [' ', 'a space'],
  ['  ', '2 spaces'],
  ['5', '1 digit'],
  ['4111111111111111', '16 digits'],
  ['Ann', '3 letters'],
  ['Ann Lee', '7 characters'],
])('"%s" is told as %s', (text, told) => {
  expect(describeValue(text)).toBe(told);
});

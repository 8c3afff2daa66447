import { waitWords } from '../../../src/cli/schedule/wait-words';
import { parseDuration } from '../../../src/settings/parse-duration';

test.each([
  ['1m', '1 min'],
  ['60m', '1 h'],
  ['1h', '1 h'],
  ['90m', '90 min'],
  ['4h', '4 h'],
  ['24h', '1 d'],
  ['36h', '36 h'],
  ['7d', '7 d'],
  ['90s', '90 s'],
])('a wait of %s is told as it was chosen: %s', (chosen, told) => {
  expect(waitWords(parseDuration(chosen) ?? 0)).toBe(told);
});

import { parseDuration } from '../../src/settings/parse-duration';

test.each([
  ['500ms', 500],
  ['30s', 30_000],
  ['5m', 300_000],
  ['72h', 259_200_000],
  ['7d', 604_800_000],
  ['0s', 0],
])('%s is %i milliseconds', (text, ms) => expect(parseDuration(text)).toBe(ms));

test.each(['30', 's', '', '1.5h', '-1s', '30 s', '30S', '1h30m', '1e3s', '٣s'])('%p is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

import { shownArgument } from '../../src/cli/shown-argument';

test.each([
  ['salaries.csv', 'salaries.csv'],
  ['/tmp/löhne-2026.csv', '/tmp/löhne-2026.csv'],
  ['my file.csv', "'my file.csv'"],
  ["ann's.csv", "'ann'\\''s.csv'"],
  ['$(reboot).csv', "'$(reboot).csv'"],
  ['-rf.csv', './-rf.csv'],
  ['a\u001b[31m.csv', "'a?[31m.csv'"],
])('%s can be copied as %s', (file, argument) => expect(shownArgument(file)).toBe(argument));

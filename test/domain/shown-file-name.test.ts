import { shownFileName } from '../../src/domain/shown-file-name';

test.each([['payroll 2026-11 (final).csv'], ['файл-工资-💰.csv'], ['Löhne März.csv'], ['run-20261121063500.csv'], ['/tmp/pay/../x.csv']])(
  '%s is shown as it is',
  (name) => expect(shownFileName(name)).toBe(name),
);

test.each([
  ['an escape sequence', 'a\u001b[31mred.csv', 'a?[31mred.csv'],
  ['a line break', 'a\nerror: b.csv', 'a?error: b.csv'],
  ['a change of direction', 'a\u202evsc.exe', 'a?vsc.exe'],
  ['an invisible space', 'a\u200b.csv', 'a?.csv'],
  ['a line separator', 'a\u2028b.csv', 'a?b.csv'],
])('%s in a name does not reach the terminal', (_, name, shown) => expect(shownFileName(name)).toBe(shown));

test.each([
  ['ann-4111111111111111.csv', 'ann-****************.csv'],
  ['4111 1111 1111 1111.csv', '*******************.csv'],
  ['DE89370400440532013000.csv', '**********************.csv'],
  ['pay DE89 3704 0044 0532 0130 00 final.csv', 'pay *************************** final.csv'],
])('an account in the name %s is masked', (name, shown) => expect(shownFileName(name)).toBe(shown));

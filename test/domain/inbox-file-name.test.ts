import { basename } from 'node:path';
import fc from 'fast-check';
import { inboxFileName, periodOfInboxFile } from '../../src/domain/inbox-file-name';
import { limits } from '../../src/domain/limits';
import { periodProblem } from '../../src/domain/period';

test.each([
  ['payroll-{period}.csv', 'payroll-2026-11.csv'],
  ['{period}', '2026-11'],
  ["зарплата $& $1 {period} 'копія' %.csv", "зарплата $& $1 2026-11 'копія' %.csv"],
])('%s makes %s', (pattern, name) => expect(inboxFileName(pattern, '2026-11')).toBe(name));

test.each([
  'payroll.csv',
  '{period}{period}.csv',
  '../{period}.csv',
  '/tmp/{period}.csv',
  'done/{period}.csv',
  'done\\{period}.csv',
  '.{period}.csv',
  '..{period}',
  'a\n{period}.csv',
  'a\0{period}.csv',
])('%j makes no name', (pattern) => expect(inboxFileName(pattern, '2026-11')).toBeUndefined());

test.each(['../2026-11', '2026/11', '', '2026-11.csv', '{period}', '2026-11 '])('the period %j makes no name', (period) =>
  expect(inboxFileName('{period}.csv', period)).toBeUndefined(),
);

test('a name leaves room for what is put behind it', () => {
  const fits = 'ж'.repeat((limits.inboxNameBytesMax - '2026-11'.length - 1) / 2);
  expect(inboxFileName(`${fits}-{period}`, '2026-11')).toBeDefined();
  expect(inboxFileName(`${fits}--{period}`, '2026-11')).toBeUndefined();
});

test('no pattern and no period lead out of the folder, and a name tells its period', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      (before, period, after) => {
        for (const each of [period, '2026-11-bonus']) {
          const pattern = `${before}{period}${after}`;
          const name = inboxFileName(pattern, each);
          if (name === undefined) continue;
          expect(basename(name)).toBe(name);
          expect(['.', '..']).not.toContain(name);
          expect(periodProblem(each)).toBeUndefined();
          expect(periodOfInboxFile(pattern, name)).toBe(each);
        }
      },
    ),
  );
});

test.each(['payroll-.csv', 'payroll-2026-11.csv.problems.csv', 'other-2026-11.csv', 'payroll-2026_11.csv', 'payroll-.csv'])(
  '%s is of no period',
  (name) => expect(periodOfInboxFile('payroll-{period}.csv', name)).toBeUndefined(),
);

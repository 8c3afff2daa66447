import { unpaidWords } from '../../../src/cli/schedule/unpaid-words';
import type { PayrollRun, PayrollRunState } from '../../../src/store/payrolls/payroll';

const payDate = { nominal: '2026-11-25', date: '2026-11-25', period: '2026-11', instant: new Date('2026-11-25T07:00:00Z') };
const runOf = (state: PayrollRunState): PayrollRun => ({
  payroll: 'salaries',
  period: '2026-11',
  payDate: '2026-11-25',
  dueAt: payDate.instant,
  state,
  batchId: undefined,
  roster: 1,
  pickup: undefined,
  details: {},
  askedBy: 'payrun',
  changedAt: payDate.instant,
});

test.each<[PayrollRun | undefined, string]>([
  [undefined, ''],
  [runOf('missed'), ' (missed)'],
  [{ ...runOf('missed'), details: { stopped: true } }, ' (missed: it had begun, and stopped)'],
  [runOf('refused'), ' (refused)'],
  [runOf('paid_from'), ' (its batch ended with nothing sent)'],
])('an unpaid period is told with why and the command that pays it: %#', (run, why) => {
  expect(unpaidWords('salaries', { payDate, run })).toBe(
    `! 2026-11 was due on 2026-11-25 and is not paid${why}: payrun schedule run salaries --period 2026-11`,
  );
});

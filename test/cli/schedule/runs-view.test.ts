import { ranNotes, runsTable } from '../../../src/cli/schedule/runs-view';
import type { Batch } from '../../../src/store/batch';
import type { PayrollRun } from '../../../src/store/payrolls/payroll';

const run = (change: Partial<PayrollRun>): PayrollRun => ({
  payroll: 'wages',
  period: '2026-w47',
  payDate: '2026-11-20',
  dueAt: new Date('2026-11-20T14:00:00Z'),
  state: 'paid_from',
  batchId: 'wages-2026-w47-79229b65',
  roster: 3,
  pickup: { folder: '/srv/wages', name: 'wages-2026-w47.csv', movedTo: 'done/wages-2026-w47.csv' },
  details: {},
  askedBy: 'payrun',
  changedAt: new Date('2026-11-20T14:00:05Z'),
  ...change,
});
const runs = [
  { run: run({}), batch: undefined },
  { run: run({ period: '2026-w46', state: 'refused', batchId: undefined, details: { why: 'file_unfinished' } }), batch: undefined },
];

test('runs fit a terminal of 80 columns but for why one was refused, which comes last', () => {
  const [heading = '', paid = '', ...others] = runsTable(runs, true).split('\n');
  expect(heading).toMatch(/^PERIOD +PAY DATE +BATCH +RUN$/);
  expect(paid).toMatch(/^2026-w47 +Fri 20 Nov 2026 +wages-2026-w47-79229b65 +run$/);
  expect(others[0]).toMatch(/^ {2}from done\/wages-2026-w47\.csv; asked for by payrun, 2026-11-20 \d\d:\d\d$/);
  const lines = [heading, paid, ...others].map((line) => line.replace(/refused: .*/, 'refused'));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('in a pipe each run is one line, split by tabs', () => {
  const lines = runsTable(runs, false).split('\n');
  expect(lines.map((line) => line.split('\t').length)).toEqual([7, 7, 7]);
  expect(lines[0]).toBe('PERIOD\tPAY DATE\tRUN\tBATCH\tFROM\tASKED BY\tWHEN');
});

test('a period that was run early is not paid on its date, and least of all where its batch was refused', () => {
  const noteOf = (state: Batch['state']) => ranNotes([{ run: run({}), batch: { state } as Batch }]).get('2026-w47');
  expect(noteOf('finished')).toBe('run already: batch is finished');
  expect(noteOf('refused')).toBe('its batch was refused, and it is not run again by itself');
});

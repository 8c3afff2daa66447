import type { BatchStanding } from '../../src/activities/payrun-activities';
import { showStanding } from '../../src/workflows/show-standing';

const standing: BatchStanding = {
  rows: 200,
  open: 60,
  neverSent: 50,
  unknown: 1,
  sums: [{ outcome: 'paid', currency: 'USD', rows: 140, amount: '25797.46' }],
  problems: [{ problem: 'refused', rows: 12, lines: [3, 4] }],
  held: ['trouble'],
};

test('what stands in neighbouring cells is told apart without borders', () => {
  const cells = showStanding('running', 1, standing, undefined)
    .split('\n')
    .find((line) => line.includes('25797.46'));
  expect(cells?.replaceAll('|', '')).toMatch(/140\s+\u2003\s*25797\.46/);
});

test('says how far the batch is, what holds it, what is unknown and which lines are in trouble', () => {
  const text = showStanding('waiting', 3, standing, 'trouble');
  for (const part of [
    '**waiting** · 140 of 200 rows',
    'Waits for: trouble',
    'payrun doctor',
    '**unknown**: 1.',
    'never sent: 50 · round 3',
    'refused (12): line 3, 4 … 10 more',
  ]) {
    expect(text).toContain(part);
  }
});

test('says what the submitter chose', () => {
  const text = showStanding('running', 1, { ...standing, policy: 'any problem refuses the file' }, undefined);
  expect(text).toContain('Chosen: any problem refuses the file');
});

test('a batch without an end yet shows no empty table', () => {
  expect(showStanding('running', 1, { ...standing, sums: [] }, undefined)).not.toContain('outcome');
});

test('a batch that is over is in no round', () => {
  const text = showStanding('finished', 0, { ...standing, open: 0, neverSent: 0, unknown: 0, held: [] }, undefined);
  expect(text).toContain('**finished** · 200 of 200 rows have ended\n');
});

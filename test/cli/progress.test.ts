import { PassThrough } from 'node:stream';
import { batchCounts } from '../../src/cli/batch-counts';
import { ProgressRate } from '../../src/cli/progress-rate';
import { progressText } from '../../src/cli/progress-text';
import { createProgressView } from '../../src/cli/progress-view';
import { createScreen } from '../../src/cli/screen';
import { fakeStreams } from '../support/fake-streams';

const counts = { rows: 5_000, paid: 0, partlyPaid: 0, notPaid: 0, unknown: 0, open: 5_000 };

describe('the line', () => {
  test('tells paid, not paid, unknown, rate and time left', () => {
    const text = progressText({ ...counts, paid: 1_240, notPaid: 3, unknown: 1, open: 3_756 }, 12.4);
    expect(text).toBe('1 240/5 000 paid · 3 not paid · 1 unknown · 12.4/s · ~5 min');
  });
  test('leaves out what is zero or not known', () => expect(progressText(counts, undefined)).toBe('0/5 000 paid'));
  test('never calls a partly paid row paid', () => {
    expect(progressText({ ...counts, paid: 1, partlyPaid: 2 }, undefined)).toBe('1/5 000 paid · 2 partly');
  });
  test.each([
    [40, '~40 s'],
    [5_000, '~83 min'],
    [20_000, '~6 h'],
  ])('%i rows at one a second take %s', (open, left) => {
    expect(progressText({ ...counts, open }, 1)).toContain(left);
  });
});

describe('the rate', () => {
  test('is not told before there is something to tell from', () => {
    const rate = new ProgressRate();
    expect(rate.note(0, 0)).toBeUndefined();
    expect(rate.note(10, 1_000)).toBeUndefined();
    expect(rate.note(20, 2_000)).toBe(10);
  });
  test('forgets a night of waiting', () => {
    const rate = new ProgressRate();
    rate.note(0, 0);
    rate.note(0, 28_800_000);
    rate.note(0, 28_801_000);
    expect(rate.note(300, 28_830_000)).toBeGreaterThan(9);
  });
});

test('an open row counts as unknown once it is past its deadline, and as open before', () => {
  const open = { currency: 'USD', amountMinor: 1n, state: 'settling' } as const;
  const ended = { currency: 'USD', amountMinor: 1n, amountPaidMinor: 1n } as const;
  expect(
    batchCounts({
      rows: 21,
      openRows: 6,
      ended: [
        { ...ended, outcome: 'paid', rows: 10 },
        { ...ended, outcome: 'partially_paid', rows: 2 },
        { ...ended, outcome: 'rejected', rows: 3 },
      ],
      open: [
        { ...open, rows: 4, isUnknown: true, resolvedAs: null },
        { ...open, rows: 2, isUnknown: false, resolvedAs: null },
      ],
    }),
  ).toEqual({ rows: 21, paid: 10, partlyPaid: 2, notPaid: 3, unknown: 4, open: 2 });
});

describe('the view', () => {
  const view = (terminals: readonly 'stderr'[], environment: Readonly<Record<string, string>> = {}) => {
    const streams = fakeStreams({ terminals, environment });
    const screen = createScreen(streams, { format: 'text', colour: true });
    let nowMs = 0;
    const shown = createProgressView(screen, streams.stderr, () => nowMs);
    return {
      ...shown,
      at: (ms: number, paid: number) => {
        nowMs = ms;
        shown.show({ ...counts, rows: 100, paid, open: 100 - paid });
      },
      lines: () => streams.err().split('\n').filter(Boolean),
      raw: streams.err,
    };
  };

  test('draws one line again and again on a terminal', () => {
    const { at, end, raw } = view(['stderr']);
    at(0, 0);
    at(1_000, 1);
    end();
    expect(raw()).toBe('\r\u001b[2K0/100 paid\r\u001b[2K1/100 paid\n');
  });

  test('prints a plain line each tenth elsewhere', () => {
    const { at, lines } = view([]);
    for (let paid = 0; paid <= 100; paid++) at(paid * 10, paid);
    expect(lines()).toHaveLength(11);
    expect(lines().at(-1)).toBe('100/100 paid');
  });

  test('and one each 30 s when nothing moves', () => {
    const { at, lines } = view([]);
    for (let second = 0; second <= 60; second++) at(second * 1_000, 5);
    expect(lines()).toHaveLength(3);
  });

  test('draws nothing again on a dumb terminal', () => {
    const { at, raw } = view(['stderr'], { TERM: 'dumb' });
    at(0, 0);
    expect(raw()).toBe('0/100 paid\n');
  });

  test('puts a note on a line of its own', () => {
    const { at, note, raw } = view(['stderr']);
    at(0, 0);
    note('held');
    expect(raw().endsWith('\r\u001b[2Kheld\n')).toBe(true);
  });
});

test('a line is never wider than the terminal', () => {
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 24 });
  const streams = { ...fakeStreams({ terminals: ['stderr'] }), stderr };
  createProgressView(createScreen(streams, { format: 'text', colour: false }), stderr).show({
    ...counts,
    paid: 1,
    notPaid: 200,
    unknown: 300,
  });
  expect(String(stderr.read()).replace('\r\u001b[2K', '')).toHaveLength(23);
});

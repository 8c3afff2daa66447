import { issueSentence } from '../../src/csv/issue-sentence';
import { renderIssues } from '../../src/csv/render-issues';
import { renderSummary } from '../../src/csv/render-summary';
import { limits } from '../../src/domain/limits';

const issue = {
  code: 'amount_comma',
  line: 12,
  column: 'amount',
  expected: 'a point before the decimals',
  got: '1,50',
  fix: 'Write it like 1250.50.',
};

test('an issue is a sentence with place, expectation, value and fix', () => {
  expect(issueSentence(issue)).toBe('line 12, amount: expected a point before the decimals, got 1,50. Write it like 1250.50.');
  const { column: _, ...wholeLine } = issue;
  expect(issueSentence(wholeLine)).toMatch(/^line 12: expected/);
});

test('issues of one code stand together, the first ten of them, then how many more', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ ...issue, line: index + 2 }));
  const other = { ...issue, code: 'row_cells', line: 3 };
  const lines = renderIssues({
    countsByCode: { amount_comma: 224, row_cells: 1 },
    kept: [many[0] ?? issue, other, ...many.slice(1)],
  }).split('\n');
  expect(lines).toHaveLength(limits.issueLinesShownPerCodeMax + 2);
  expect(lines[9]).toMatch(/^line 11,/);
  expect(lines[10]).toBe('… 214 more');
  expect(lines[11]).toMatch(/^line 3,/);
});

test('no issues are no text', () => {
  expect(renderIssues({ countsByCode: {}, kept: [] })).toBe('');
});

test('a summary is a table that adds up to the file', () => {
  const summary = {
    isPartial: true,
    rowCount: 1_236,
    openRows: 2,
    paidBeforeBatchRows: 1,
    resolvedRows: 2,
    totals: { JPY: 100n, USD: 123_456_789n },
    paid: { USD: 123_456_700n },
    counts: [
      { outcome: 'paid', currency: 'USD', rows: 1_234, amountMinor: 123_456_700n },
      { outcome: 'unknown', currency: 'USD', rows: 1, amountMinor: 89n },
      { outcome: 'not_attempted', currency: 'JPY', rows: 1, amountMinor: 100n },
    ],
  } as const;
  expect(renderSummary(summary).split('\n')).toEqual([
    'partial: 2 of 1 236 rows still open',
    'paid           1 234  USD  1 234 567.00',
    'unknown            1  USD          0.89',
    'not attempted      1  JPY           100',
    '1 row of these paid before this batch',
    "2 rows of these by a person's word, which the gateway has not borne out",
    'paid out: USD 1 234 567.00',
    'file: 1 236 rows, JPY 100 + USD 1 234 567.89: every row is in this report once',
  ]);
});

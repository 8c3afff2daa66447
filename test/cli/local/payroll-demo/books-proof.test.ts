import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { booksProof } from '../../../../src/cli/local/payroll-demo/books-proof';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-books-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const move = (referenceId: string, direction = 'out') =>
  appendFileSync(join(folder, 'sandbox-books.jsonl'), `${JSON.stringify({ id: 'i', direction, referenceId, amountMinor: '1' })}\n`);
const proof = () => booksProof(folder, ['ann', 'bob'], ['2026-12', '2027-01']);
const payAll = () => {
  for (const reference of ['ann-2026-12', 'bob-2026-12', 'ann-2027-01', 'bob-2027-01']) move(reference);
};

test('whoever was paid once for each period is counted so, whatever else was paid', () => {
  payAll();
  move('ann-2026-11');
  expect(proof()).toEqual({
    people: [
      { person: 'ann', times: [1, 1] },
      { person: 'bob', times: [1, 1] },
    ],
    payments: 4,
    isEachPaidOnce: true,
  });
});

test('a payment twice, one that is missing, and one to a stranger are seen', () => {
  payAll();
  move('bob-2027-01');
  expect(proof()).toMatchObject({ payments: 5, isEachPaidOnce: false, people: [{ times: [1, 1] }, { times: [1, 2] }] });
  rmSync(join(folder, 'sandbox-books.jsonl'));
  for (const reference of ['ann-2026-12', 'bob-2026-12', 'ann-2027-01']) move(reference);
  expect(proof()).toMatchObject({ payments: 3, isEachPaidOnce: false });
  move('eve-2027-01');
  expect(proof()).toMatchObject({ payments: 4, isEachPaidOnce: false });
});

test('money that came back was paid all the same, and a line that is being written is left for later', () => {
  payAll();
  move('ann-2026-12', 'back');
  appendFileSync(join(folder, 'sandbox-books.jsonl'), '{"id":"i","direction":"ou');
  expect(proof()).toMatchObject({ payments: 4, isEachPaidOnce: true });
});

test('nobody to be paid proves nothing', () => {
  payAll();
  expect(booksProof(folder, [], ['2030-01']).isEachPaidOnce).toBe(false);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const movementShape = z.object({ direction: z.enum(['out', 'back']), referenceId: z.string() });

/** How often each person was paid for each period, by the sandbox's own books. */
export type BooksProof = Readonly<{
  /** In the order of `periods`. */
  people: readonly Readonly<{ person: string; times: readonly number[] }>[];
  /** Payments of these periods, whoever got them. */
  payments: number;
  isEachPaidOnce: boolean;
}>;

/** Counts in the sandbox's file, of which Payrun writes nothing: the references that it was sent end in the period. */
export function booksProof(dataDir: string, people: readonly string[], periods: readonly string[]): BooksProof {
  const text = readFileSync(join(dataDir, 'sandbox-books.jsonl'), 'utf8');
  // What stands behind the last line's end is being written.
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  const movements = lines.filter((line) => line !== '').map((line) => movementShape.parse(JSON.parse(line)));
  const times = new Map<string, number>();
  for (const { direction, referenceId } of movements) {
    if (direction === 'out') times.set(referenceId, (times.get(referenceId) ?? 0) + 1);
  }
  const counted = people.map((person) => ({ person, times: periods.map((period) => times.get(`${person}-${period}`) ?? 0) }));
  const payments = [...times].filter(([reference]) => periods.some((period) => reference.endsWith(`-${period}`)));
  const sum = payments.reduce((all, [, count]) => all + count, 0);
  const isEachPaidOnce =
    people.length > 0 && sum === people.length * periods.length && counted.every((each) => each.times.every((count) => count === 1));
  return { people: counted, payments: sum, isEachPaidOnce };
}

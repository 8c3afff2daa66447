import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Payouts in the gateway's books. Throws if one was paid twice: a speed that pays twice is none. */
export function paidRows(folder) {
  const lines = readFileSync(join(folder, 'books.jsonl'), 'utf8').trim().split('\n');
  const out = lines.map((line) => JSON.parse(line)).filter(({ direction }) => direction === 'out');
  const references = new Set(out.map(({ referenceId }) => referenceId));
  if (references.size !== out.length) throw new Error(`${out.length - references.size} payouts were paid twice`);
  return out.length;
}

import { groupThousands } from './group-thousands';

/** `1 row`, `1 200 rows`. */
export function countOf(count: number, word: string): string {
  return `${groupThousands(String(count))} ${word}${count === 1 ? '' : 's'}`;
}

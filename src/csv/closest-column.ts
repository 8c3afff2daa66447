import { isKnownColumn, keyedPrefixes, namedColumns } from './known-column';

/** The column that an unknown header cell most likely means; undefined if none is near. */
export function closestColumn(name: string): string | undefined {
  const word = name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (isKnownColumn(word)) return word;
  // `email` alone, or below another word: `recipient.email`.
  const last = word.split('.').at(-1) ?? '';
  const below = namedColumns.find((column) => column.endsWith(`.${last}`));
  const near = namedColumns
    .map((column) => ({ column, distance: editDistance(word, column) }))
    .filter(({ column, distance }) => distance <= Math.max(1, Math.floor(column.length / 3)))
    .sort((a, b) => a.distance - b.distance)[0]?.column;
  return near ?? closestKeyed(word) ?? below;
}

/** `field.iban` for `fields.iban`. */
function closestKeyed(word: string): string | undefined {
  const dot = word.indexOf('.');
  if (dot === -1) return undefined;
  const prefix = keyedPrefixes.find((candidate) => editDistance(word.slice(0, dot + 1), candidate) <= 2);
  const column = prefix === undefined ? '' : prefix + word.slice(dot + 1);
  return isKnownColumn(column) ? column : undefined;
}

/** Levenshtein: how many letters have to be added, removed or changed. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const changed = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(changed, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
